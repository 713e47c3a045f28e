import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { compile } from '../src/compile.ts';
import { findChromium, openStudio } from './card-page.ts';
import { type ShownCard, shownCards } from './cards.ts';

/** Pictures of real cards of `decks/`, by file name: the id of the note that each shows. */
const pictures: Record<string, string> = {
  'choice.png': 'leaky-relu',
  'code.png': 'softmax-stable-code',
  'occlusion.png': 'lstm-parts',
};

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'docs', 'pictures');
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

/** The first card of each note that is asked for, by the note's id. */
async function readCards(wanted: string[]): Promise<Map<string, ShownCard>> {
  const { collection, ledger } = await compile({ root, now: 0 });
  const names = new Map(ledger.notes.map(({ guid, name }) => [guid, name]));
  const cards = new Map<string, ShownCard>();
  for (const card of shownCards(collection)) {
    const id = names.get(card.guid);
    if (id !== undefined && wanted.includes(id) && !cards.has(id)) cards.set(id, card);
  }
  return cards;
}

/** Front and back by day, then front and back by night, side by side. */
async function draw(browser: Browser, { sides }: ShownCard): Promise<Buffer> {
  const shots: string[] = [];
  for (const night of [false, true]) {
    const studio = await openStudio(browser, { night, width, scale: 2 });
    for (const side of sides) shots.push((await studio.shoot(side)).toString('base64'));
    await studio.close();
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
