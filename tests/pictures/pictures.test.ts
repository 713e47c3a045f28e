import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/card-page.ts';
import { commands } from '../../src/commands/index.ts';
import { testWorld } from '../commands/world.ts';
import { type Files, makeProject } from '../project.ts';

const svg = (colour: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" height="200"><title>A lake</title><rect width="400" height="200" fill="${colour}"/></svg>`;

const settings = 'namespace: pictures\nname: Pictures\n';

const before: Files = {
  'deckwright.yaml': settings,
  'decks/one.md': `---
html: trusted
---
# One

## What is ReLU? {#relu}

Zero, or $x$.

## A tag moves {#tagged .old}

Nothing to see.

## sun {#sun type=reversed}

Sonne

## A lake {#lake}

![The water](lake.svg)

## A {{first}} and a {{second}} gap {#gaps}

## It goes {#goes}

Away.

## Parts {#parts type=occlusion}

![The parts](parts.svg)

- rect 0.1 0.1 0.3 0.3: left
- ellipse 0.6 0.3 0.1 0.1: right
- polygon 0.1,0.6 0.3,0.6 0.2,0.9: corner
`,
  'decks/lake.svg': svg('#99ccdd'),
  'decks/parts.svg': svg('#eeeeee'),
};

const text = String(before['decks/one.md']);
const after: Files = {
  'decks/one.md': text
    .replace('Zero, or $x$', 'The maximum of zero and $\\frac{x}{1}$')
    .replace('.old', '.new')
    .replace('Sonne', 'die Sonne')
    .replace('{{second}} gap', '{{second}} hole')
    .replace('rect 0.1 0.1 0.3 0.3', 'rect 0.1 0.1 0.4 0.3')
    .replace(/## It goes[\s\S]*Away\.\n/u, '## It comes {#comes}\n\nHere.\n'),
  'decks/lake.svg': svg('#3366aa'),
};

const noBrowser = { CHROME_PATH: '/nowhere/chrome' };

/** A project with a ledger and a package of what it was, which then changes. */
async function changed(first: Files, next: Files): Promise<Changing> {
  const project = makeProject(first);
  const said = async (...args: Parameters<typeof testWorld>) => {
    const world = testWorld(...args);
    const code = await commands.diff?.run({ pictures: 'pictures' }, ['old.apkg', '.'], world);
    return { code, out: world.out(), err: world.err() };
  };
  const built = testWorld(project.root);
  expect(await commands.build?.run({ quiet: true, out: 'dist' }, [], built), built.err()).toBe(0);
  const [name = ''] = readdirSync(join(project.root, 'dist')).filter((file) =>
    file.endsWith('.apkg'),
  );
  writeFileSync(join(project.root, 'old.apkg'), readFileSync(join(project.root, 'dist', name)));
  project.change(next);
  const folder = join(project.root, 'pictures');
  return {
    ...project,
    folder,
    draw: (env) => said(project.root, env),
    names: () => readdirSync(folder).sort(),
    page: (name) => readFileSync(join(folder, name), 'utf8'),
  };
}

interface Changing extends ReturnType<typeof makeProject> {
  folder: string;
  draw: (
    env: Record<string, string>,
  ) => Promise<{ code?: number | undefined; out: string; err: string }>;
  names: () => string[];
  page: (name: string) => string;
}

describe('pages of changed cards', () => {
  it('are made of all cards that look otherwise, and of no others', async () => {
    const project = await changed(before, after);
    const { code, err } = await project.draw(noBrowser);
    expect(code).toBe(0);
    expect(err).toContain('pictures/index.html  11 cards look otherwise than before.');
    expect(project.names()).toEqual([
      '01-what-is-relu-card.html',
      '02-sun-forward.html',
      '03-sun-reverse.html',
      '04-a-lake-card.html',
      '05-a-first-and-a-second-hole-cloze-1.html',
      '06-a-first-and-a-second-hole-cloze-2.html',
      '07-parts-cloze-1.html',
      '08-parts-cloze-2.html',
      '09-parts-cloze-3.html',
      '10-it-comes-card.html',
      '11-it-goes-card.html',
      'index.html',
    ]);
    project.remove();
  });

  it('need nothing besides: formulas are typeset, pictures and fonts are within', async () => {
    const project = await changed(before, after);
    await project.draw(noBrowser);
    const relu = project.page('01-what-is-relu-card.html');
    expect(relu).toContain('mjx-mfrac');
    expect(relu).toContain('data:font/woff;base64,');
    expect(relu).not.toMatch(/url\((?!&quot;data:)/u);
    const colours = [
      ...project.page('04-a-lake-card.html').matchAll(/base64,([\w+/=]+)&quot;/gu),
    ].map(([, data = '']) => Buffer.from(data, 'base64').toString());
    expect(colours.some((picture) => picture.includes('#99ccdd'))).toBe(true);
    expect(colours.some((picture) => picture.includes('#3366aa'))).toBe(true);
    project.remove();
  });

  it('say without a browser that there are no pictures, and why', async () => {
    const project = await changed(before, after);
    const { code, err } = await project.draw(noBrowser);
    expect(code).toBe(0);
    expect(err).toContain('There are 0 pictures beside the pages.');
    expect(err).toContain('CHROME_PATH');
    project.remove();
  });

  it('take the place of those before, and of nothing else', async () => {
    const project = await changed(before, after);
    await project.draw(noBrowser);
    writeFileSync(join(project.folder, 'mine.txt'), 'mine');
    project.change({ 'decks/one.md': text, 'decks/lake.svg': svg('#3366aa') });
    await project.draw(noBrowser);
    expect(project.names()).toEqual(['01-a-lake-card.html', 'index.html', 'mine.txt']);
    rmSync(join(project.folder, 'index.html'));
    await expect(project.draw(noBrowser)).rejects.toThrow('holds something else');
    expect(existsSync(join(project.folder, 'mine.txt'))).toBe(true);
    project.remove();
  });

  it('are no more than fifty, and it is said how many cards there are', async () => {
    const notes = (answer: string) =>
      Array.from({ length: 60 }, (_, at) => `## Number ${at}? {#n${at}}\n\n${answer} ${at}\n`);
    const deck = (answer: string) => ({
      'decks/many.md': `# Many\n\n${notes(answer).join('\n')}`,
    });
    const project = await changed(
      { 'deckwright.yaml': settings, ...deck('It was') },
      deck('It is now'),
    );
    const { err } = await project.draw(noBrowser);
    expect(err).toContain('The first 50 of 60 cards look otherwise');
    expect(project.names().length).toBe(51);
    expect(project.page('index.html')).toContain('The first 50 of 60 cards look');
    project.remove();
  });

  it('show one card a template where only the styling of a note type changed', async () => {
    const own = (colour: string): Files => ({
      'templates/word/notetype.yaml':
        'name: Word\nfields:\n  - name: Word\n  - name: Meaning\ntemplates:\n  - name: There\n  - name: Back\n',
      'templates/word/there.front.html': '{{Word}}',
      'templates/word/there.back.html': '{{Meaning}}',
      'templates/word/back.front.html': '{{Meaning}}',
      'templates/word/back.back.html': '{{Word}}',
      'templates/word/style.css': `.card { color: ${colour}; }`,
    });
    const words =
      '---\ntype: word\n---\n# Words\n\n## sun\n\nSonne\n\n## moon\n\nMond\n\n## star\n\nStern\n';
    const project = await changed(
      { 'deckwright.yaml': settings, 'decks/words.md': words, ...own('#112233') },
      own('#445566'),
    );
    await project.draw(noBrowser);
    expect(project.names()).toEqual(['01-sun-there.html', '02-sun-back.html', 'index.html']);
    expect(project.page('01-sun-there.html')).toContain('Another look of its note type');
    project.remove();
  });

  it('show files as they were at a git revision', async () => {
    const project = makeProject(before);
    await project.build();
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
        ...{ cwd: project.root, stdio: 'pipe' },
      });
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'One');
    project.change({ 'decks/lake.svg': svg('#3366aa') });
    const world = testWorld(project.root, noBrowser);
    expect(await commands.diff?.run({ pictures: 'pictures' }, ['HEAD'], world)).toBe(0);
    const page = readFileSync(join(project.root, 'pictures', '01-a-lake-card.html'), 'utf8');
    expect(page).toContain(Buffer.from(svg('#99ccdd')).toString('base64'));
    expect(page).toContain(Buffer.from(svg('#3366aa')).toString('base64'));
    project.remove();
  });
});

/** How long a page may take on a busy machine. */
const patient = { timeout: 20_000 };

describe('pictures of changed cards', () => {
  const state: { browser?: Browser; project?: Changing; asked: string[]; err: string } = {
    asked: [],
    err: '',
  };
  const server = createServer((request, response) => {
    state.asked.push(request.url ?? '');
    response.end();
  });
  const folder = () => state.project?.folder ?? '';

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const at = `http://127.0.0.1:${port}`;
    const trick = `<script>document.title = 'owned'; fetch('${at}/fetch')</script><img src="${at}/img" onerror="top.document.title = 'owned'"><iframe src="${at}/frame"></iframe><style>@import "${at}/import"; body { background: url(${at}/url) }</style><meta http-equiv="refresh" content="0; ${at}/refresh"><link rel="stylesheet" href="${at}/link"><object data="${at}/object"></object><video src="${at}/video" poster="${at}/poster" autoplay></video><form action="${at}/form"><button>Send</button></form><a id="out" href="${at}/go" target="_top">out</a><svg><image href="${at}/svg"/></svg></textarea></style></iframe>`;
    const own = {
      'templates/wild/notetype.yaml':
        'name: Wild\nfields:\n  - name: A\n  - name: B\ntemplates:\n  - name: Card\n',
      'templates/wild/card.front.html': `{{A}}${trick}`,
      'templates/wild/card.back.html': `{{B}}${trick}`,
      'templates/wild/style.css': `@import url("${at}/css"); .card { background: url(${at}/bg); }`,
      'decks/wild.md': '---\ntype: wild\n---\n# Wild\n\n## Wild thing\n\nold\n',
    };
    const project = await changed(
      { ...before, ...own, 'deckwright.yaml': `${settings}package: single\n` },
      { ...after, 'decks/wild.md': own['decks/wild.md'].replace('old', 'new') },
    );
    state.project = project;
    const { code, err } = await project.draw({ CHROME_PATH: findChromium() });
    expect([code, err]).toEqual([0, expect.stringContaining('12 cards look otherwise')]);
    state.err = err;
    state.browser = await chromium.launch({
      executablePath: findChromium(),
      args: ['--no-sandbox'],
    });
  }, 120_000);

  afterAll(async () => {
    await state.browser?.close();
    state.project?.remove();
    server.close();
  });

  it('are there for every page, and nothing was asked of the network', () => {
    const names = readdirSync(folder());
    const pages = names.filter((name) => name.endsWith('.html') && name !== 'index.html');
    expect(pages.length).toBe(12);
    for (const page of pages) {
      const picture = readFileSync(join(folder(), page.replace('.html', '.png')));
      expect(picture.subarray(1, 4).toString()).toBe('PNG');
      expect(picture.readUInt32BE(16)).toBe(1060);
    }
    expect(state.err).not.toContain('pictures beside the pages');
    expect(state.asked).toEqual([]);
  });

  it('show the old picture on the left, the new one on the right', async () => {
    const page = await state.browser?.newPage();
    const png = readFileSync(join(folder(), '04-a-lake-card.png')).toString('base64');
    const lake = await page?.evaluate<string[]>(`(async () => {
      const image = new Image();
      image.src = 'data:image/png;base64,${png}';
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width; canvas.height = image.height;
      const pen = canvas.getContext('2d');
      pen.drawImage(image, 0, 0);
      const all = pen.getImageData(0, 0, image.width, image.height).data;
      const seen = new Map();
      for (let at = 0; at < all.length; at += 4) {
        const half = (at / 4) % image.width < image.width / 2 ? 'old' : 'new';
        const key = [half, all[at], all[at + 1], all[at + 2]].join(' ');
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
      return [...seen].filter(([, count]) => count > 2000).map(([key]) => key);
    })()`);
    expect(lake).toContain('old 153 204 221');
    expect(lake).toContain('new 51 102 170');
    expect(lake).not.toContain('new 153 204 221');
    await page?.close();
  });

  it('come of pages whose frames are as high as their cards', async () => {
    const page = await state.browser?.newPage();
    await page?.goto(pathToFileURL(join(folder(), '07-parts-cloze-1.html')).href);
    const frames = await page?.evaluate<number[][]>(
      "[...document.querySelectorAll('iframe')].map((frame) => [frame.clientHeight, frame.contentDocument.documentElement.scrollHeight, frame.contentDocument.querySelectorAll('#image-occlusion-canvas > div').length, frame.contentDocument.querySelector('img').clientWidth])",
    );
    expect(frames?.length).toBe(8);
    for (const [room = 0, height = 0] of frames ?? []) expect(room).toBe(height);
    for (const [, , , picture] of frames ?? []) expect(picture).toBeGreaterThan(300);
    expect(frames?.map(([, , shapes]) => shapes)).toEqual(Array(8).fill(3));
    await page?.close();
  });

  it('come of pages in which no card runs, asks or leads anywhere', async () => {
    const context = await state.browser?.newContext();
    const page = await context?.newPage();
    const answered: string[] = [];
    context?.on('requestfinished', (request) => {
      if (!/^(?:file|data|about):/u.test(request.url())) answered.push(request.url());
    });
    const name = readdirSync(folder()).find((file) => /wild-thing.*html$/u.test(file)) ?? '';
    await page?.goto(pathToFileURL(join(folder(), name)).href);
    expect(await page?.title()).toBe('Wild thing');
    await page?.frameLocator('iframe').first().locator('#out').click();
    await page?.waitForTimeout(300);
    expect(page?.url()).toContain(name);
    expect(answered).toEqual([]);
    expect(state.asked).toEqual([]);
    await context?.close();
  });

  it('stand in the index, each with the way to its page', async () => {
    const page = await state.browser?.newPage();
    await page?.goto(pathToFileURL(join(folder(), 'index.html')).href);
    expect(await page?.locator('li').count()).toBe(12);
    await page?.locator('li img').first().scrollIntoViewIfNeeded();
    // The page lets nothing be evaluated in it, so it is asked from here, again and again.
    const width = () => page?.evaluate("document.querySelector('li img').naturalWidth");
    await expect.poll(width, patient).toBe(1060);
    await page?.locator('li a').first().click();
    await expect.poll(() => page?.locator('iframe').count(), patient).toBe(8);
    await page?.close();
  });

  it('are left out where the browser breaks, and the pages stay', async () => {
    const project = await changed(before, after);
    const broken = join(mkdtempSync(join(tmpdir(), 'deckwright-broken-')), 'chrome');
    writeFileSync(broken, '#!/bin/sh\nexit 3\n', { mode: 0o755 });
    const { code, err } = await project.draw({ CHROME_PATH: broken });
    expect(code).toBe(0);
    expect(err).toContain('There are 0 pictures beside the pages.');
    expect(project.names().length).toBe(12);
    project.remove();
  });
});
