import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createBooks } from '../../src/adopt/books.ts';
import { adopt } from '../../src/adopt/index.ts';
import type { Imported } from '../../src/imported.ts';
import { emptyLedger } from '../../src/ledger.ts';
import { readMemory } from '../../src/read/index.ts';
import { adopted, importedOf, notetypeRow } from './imported.ts';

const words = notetypeRow('Words', ['Front', 'Back']);

/** More notes than are proved at a time. */
const notes = Array.from({ length: 2_100 }, (_, index) => ({
  fields: [index % 2_050 === 7 ? 'same' : `word ${index}`, `meaning ${index}`],
}));

describe('a deck that is proved in several parts', () => {
  it('builds without a change, though notes of two parts have one front', async () => {
    const { root, adopted: made, built } = await adopted(importedOf(words, notes));
    rmSync(root, { recursive: true, force: true });
    const errors = built.files.flatMap(({ messages }) => messages.filter(({ fatal }) => fatal));
    expect(errors).toEqual([]);
    expect(built.changes).toMatchObject({ added: [], changed: [], retired: [] });
    expect(built.ledger.notes).toEqual(made.ledger.notes);
    expect(made.ledger.notes.map(({ guid }) => guid)).toEqual(
      notes.map((_, index) => `guid ${index}`),
    );
  });

  it('gives every note that comes without a guid or an id its own', async () => {
    const { notes: rows, ...rest } = importedOf(words, notes);
    const fresh: Imported = {
      ...rest,
      notes: rows.map(({ guid: _, id: __, ...note }, index) => ({
        ...note,
        deck: index < 1_000 ? 'Deck' : 'Deck::Other',
      })),
    };
    const { ledger } = await adopt([fresh], { now: 1_790_000_000 });
    expect(new Set(ledger.notes.map(({ guid }) => guid)).size).toBe(notes.length);
    expect(new Set(ledger.notes.map(({ id }) => id)).size).toBe(notes.length);
  });

  it('takes one package twice: the second copy becomes notes of its own', async () => {
    const one = importedOf(words, notes);
    const { ledger } = await adopt([one, one], { now: 1_790_000_000 });
    expect(ledger.notes).toHaveLength(2 * notes.length);
    expect(new Set(ledger.notes.map(({ guid }) => guid)).size).toBe(2 * notes.length);
  });

  it('is cut into files of 10,000 notes', () => {
    const many = Array.from({ length: 10_001 }, (_, index) => ({ fields: [`w${index}`, 'x'] }));
    const empty = { decks: [], templates: [], media: [], ledger: emptyLedger, now: 0 };
    const basic = readMemory(empty).notetypes.get('basic');
    const notetypeOf = () => basic ?? expect.unreachable();
    const shelf = { notetypeOf, pathOf: () => undefined, taken: new Set<string>() };
    const books = createBooks(importedOf(words, many), shelf);
    expect(books.map((book) => [book.path, book.notes.length])).toEqual([
      ['decks/deck-part-2.md', 1],
      ['decks/deck.md', 10_000],
    ]);
  });
});

describe('a field that shows a file which is not there', () => {
  it('stays HTML alone of its note, and the file is named', async () => {
    const fields = ['**word** <img src="gone.png">', 'a <b>meaning</b>'];
    const { files, tally } = await adopt([importedOf(words, [{ fields }])], {
      now: 1_790_000_000,
    });
    const text = files.find(({ path }) => path === 'decks/deck.md')?.text;
    expect(text).toContain('```{=html}\n**word** <img src="gone.png">\n```');
    expect(text).toContain('a **meaning**');
    expect(tally.said).toEqual(['1 media file that notes show is not there: gone.png.']);
  });
});
