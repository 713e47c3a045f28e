import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/card-page.ts';
import { commands } from '../../src/commands/index.ts';
import { testWorld } from '../commands/world.ts';
import { deck } from './deck.ts';

const root = mkdtempSync(join(tmpdir(), 'deckwright-site-browser-'));
const state: { browser?: Browser; troubles: string[] } = { troubles: [] };
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = [
  'index.html',
  'capitals/index.html',
  'kinds/kinds.html',
  'kinds/try.html',
  'search.html',
  'credits.html',
];

beforeAll(async () => {
  for (const [path, content] of Object.entries(deck)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  expect(await commands.site?.run({ quiet: true }, [], testWorld(root))).toBe(0);
  state.browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
}, 120_000);

afterAll(async () => {
  await state.browser?.close();
  rmSync(root, { recursive: true, force: true });
});

afterEach(() => {
  // No console error, and no request that leaves the machine, in any test.
  expect(state.troubles.splice(0)).toEqual([]);
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await state.browser?.newContext({
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  if (!context) throw new Error('no browser');
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      state.troubles.push(`${path}: ${message.text()}`);
  });
  page.on('pageerror', (error) => state.troubles.push(`${path}: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(?:file|data):/u.test(request.url())) state.troubles.push(`asked for ${request.url()}`);
  });
  page.on('requestfailed', (request) => state.troubles.push(`failed ${request.url()}`));
  await page.goto(
    pathToFileURL(join(root, 'dist/site', path.split('?')[0] ?? '')).href +
      (path.includes('?') ? `?${path.split('?')[1]}` : ''),
  );
  return page;
}

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

describe('the site in a browser', () => {
  const looks: [string, BrowserContextOptions][] = [
    ['light and wide', {}],
    ['dark, on a phone', { ...phone, colorScheme: 'dark' }],
  ];

  it.each(looks)(
    'axe finds nothing serious, and nothing is wider than the page: %s',
    async (_, look) => {
      for (const path of pages) {
        const page = await open(path, look);
        await page.evaluate(axe);
        const found = await page.evaluate<string[]>(
          `axe.run({ preload: false }).then(({ violations }) => violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`,
        );
        expect(found, path).toEqual([]);
        const wide = await page.evaluate<number>(
          'document.documentElement.scrollWidth - innerWidth',
        );
        expect(wide, path).toBeLessThanOrEqual(0);
        await page.context().close();
      }
    },
  );

  it('finds notes by the beginnings of words and with a slip of the pen', async () => {
    const page = await open('index.html');
    await page.fill('.find input', 'capit austral');
    await page.press('.find input', 'Enter');
    await page.waitForSelector('#results li');
    expect(await page.textContent('#results')).toContain('What is the capital of Australia?');
    await page.fill('.find input', 'Austraila');
    await expect.poll(() => page.textContent('#found'), { timeout: 20_000 }).toContain('Austraila');
    expect(await page.textContent('#results')).toContain('Australia');
    await page.click('#results a');
    await page.waitForSelector('.note:target');
    expect(await page.textContent('.note:target')).toContain('Camberra');
    await page.fill('.find input', '<img src=x onerror=alert(1)>');
    await page.press('.find input', 'Enter');
    await page.waitForSelector('#found');
    expect(await page.textContent('#found')).toContain('<img src=x');
  });

  it('lets a deck be tried with the keyboard alone', async () => {
    const page = await open('capitals/try.html');
    const visible = () => page.locator('.flip:visible');
    expect(await visible().count()).toBe(1);
    expect(await page.locator('details[open]').count()).toBe(0);
    await page.keyboard.press('Space');
    expect(await visible().textContent()).toContain('Camberra');
    await page.keyboard.press('ArrowRight');
    expect(await page.textContent('output')).toBe('2 of 4');
    expect(await page.locator('details[open]').count()).toBe(0);
    await page.keyboard.press('ArrowLeft');
    expect(await page.textContent('output')).toBe('1 of 4');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.name')).toBe('q');
  });

  it('is dark where the system is, and as its button says from then on', async () => {
    const page = await open('kinds/kinds.html', { colorScheme: 'dark' });
    const colours = () =>
      page.evaluate<string[]>(
        "['body', '.card', '.card .front, .card .text'].map((box) => getComputedStyle(document.querySelector(box))[box === 'body' || box === '.card' ? 'backgroundColor' : 'color'])",
      );
    const dark = await colours();
    await page.click('.theme');
    const light = await colours();
    expect([dark[0], light[0]]).toEqual(['rgb(19, 21, 25)', 'rgb(245, 247, 250)']);
    expect(dark[1]).not.toBe(light[1]);
    expect(dark[2]).not.toBe(light[2]);
    await page.reload();
    expect(await colours()).toEqual(light);
  });

  it('is read, tried and downloaded without JavaScript', async () => {
    const page = await open('index.html', { javaScriptEnabled: false });
    expect(await page.locator('.theme').isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Kinds', exact: true }).click();
    expect(await page.locator('a[download]').count()).toBe(1);
    await page.getByRole('link', { name: 'Try it here' }).click();
    const cards = await page.locator('.flip:visible').count();
    expect(cards).toBeGreaterThan(5);
    await page.locator('summary').first().click();
    expect(await page.locator('details[open] .card').first().isVisible()).toBe(true);
    expect(await page.locator('mjx-container:visible').count()).toBeGreaterThan(0);
  });

  it('goes on from a permanent link to the note, with and without JavaScript', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await open('capitals/capitals.html', { javaScriptEnabled });
      await page.locator('.permanent').nth(1).click();
      if (!javaScriptEnabled) await page.locator('li:target a').click();
      await page.waitForSelector('.note:target');
      expect(page.url()).toMatch(/capitals\/capitals\.html#n-\w+$/u);
      expect(await page.textContent('.note:target')).toContain('Suva');
    }
  });

  it('sets formulas in the fonts that come with it', async () => {
    const page = await open('kinds/kinds.html');
    await page.evaluate('document.fonts.ready');
    const fonts = await page.evaluate<string[]>(
      "[...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family)",
    );
    expect(fonts.some((family) => family.includes('MJXTEX'))).toBe(true);
    expect(await page.title()).not.toBe('owned');
  });

  it('prints every note, and none of what is there to click', async () => {
    const page = await open('kinds/kinds.html', { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.bar').isVisible()).toBe(false);
    expect(await page.locator('.note').last().isVisible()).toBe(true);
    expect(await page.evaluate("getComputedStyle(document.querySelector('.card')).color")).toBe(
      'rgb(31, 35, 40)',
    );
  });
});
