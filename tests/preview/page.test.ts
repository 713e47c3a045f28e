import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/card-page.ts';
import { everything, type Served, serve } from './world.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const held: { browser?: Browser; served?: Served } = {};
/** What went wrong on the pages of a test, and where their requests went. */
const seen: { errors: string[]; hosts: Set<string> } = { errors: [], hosts: new Set() };

beforeAll(async () => {
  held.browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  held.served = await serve();
}, 120_000);

afterAll(async () => {
  await held.browser?.close();
  await held.served?.end();
});

beforeEach(() => {
  seen.errors = [];
  seen.hosts.clear();
});

afterEach(() => {
  expect(seen.errors).toEqual([]);
  expect([...seen.hosts]).toEqual([`127.0.0.1:${served().port}`]);
});

function served(): Served {
  if (!held.served) throw new Error('The preview was not started.');
  return held.served;
}

async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  if (!held.browser) throw new Error('The browser was not started.');
  const page = await held.browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  page.setDefaultTimeout(30_000);
  page.on('console', (message) => {
    if (message.type() === 'error') seen.errors.push(message.text());
  });
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.on('requestfailed', (request) => {
    if (!request.url().endsWith('/events')) seen.errors.push(`failed: ${request.url()}`);
  });
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:') seen.hosts.add(host);
  });
  await page.goto(served().url);
  await side(page).locator('#qa > *').last().waitFor();
  return page;
}

/** The card, where it is seen. */
function side(page: Page, frame = '#frame-phone') {
  return page.frameLocator(frame);
}

function text(page: Page, words: string, frame?: string) {
  return side(page, frame).locator('#qa').getByText(words).first().waitFor();
}

describe('the page of the preview', () => {
  it('shows cards at both widths, with formulas in the fonts of MathJax', async () => {
    const page = await openPage();
    await page.getByRole('option', { name: /What does ReLU/u }).click();
    for (const frame of ['#frame-wide', '#frame-phone']) {
      await text(page, 'What does ReLU compute?', frame);
      expect(await side(page, frame).locator('body').getAttribute('class')).toBe(
        'card card1 isLin',
      );
    }
    await page.getByRole('button', { name: /Show answer/u }).click();
    await side(page).locator('mjx-container[display="true"]').waitFor();
    const fonts = await page
      .frames()
      .at(-1)
      ?.evaluate<string[]>(`(async () => {
      await document.fonts.ready;
      return [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family);
    })()`);
    expect(fonts?.some((family) => family.includes('MJXTEX'))).toBe(true);
    expect(await side(page).locator('mjx-merror').count()).toBe(0);
    await page.close();
  });

  it('is used by keyboard alone: searches, moves and flips', async () => {
    const page = await openPage();
    await page.keyboard.press('/');
    await page.keyboard.type('SOFTMÁX');
    await page.getByText('2 of 9 cards').waitFor();
    await page.keyboard.press('Enter');
    await text(page, '[...]');
    await page.keyboard.press('ArrowRight');
    await text(page, '[what?]');
    await page.keyboard.press('Space');
    await text(page, 'probabilities');
    await page.keyboard.press('Space');
    await text(page, '[what?]');
    await page.keyboard.press('/');
    await page.keyboard.press('Backspace');
    await page.getByText('9 cards', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('k');
    await text(page, '[...]');
    await page.close();
  });

  it('finds by deck, note type and tag', async () => {
    const page = await openPage();
    await page.getByRole('button', { name: /Dogs/u }).click();
    await page.getByText('1 of 9 cards').waitFor();
    await text(page, 'What is the Spanish word for dog?');
    await page.getByRole('button', { name: /All decks/u }).click();
    await page.getByLabel('Tag').selectOption('nets');
    await page.getByText('3 of 9 cards').waitFor();
    await page.getByLabel('Note type').selectOption({ label: 'Deckwright Cloze' });
    await page.getByText('2 of 9 cards').waitFor();
    await page.close();
  });

  it('compares what was typed, while the keys of the page rest', async () => {
    const page = await openPage();
    await page.getByRole('option', { name: /Which activation keeps/u }).click();
    await side(page).locator('input#typeans').click();
    await page.keyboard.type('Re lu/');
    await page.keyboard.press('Enter');
    await side(page).locator('code#typeans .typeBad').first().waitFor();
    expect(await side(page).locator('#typeans').textContent()).toContain('Re');
    expect(await page.locator('#query').inputValue()).toBe('');
    await page.close();
  });

  it('marks the right choice on the back', async () => {
    const page = await openPage();
    await page.getByRole('option', { name: /Which of these are/u }).click();
    await side(page).locator('.unmarked').waitFor();
    await page.locator('#stage').focus();
    await page.keyboard.press('Space');
    await side(page).locator('.marked').waitFor();
    await page.close();
  });

  it('paints the shapes of image occlusion, and has a button for a sound', async () => {
    const page = await openPage();
    await page
      .getByRole('option', { name: /The parts/u })
      .first()
      .click();
    await side(page).locator('#image-occlusion-canvas').waitFor();
    await expect
      .poll(() => page.frames().at(-1)?.evaluate<number>(paintedShare), { timeout: 20_000 })
      .toBeGreaterThan(0.1);
    await page.getByRole('option', { name: /How does a dog say/u }).click();
    await page.locator('#stage').focus();
    await page.keyboard.press('Space');
    await side(page).getByRole('button', { name: 'Play' }).waitFor();
    await page.close();
  });

  it('is dark where the system is, and when it is told so', async () => {
    const page = await openPage({ colorScheme: 'dark' });
    await side(page).locator('body.nightMode.night_mode').waitFor();
    expect(await background(page)).toBe('rgb(27, 30, 35)');
    await page.getByRole('radio', { name: 'Light' }).check();
    await side(page).locator('body:not(.nightMode)').waitFor();
    await page.reload();
    await side(page).locator('body.card1:not(.nightMode)').waitFor();
    await page.close();
  });

  it('has the classes of the app that is chosen', async () => {
    const page = await openPage();
    await page.getByLabel('Shown by').selectOption('ankidroid');
    await side(page).locator('html.android.mobile body.card').waitFor();
    await page.getByLabel('Shown by').selectOption('ankimobile');
    await side(page).locator('html.iphone.mobile body.card').waitFor();
    await page.close();
  });

  it('follows a file that is saved, and stays at the card and its side', async () => {
    const page = await openPage();
    await page.getByRole('option', { name: /What does ReLU/u }).click();
    await page.locator('#stage').focus();
    await page.keyboard.press('Space');
    await text(page, 'The maximum of zero');
    served().change({ 'decks/everything.md': everything.replace('maximum of', 'greater of') });
    await text(page, 'The greater of zero');
    served().change({ 'decks/everything.md': everything.replace('## What does', '## What may') });
    await text(page, 'What may ReLU compute?');
    await text(page, 'The maximum of zero');
    served().change({ 'decks/everything.md': everything });
    await text(page, 'What does ReLU compute?');
    await page.close();
  });

  it('keeps showing a card that is broken, tells its place, and lets it be mended', async () => {
    const page = await openPage();
    await page.getByRole('option', { name: /What does ReLU/u }).click();
    served().change({ 'decks/everything.md': everything.replace('\\max(0, x)$.', '\\frac{1$.') });
    await page.getByRole('button', { name: '1 error' }).click();
    const problems = page.getByRole('region', { name: 'List of messages' });
    const place = problems.getByRole('link', { name: /^decks\/everything\.md:5:\d+$/u });
    expect(await place.getAttribute('href')).toBe(
      `vscode://file${served().root}/${await place.textContent()}`,
    );
    expect(await problems.locator('mark').textContent()).toMatch(/\S/u);
    await page.getByText('Has a mistake now; shown as it was').waitFor();
    await text(page, 'What does ReLU compute?');
    served().change({ 'decks/everything.md': everything });
    await page.getByRole('button', { name: 'No messages' }).waitFor();
    expect(await page.locator('#stale').isVisible()).toBe(false);
    await page.close();
  });

  it('fits a phone, where the list opens over the card', async () => {
    const page = await openPage({ viewport: { width: 390, height: 800 }, hasTouch: true });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);
    expect(await page.locator('#frame-wide').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Cards' }).click();
    await page.getByRole('option', { name: /Which of these are/u }).click();
    await text(page, 'Which of these are activation functions?');
    expect(await page.locator('#finder').isVisible()).toBe(false);
    await page.close();
  });

  it('lets a card neither reach the page around nor leave', async () => {
    const page = await openPage();
    const inside = await page
      .frames()
      .at(-1)
      ?.evaluate<string[]>(`(async () => {
      const tried = [];
      try { tried.push(typeof parent.document.body); } catch { tried.push('no page'); }
      await fetch('/api/changes').then(() => tried.push('asked'), () => tried.push('no data'));
      tried.push(origin);
      return tried;
    })()`);
    expect(inside).toEqual(['no page', 'no data', 'null']);
    // The browser says in its console that it refused this one.
    seen.errors = seen.errors.filter(
      (error) => !/Content Security Policy|\/api\/changes/u.test(error),
    );
    await page.close();
  });

  it.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
    ['dark', 390],
  ] as const)('has nothing serious for axe: %s, %i wide', async (colorScheme, width) => {
    served().change({ 'decks/bad.md': '# Bad\n\n## One?\n\n$\\frac{1$\n' });
    const page = await openPage({ colorScheme, viewport: { width, height: 800 } });
    await page.getByRole('button', { name: '1 error' }).click();
    if (width < 700) await page.getByRole('button', { name: 'Cards' }).click();
    await page.evaluate(axe);
    const found = await page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>(
      'axe.run(document, { iframes: false }).then(({ violations }) => violations)',
    );
    expect(found.map(({ id, impact, nodes }) => [id, impact, nodes[0]?.html])).toEqual([]);
    served().change({ 'decks/bad.md': undefined });
    await served().until(({ problems }) => problems.length === 0);
    await page.close();
  });
});

/** How much of the canvas has colour. */
const paintedShare = `(() => {
  const canvas = document.getElementById('image-occlusion-canvas');
  if (!canvas?.width) return 0;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at] > 0) count += 1;
  return count / (data.length / 4);
})()`;

async function background(page: Page): Promise<string> {
  return page.evaluate<string>("getComputedStyle(document.querySelector('.bar')).backgroundColor");
}
