import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { compile } from '../src/compile.ts';
import { cardOrds, renderCard } from '../src/notetype/index.ts';

/** Pictures of real cards of `decks/`, by file name: the id of the note that each shows. */
const pictures: Record<string, string> = {
  'choice.png': 'leaky-relu',
  'code.png': 'softmax-stable-code',
};

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'docs', 'pictures');
const mathJax = join(root, 'node_modules', 'mathjax-full', 'es5');
/** Never asked: what a page loads from here is read from `mathJax`. */
const origin = 'http://cards.invalid';
/** Of a phone, in CSS pixels. */
const width = 390;
const largest = 200_000;

const browser = await chromium.launch({ executablePath: findChromium() });
try {
  mkdirSync(target, { recursive: true });
  const cards = await readCards(Object.values(pictures));
  for (const [name, id] of Object.entries(pictures)) {
    const card = cards.get(id);
    if (!card) throw new Error(`There is no note with the id ${id} in decks/.`);
    const picture = await draw(browser, card);
    if (picture.length > largest) throw new Error(`${name} has ${picture.length} bytes.`);
    writeFileSync(join(target, name), picture);
    console.log(`docs/pictures/${name}  ${Math.round(picture.length / 1000)} kB`);
  }
} finally {
  await browser.close();
}

interface Card {
  sides: string[];
  css: string;
}

/** The first card of each note that is asked for, by the note's id. */
async function readCards(wanted: string[]): Promise<Map<string, Card>> {
  const { collection, ledger } = await compile({ root, now: 0 });
  const names = new Map(ledger.notes.map(({ guid, name }) => [guid, name]));
  const cards = new Map<string, Card>();
  for (const note of collection.notes) {
    const id = names.get(note.guid);
    const notetype = collection.notetypes.find((one) => one.id === note.notetypeId);
    if (id === undefined || !wanted.includes(id) || !notetype) continue;
    const [ord = 0] = cardOrds(notetype, note.fields, note.tags.length > 0);
    const { question, answer } = renderCard(notetype, { ...note, deck: '' }, ord);
    cards.set(id, { sides: [question, answer], css: notetype.css });
  }
  return cards;
}

/** Front and back by day, then front and back by night, side by side. */
async function draw(browser: Browser, { sides, css }: Card): Promise<Buffer> {
  const shots: string[] = [];
  for (const night of [false, true]) {
    for (const html of sides)
      shots.push((await shoot(browser, html, css, night)).toString('base64'));
  }
  const frames = shots.map(
    (shot, index) =>
      `<div class="${index < 2 ? 'day' : 'night'}"><img src="data:image/png;base64,${shot}"></div>`,
  );
  const page = await browser.newPage({ viewport: { width: width * 4 + 100, height: 100 } });
  await page.setContent(`<!doctype html><style>
    body { display: flex; gap: 20px; width: max-content; margin: 0; padding: 10px; }
    div { width: ${width}px; border: 1px solid #8c959f66; border-radius: 14px; overflow: hidden; }
    .day { background: #ffffff; }
    .night { background: #1b1e23; }
    img { display: block; width: 100%; }
  </style>${frames.join('')}`);
  const picture = await page.locator('body').screenshot({ omitBackground: true });
  await page.close();
  return picture;
}

/** One side as Anki shows it: the card's classes on the body, the styling, then the card. */
async function shoot(browser: Browser, html: string, css: string, night: boolean): Promise<Buffer> {
  const page = await browser.newPage({
    viewport: { width, height: 100 },
    deviceScaleFactor: 2,
    colorScheme: night ? 'dark' : 'light',
  });
  await page.route(`${origin}/**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path !== '/') return route.fulfill({ path: join(mathJax, path) });
    return route.fulfill({ contentType: 'text/html', body: pageOf(html, css, night) });
  });
  await page.goto(`${origin}/`);
  await typeset(page, html);
  const shot = await page.screenshot({ fullPage: true });
  await page.close();
  return shot;
}

function pageOf(html: string, css: string, night: boolean): string {
  return `<!doctype html><html class="${night ? 'night-mode' : ''}"><meta charset="utf-8">
<script>
  MathJax = {
    tex: { processEscapes: false, processEnvironments: false, processRefs: false },
    startup: { typeset: false },
    options: { renderActions: { addMenu: [], checkLoading: [] } },
    chtml: { fontURL: '${origin}/output/chtml/fonts/woff-v2' },
  };
</script>
<script src="${origin}/tex-chtml-full.js"></script>
<body class="card card1${night ? ' nightMode' : ''}" style="min-height: 0"><div id="qa"><style>${css}</style>${html}</div></body></html>`;
}

/** Typesets the formulas, and sees to it that they have come out in MathJax's own fonts. */
async function typeset(page: Page, html: string): Promise<void> {
  const formulas = html.match(/\\[([]/gu)?.length ?? 0;
  const [drawn = 0, fonts = 0] = await page.evaluate<number[]>(`(async () => {
    await MathJax.typesetPromise();
    await document.fonts.ready;
    const fonts = [...document.fonts].filter(
      ({ family, status }) => family.startsWith('MJXTEX') && status === 'loaded',
    );
    return [document.querySelectorAll('mjx-container').length, fonts.length];
  })()`);
  if (drawn !== formulas) throw new Error(`${drawn} of ${formulas} formulas were typeset.`);
  if (formulas > 0 && fonts === 0) throw new Error('The fonts of MathJax were not loaded.');
}

/** The browser that `CHROMIUM` names, else the first one in `PATH`. */
function findChromium(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = [
    ...(process.env.CHROMIUM ? [process.env.CHROMIUM] : []),
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
  ].find(isProgram);
  if (!found) throw new Error('No Chromium was found: install it, or name it in CHROMIUM.');
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
