import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, openStudio } from '../../scripts/card-page.ts';
import { type ShownCard, shownCards } from '../../scripts/cards.ts';
import { compile } from '../../src/compile.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** CSS pixels of a small and of a usual phone. */
const [small, usual] = [360, 390];

const state: { browser?: Browser; cards: (ShownCard & { name: string })[] } = { cards: [] };

beforeAll(async () => {
  const { collection, ledger } = await compile({ root, now: 0 });
  const names = new Map(ledger.notes.map(({ guid, name }) => [guid, name]));
  state.cards = shownCards(collection).map((card) => ({
    ...card,
    name: names.get(card.guid) ?? card.guid,
  }));
  state.browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}, 120_000);

afterAll(() => state.browser?.close());

/** What is too wide at this width; throws where a formula is not typeset, or has an error. */
async function wideParts(width: number, isAsked = mayBeWide): Promise<string[]> {
  if (!state.browser) throw new Error('The browser was not started.');
  const studio = await openStudio(state.browser, { night: false, width, scale: 1 });
  const wide = new Set<string>();
  for (const { name, sides } of state.cards)
    for (const side of sides.filter(({ html }) => isAsked(html)))
      for (const part of await studio.show(side)) wide.add(`${name}: ${part}`);
  await studio.close();
  return [...wide];
}

/** Words alone break. */
function mayBeWide(html: string): boolean {
  return /\\[([]|<(?:code|img|pre|svg|table)/u.test(html);
}

describe('the cards of the flagship deck, in a browser with the MathJax that Anki ships', () => {
  it('are many, and some have formulas', () => {
    expect(state.cards.length).toBeGreaterThan(450);
    const formulas = state.cards.filter(({ sides }) => /\\[([]/u.test(sides[1].html));
    expect(formulas.length).toBeGreaterThan(150);
  });

  it('typeset every formula, and let only programs scroll on a small phone', async () => {
    const wide = await wideParts(small);
    expect(wide.filter((part) => !/^[^:]+: pre: /u.test(part))).toEqual([]);
  }, 300_000);

  it.each(['\\frac{1}', '\\unknown x', '\\left( x'])('would not do with \\(%s\\)', async (tex) => {
    if (!state.browser) throw new Error('The browser was not started.');
    const studio = await openStudio(state.browser, { night: false, width: usual, scale: 1 });
    await expect(studio.show({ html: `\\(${tex}\\)`, css: '' })).rejects.toThrow('have an error');
    await studio.close();
  });

  it('show programs whole on a usual phone', async () => {
    expect(await wideParts(usual, (html) => html.includes('<pre'))).toEqual([]);
  }, 300_000);
});
