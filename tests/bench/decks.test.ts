import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialects, mediaFolders } from '../../bench/dialects.ts';
import { generate, writeDecks, writePictures } from '../../bench/generate.ts';
import { mixedDecks, pictureDecks } from '../../bench/notes.ts';
import { compile } from '../../src/compile.ts';

const now = 1767225600;
let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'deckwright-bench-test-'));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('the decks of the benchmark', () => {
  it('compile without a message, and no note is lost', async () => {
    const folder = join(root, 'mixed');
    generate(folder, 125, 50);
    const { collection, files } = await compile({ root: folder, now });
    expect(files.flatMap(({ messages }) => messages.map(String))).toEqual([]);
    expect(collection.notes).toHaveLength(125);
    expect(new Set(collection.notes.map(({ notetypeId }) => notetypeId)).size).toBeGreaterThan(2);
  });

  it('hold the pictures that their notes name', async () => {
    const folder = join(root, 'pictures');
    writeDecks(folder, pictureDecks(60, 50), 'deckwright');
    writePictures(join(folder, mediaFolders.deckwright), 60, 2000);
    const { collection, files } = await compile({ root: folder, now });
    expect(files.flatMap(({ messages }) => messages.map(String))).toEqual([]);
    expect(collection.media).toHaveLength(60);
  });

  it('are the same each time', () => {
    expect(mixedDecks(70, 20)).toEqual(mixedDecks(70, 20));
    expect(mixedDecks(70, 20).map(({ notes }) => notes.length)).toEqual([20, 20, 20, 10]);
  });
});

describe('the same notes', () => {
  const [cloze] = mixedDecks(6, 6).map((deck) => ({ ...deck, notes: deck.notes.slice(2, 3) }));
  const written = (name: keyof typeof dialects) =>
    cloze ? [...dialects[name]([cloze])].map(([path, text]) => `${path}\n${text}`).join('\n') : '';

  it('stand in the syntax of Deckwright', () => {
    expect(written('deckwright')).toContain(
      'decks/part-0000.md\n# Part 0000\n\n## On the weight of 2',
    );
    expect(written('deckwright')).toContain(
      '{{score 2}} turns the epoch into {{a weight::what?}}, where $x_{2} = {{c3::\\frac{1}{3}}}$.',
    );
  });

  it.each(['genanki', 'ankdown', 'ankcompiler', 'mdankideck'] as const)(
    'stand in the syntax of %s, with deletions as Anki counts them',
    (name) => {
      expect(written(name)).toContain(
        '{{c1::score 2}} turns the epoch into {{c2::a weight::what?}}, where ',
      );
    },
  );

  it.each([
    ['genanki', '$x_{2} = {{c3::\\frac{1}{3}}}$'],
    ['ankdown', '\\(x_{2} = {{c3::\\frac{1}{3}}}\\)'],
    ['ankcompiler', '$x_{2} = {{c3::\\frac{1}{3}}}$'],
    ['mdankideck', '\\\\(x_{2} = {{c3::\\frac{1}{3}}}\\\\)'],
  ] as const)('have formulas as %s knows them', (name, formula) => {
    expect(written(name)).toContain(formula);
  });
});
