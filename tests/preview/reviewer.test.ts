import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findChromium } from '../../scripts/card-page.ts';
import { mediaType } from '../../src/media.ts';
import { engineAvailable } from '../engine/engine.ts';
import { files, type Served, serve } from './world.ts';

/** What `/api/card` gives. */
interface Card {
  front: string;
  back: string;
  css: string;
  classes: { root: string; body: string };
}

const size = { width: 800, height: 600 };
/** Anki's own note types: their styling leaves more to the page around. */
const stock = `---
type: stock
---
# Stock

## A [link](https://example.org), \`code\`, and a picture ![](boxes.svg)

Lists and lines:

- one
- two

> A quotation

| A | B |
|---|---|
| 1 | 2 |

---

Formulas: $\\frac{a}{b}$ and

$$\\sum_{i=1}^n \\sqrt{i}$$
`;

const more = {
  'decks/stock.md': stock,
  'decks/tall.md':
    '# Tall\n\n## A tall picture {type=occlusion}\n\n![Tall](tall.svg)\n\n- rect 0.1 0.1 0.3 0.2: one\n- ellipse 0.6 0.5 0.1 0.1: two\n- polygon 0.1,0.6 0.4,0.6 0.2,0.9: three\n\n## Small {type=occlusion hide=one}\n\n![Small](boxes.svg)\n\n- rect 0.1 0.1 0.3 0.3: left\n- rect 0.6 0.1 0.3 0.3: right\n',
  'decks/tall.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 1500" width="600" height="1500"><title>Tall</title><rect width="600" height="1500" fill="#cde"/></svg>',
  'templates/stock/notetype.yaml':
    'name: Stock\nfields:\n  - name: Front\n  - name: Back\ntemplates:\n  - name: Card 1\n',
  'templates/stock/card-1.front.html': '{{Front}}',
  'templates/stock/card-1.back.html': '{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}',
  'templates/stock/style.css':
    '.card {\n  font-family: arial;\n  font-size: 20px;\n  line-height: 1.5;\n  text-align: center;\n  color: black;\n  background-color: white;\n}\n',
};

/** The page of Anki's reviewer of the package `aqt`, with its own scripts and styling, and cards from the preview. */
describe.skipIf(!engineAvailable)('cards in the preview and in Anki’s reviewer', () => {
  const held: { browser?: Browser; served?: Served; anki?: Server; keys: string[] } = { keys: [] };

  beforeAll(async () => {
    held.served = await serve();
    held.served.change(more);
    const changes = await held.served.until(
      ({ files: all }) => all.length === 4 && all.every(({ cards }) => cards.length > 0),
    );
    held.keys = changes.files.flatMap(({ cards }) => cards.map(({ key }) => key));
    held.anki = await ankiServer(assets());
    held.browser = await chromium.launch({
      executablePath: findChromium(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  }, 120_000);

  afterAll(async () => {
    await held.browser?.close();
    held.anki?.close();
    await held.served?.end();
  });

  it.each([
    ['light', false],
    ['dark', true],
  ] as const)('look the same to the eye: %s', async (colorScheme, night) => {
    const { browser, served, anki } = held;
    if (!browser || !served || !anki) throw new Error('not set up');
    const open = () => browser.newPage({ viewport: size, colorScheme });
    const [ours, theirs, judge] = [await open(), await open(), await open()];
    await ours.goto(served.url);
    await ours.evaluate(alone);
    await theirs.goto(
      `http://127.0.0.1:${(anki.address() as AddressInfo).port}/page?${night ? 'night' : 'day'}`,
    );
    const unlike: string[] = [];
    for (const key of held.keys) {
      const card = await ours.evaluate<Card>(
        `fetch('/api/card?night=${night ? 1 : 0}&key=' + encodeURIComponent(${JSON.stringify(key)})).then((answer) => answer.json())`,
      );
      for (const side of ['front', 'back'] as const) {
        await ours.evaluate(showOurs(card, side));
        await theirs.evaluate(showTheirs(card, side));
        const [a, b] = [await ours.screenshot(), await theirs.screenshot()];
        keep(`${colorScheme}-${key}-${side}`, a, b);
        const share = await judge.evaluate<number>(unlikeShare(a, b));
        if (share > tolerance) unlike.push(`${key} ${side}: ${(share * 100).toFixed(2)} %`);
      }
    }
    expect(held.keys.length).toBeGreaterThan(12);
    expect(unlike).toEqual([]);
  });
});

/** Share of points that differ to the eye. */
const tolerance = 0.0005;

/** For who looks into a difference: `KEEP` names a folder. */
function keep(name: string, ours: Buffer, theirs: Buffer): void {
  if (!process.env.KEEP) return;
  const base = join(process.env.KEEP, name.replace(/[^\w-]+/gu, '_'));
  writeFileSync(`${base}-ours.png`, ours);
  writeFileSync(`${base}-anki.png`, theirs);
}

/** The folder of the files that Anki's pages load. */
function assets(): string {
  const engine = inject('engine');
  if (engine.state !== 'ready') throw new Error(engine.sentence);
  const question = 'import _aqt; print(list(_aqt.__path__)[0])';
  const folder = execFileSync(engine.python, ['-c', question], { encoding: 'utf8' }).trim();
  return join(folder, 'data', 'web');
}

/** Serves Anki's files as Anki does, the page of its reviewer, and the media of the cards. */
async function ankiServer(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '');
    const send = (type: string, body: string | Uint8Array) =>
      response.writeHead(200, { 'Content-Type': type }).end(body);
    if (path === '/page')
      return send('text/html', reviewer(request.url?.endsWith('night') === true));
    const file = join(folder, path.replace(/^\/_anki\//u, ''));
    if (path.startsWith('/_anki/') && existsSync(file))
      return send(mediaType(path), readFileSync(file));
    const wanted = path.slice(1).replace(/-[\da-f]{10}(?=\.)/u, '');
    const media = { ...files, ...more }[`decks/${wanted}` as keyof typeof files];
    if (media !== undefined) return send(mediaType(path), media);
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** What Anki puts around its reviewer (`stdHtml`), in its minimalist mode, on a Linux whose fonts are those of the preview. */
function reviewer(night: boolean): string {
  const [root, body] = night ? ['night-mode', 'isLin nightMode night_mode'] : ['', 'isLin'];
  const font = 'system-ui, "Segoe UI", "Helvetica Neue", "Noto Sans", sans-serif';
  return `<!doctype html>
<html class="${root}" dir="ltr" data-bs-theme="${night ? 'dark' : 'light'}">
<head>
<link rel="stylesheet" href="/_anki/css/webview.css">
<style>
body { zoom: 1; background-color: var(--canvas); }
html { font-family: ${font}; }
button { font-family: ${font}; }
</style>
<link rel="stylesheet" href="/_anki/css/reviewer.css">
</head>
<body class="${body}">
<script>window.pycmd = window.bridgeCommand = () => {};</script>
<script src="/_anki/js/webview.js"></script>
<script src="/_anki/js/reviewer.js"></script>
<div id="_mark" hidden>&#x2605;</div>
<div id="_flag" hidden>&#x2691;</div>
<div id="qa" dir="auto"></div>
</body>
</html>`;
}

/** Runs in the preview: nothing but the frame that cards are put on. */
const alone = `new Promise((resolve) => {
  const frame = document.createElement('iframe');
  frame.src = '/frame/';
  frame.id = 'alone';
  window.addEventListener('message', ({ source, data }) => {
    if (source === frame.contentWindow && data.type === 'ready') resolve();
  });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('#alone { position: fixed; inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; }');
  document.adoptedStyleSheets.push(sheet);
  document.body.replaceChildren(frame);
})`;

/** Runs in the preview: puts a side on, and waits until it is seen. */
function showOurs(card: Card, side: 'front' | 'back'): string {
  const data = { ...card, html: card[side], isBack: side === 'back', sounds: { q: [], a: [] } };
  return `new Promise((resolve) => {
    const { contentWindow } = document.getElementById('alone');
    const hear = ({ source, data }) => {
      if (source !== contentWindow || data.type !== 'shown') return;
      window.removeEventListener('message', hear);
      setTimeout(resolve, ${pause});
    };
    window.addEventListener('message', hear);
    contentWindow.postMessage({ type: 'show', ...${JSON.stringify(data)} }, '*');
  })`;
}

/** Runs in Anki's reviewer: what its program calls there for a card. */
function showTheirs({ css, front, back, classes }: Card, side: 'front' | 'back'): string {
  const html = JSON.stringify(`<style>${css}</style>${side === 'front' ? front : back}`);
  const body = JSON.stringify(classes.body);
  const call =
    side === 'front' ? `_showQuestion(${html}, '', ${body})` : `_showAnswer(${html}, ${body})`;
  return `(async () => {
    const qa = document.getElementById('qa');
    const shown = new Promise((resolve) => {
      const look = new MutationObserver(() => {
        if (qa.style.opacity === '1' && qa.dataset.before !== 'yes') resolve(look.disconnect());
        if (qa.style.opacity === '0') delete qa.dataset.before;
      });
      qa.dataset.before = 'yes';
      look.observe(qa, { attributes: true, attributeFilter: ['style'] });
    });
    ${call};
    await shown;
    document.activeElement?.blur();
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    await new Promise((resolve) => setTimeout(resolve, ${pause}));
  })()`;
}

/** Milliseconds, in which fonts and the shapes of a picture settle. */
const pause = 100;

/** Runs anywhere: how many points of two pictures differ so that it can be seen. */
function unlikeShare(a: Buffer, b: Buffer): string {
  const addresses = [a, b].map((picture) => `data:image/png;base64,${picture.toString('base64')}`);
  return `(async () => {
    const [a, b] = await Promise.all(${JSON.stringify(addresses)}.map(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const pen = canvas.getContext('2d');
      pen.drawImage(image, 0, 0);
      return pen.getImageData(0, 0, image.width, image.height).data;
    }));
    if (a.length !== b.length) return 1;
    let count = 0;
    for (let at = 0; at < a.length; at += 4)
      if ([0, 1, 2].some((part) => Math.abs(a[at + part] - b[at + part]) > 24)) count += 1;
    return count / (a.length / 4);
  })()`;
}
