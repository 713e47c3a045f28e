import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { compile } from '../src/compile.ts';
import { findChromium, openStudio, type Studio } from './card-page.ts';
import { type ShownCard, shownCards } from './cards.ts';

/**
 * Pictures of all cards of a project, twelve to a sheet, front above back, to be looked at one by one:
 * `node --import tsx/esm scripts/contact-sheet.ts [PROJECT] [OUT] [light|dark] [WIDTH]`.
 */
const [
  folder = fileURLToPath(new URL('..', import.meta.url)),
  out = 'dist/sheets',
  mode = 'light',
  pixels = '390',
] = process.argv.slice(2);
const width = Number(pixels);
const perSheet = 12;

const { collection } = await compile({ root: resolve(folder), now: 0 });
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  mkdirSync(out, { recursive: true });
  const cards = shownCards(collection);
  const studio = await openStudio(browser, { night: mode === 'dark', width, scale: 1 });
  for (let start = 0; start < cards.length; start += perSheet) {
    const name = join(out, `${mode}-${String(start / perSheet + 1).padStart(3, '0')}.png`);
    writeFileSync(name, await sheet(browser, studio, cards.slice(start, start + perSheet)));
    console.log(name);
  }
} finally {
  await browser.close();
}

async function sheet(browser: Browser, studio: Studio, cards: ShownCard[]): Promise<Buffer> {
  const night = mode === 'dark';
  const columns: string[] = [];
  for (const { sides } of cards) {
    const shots = [];
    for (const side of sides) shots.push((await studio.shoot(side)).toString('base64'));
    columns.push(
      `<div>${shots.map((shot) => `<img src="data:image/png;base64,${shot}">`).join('<hr>')}</div>`,
    );
  }
  const page = await browser.newPage({ viewport: { width: (width + 14) * 6 + 20, height: 100 } });
  await page.setContent(`<!doctype html><style>
    body { display: flex; flex-wrap: wrap; gap: 10px; margin: 0; padding: 8px; background: ${night ? '#444' : '#ccc'}; }
    div { width: ${width}px; }
    img { display: block; width: 100%; }
  </style>${columns.join('')}`);
  const picture = await page.screenshot({ fullPage: true });
  await page.close();
  return picture;
}
