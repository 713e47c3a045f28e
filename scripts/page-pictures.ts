import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { commands } from '../src/commands/index.ts';
import { servePreview } from '../src/preview/index.ts';
import { findChromium } from './card-page.ts';

/** Pictures of the preview and the site of `decks/` for the README: on a computer by day, on a phone by night. */
const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'docs', 'pictures');
const largest = 200_000;
const wide = { width: 1120, height: 700 };
const phone = { width: 323, height: 700 };
const looks = [
  { viewport: wide, colorScheme: 'light' },
  { viewport: phone, colorScheme: 'dark', isMobile: true, hasTouch: true },
] as const;

const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
try {
  await picture('preview.png', await shotsOfPreview(browser));
  await picture('site.png', await shotsOfSite(browser));
} finally {
  await browser.close();
}

async function shotsOfPreview(browser: Browser): Promise<string[]> {
  const preview = await servePreview({ root, now: 0, port: 0 });
  try {
    return await shots(browser, preview.url, async (page) => {
      await page.locator('#finder [role=option]').first().waitFor({ state: 'attached' });
      const search = page.locator('input[type=search]');
      const inside = page.frameLocator('iframe:visible').first();
      if (!(await search.isVisible())) await page.getByRole('button', { name: 'Cards' }).click();
      await search.fill('lstm');
      await page
        .locator('#finder [role=option]', { hasText: 'The parts of an LSTM cell' })
        .first()
        .click();
      await inside.locator('#qa').getByText('The parts of an LSTM cell').waitFor();
      if (page.viewportSize()?.width === wide.width) {
        await page.locator('#stage').focus();
        await page.keyboard.press('Space');
      }
      await page.waitForTimeout(1500);
    });
  } finally {
    await preview.close();
  }
}

async function shotsOfSite(browser: Browser): Promise<string[]> {
  const out = mkdtempSync(join(tmpdir(), 'deckwright-pictures-'));
  const print = (text: string) => process.stderr.write(text);
  const world = {
    folder: root,
    env: {},
    stdout: print,
    stderr: print,
    watched: false,
    color: false,
  };
  try {
    await commands.site?.run({ quiet: true, out }, [], { ...world, clock: Date.now });
    return await shots(browser, pathToFileURL(join(out, 'index.html')).href, async (page) => {
      await page.evaluate('document.fonts.ready');
    });
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

async function shots(
  browser: Browser,
  address: string,
  prepare: (page: Page) => Promise<void>,
): Promise<string[]> {
  const made: string[] = [];
  for (const look of looks) {
    const page = await browser.newPage(look);
    await page.goto(address);
    await prepare(page);
    made.push((await page.screenshot()).toString('base64'));
    await page.close();
  }
  return made;
}

/** Both side by side, on nothing, each with a thin line around it. */
async function picture(name: string, shots: string[]): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: wide.width + phone.width + 70, height: 100 },
  });
  await page.setContent(`<!doctype html><style>
    body { display: flex; gap: 24px; width: max-content; margin: 0; padding: 10px; }
    img { display: block; height: ${wide.height}px; border: 1px solid #8c959f66; border-radius: 12px; }
    img + img { border-radius: 28px; }
  </style>${shots.map((shot) => `<img src="data:image/png;base64,${shot}">`).join('')}`);
  const bytes = await page.locator('body').screenshot({ omitBackground: true });
  await page.close();
  if (bytes.length > largest) throw new Error(`${name} has ${bytes.length} bytes.`);
  writeFileSync(join(target, name), bytes);
  console.log(`docs/pictures/${name}  ${Math.round(bytes.length / 1000)} kB`);
}
