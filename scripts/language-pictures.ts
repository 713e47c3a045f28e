/**
 * Draws the cards that the examples of docs/language.md make, front and back, into docs/pictures/language/.
 * Usage: node --import tsx/esm scripts/language-pictures.ts [NAME…]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import type { Collection } from '../src/collection.ts';
import { showCard } from '../src/notetype/index.ts';
import { type Example, examplesIn, pages } from '../tests/examples.ts';
import { makeProject } from '../tests/project.ts';
import { findChromium, openStudio, type Side, type Studio } from './card-page.ts';
import { drawings } from './drawings.ts';

/** Examples by name: which of their cards are drawn, counted from 0. */
const wanted: Record<string, number[]> = {
  note: [1],
  'three-parts': [0],
  'field-heading': [0],
  attributes: [2],
  'section-attributes': [0],
  reversed: [0, 1],
  typed: [0],
  choice: [0],
  cloze: [0, 1],
  'cloze-forms': [0],
  'cloze-blocks': [0],
  'cloze-code': [0, 2],
  'cloze-title': [0],
  occlusion: [0, 2],
  'occlusion-labels': [0],
  qa: [0, 1],
  'qa-brackets': [0],
  table: [0],
  csv: [2],
  content: [0],
  formulas: [0],
  macros: [0],
  code: [0],
  diagrams: [0, 1],
  media: [0, 1],
  direction: [0],
  links: [0],
  readings: [0],
  html: [0],
  sections: [0],
  'own-type': [0, 1],
  restyle: [0],
};

const page = 'docs/language.md';
const target = fileURLToPath(new URL('../docs/pictures/language', import.meta.url));
/** Of a card, in CSS pixels. */
const width = 390;
const largest = 60_000;

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  mkdirSync(target, { recursive: true });
  const studio = await openStudio(browser, { night: false, width, scale: 1.5 });
  const only = process.argv.slice(2);
  for (const example of examplesIn(page, pages().get(page) ?? '')) {
    const cards = wanted[example.name];
    if (!cards || (only.length > 0 && !only.includes(example.name))) continue;
    const rows = await sidesOf(example, cards);
    const picture = await draw(browser, studio, rows);
    if (picture.length > largest) throw new Error(`${example.name} has ${picture.length} bytes.`);
    writeFileSync(join(target, `${example.name}.webp`), picture);
    console.log(`${example.name}.webp  ${Math.round(picture.length / 1000)} kB`);
  }
} finally {
  await browser.close();
}

/** Front and back of some of the cards that an example makes. */
async function sidesOf({ builds, media }: Example, wantedCards: number[]): Promise<Side[][]> {
  const files = builds[0] ?? {};
  const shown = Object.fromEntries(media.map((name) => [`decks/${name}`, drawings[name] ?? name]));
  const plain = Object.keys(files).some((path) => /^decks\/.*\.(?:md|csv)$/u.test(path));
  const project = makeProject({
    ...shown,
    ...(!plain && {
      'decks/example.md': '## What is a chip?\n\nA piece of [silicon](#silicon).\n',
    }),
    ...files,
  });
  try {
    const { collection } = await project.build();
    return wantedCards.map((index) => sidesOfCard(collection, index));
  } finally {
    project.remove();
  }
}

function sidesOfCard({ notes, notetypes, cards, decks, media }: Collection, index: number): Side[] {
  const card = cards[index];
  const note = notes.find(({ id }) => id === card?.noteId);
  const notetype = notetypes.find(({ id }) => id === note?.notetypeId);
  if (!card || !note || !notetype) throw new Error(`There is no card ${index}.`);
  const deck = decks.find(({ id }) => id === card.deckId)?.name ?? '';
  const typed = note.fields[notetype.fields.findIndex(({ name }) => name === 'Answer')] ?? '';
  const { front, back } = showCard(notetype, { ...note, deck }, card.ord, typed);
  const files: Side['media'] = new Map(
    media.map(({ name, content }) => [
      name,
      {
        body: 'bytes' in content ? Buffer.from(content.bytes) : readFileSync(content.path),
        contentType: 'image/svg+xml',
      },
    ]),
  );
  return [front, back].map((html) => ({
    html,
    css: `${notetype.css} .playImage { width: 40px; fill: none; stroke: currentColor; }`,
    media: files,
  }));
}

/** A card a row, its front at the left and its back at the right. */
async function draw(browser: Browser, studio: Studio, rows: Side[][]): Promise<Buffer> {
  const cells: string[] = [];
  for (const side of rows.flat()) {
    const shot = await studio.shoot(side);
    cells.push(`<div><img src="data:image/png;base64,${shot.toString('base64')}"></div>`);
  }
  const sheet = await browser.newPage({
    viewport: { width: width * 2 + 60, height: 100 },
    deviceScaleFactor: 1.5,
  });
  await sheet.setContent(`<!doctype html><style>
    body { display: grid; grid-template-columns: ${width}px ${width}px; gap: 12px; width: max-content; margin: 0; padding: 6px; align-items: start; }
    div { border: 1px solid #8c959f66; border-radius: 10px; overflow: hidden; background: #fff; }
    img { display: block; width: 100%; }
  </style>${cells.join('')}`);
  const shot = await sheet.locator('body').screenshot({ omitBackground: true });
  const webp = await sheet.evaluate<string>(toWebp(shot.toString('base64')));
  await sheet.close();
  return Buffer.from(webp.slice(webp.indexOf(',') + 1), 'base64');
}

/** Runs in the page: a third of the bytes of a PNG. */
function toWebp(png: string): string {
  return `(async () => {
    const image = new Image();
    image.src = 'data:image/png;base64,${png}';
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.86 });
    const reader = new FileReader();
    await new Promise((resolve) => { reader.onload = resolve; reader.readAsDataURL(blob); });
    return reader.result;
  })()`;
}
