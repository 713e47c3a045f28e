import { describe, expect, it } from 'vitest';
import type { Collection } from '../../src/collection.ts';
import { openDigests, packageByDeck } from '../../src/outputs/index.ts';
import { plain } from './collections.ts';

/** Two decks at the top with a note each, and a third note with a card in both. */
function two(): Collection {
  const { notes, cards, ...rest } = plain();
  const [note] = notes;
  const [card] = cards;
  if (!note || !card) throw new Error('Expected a note with a card');
  const noteOf = (id: number) => ({ ...note, id, guid: `g${id}`, mod: 1_700_000_000 + id });
  const cardOf = (id: number, noteId: number, deckId: number) => ({
    ...{ ...card, id, noteId, deckId, due: id },
  });
  return {
    ...rest,
    modified: 1_700_000_003,
    decks: [
      { id: 10, name: 'A', description: '' },
      { id: 20, name: 'B', description: '' },
      { id: 11, name: 'A::Below', description: '' },
    ],
    notes: [noteOf(1), noteOf(2), noteOf(3)],
    cards: [cardOf(1, 1, 11), cardOf(2, 2, 20), cardOf(3, 3, 20), cardOf(4, 3, 10)],
  };
}

describe('packages by deck', () => {
  it('hold what is below their deck, a note in two of them twice, learnt from 1 on', () => {
    const packages = packageByDeck(two());
    expect(
      packages.map(({ name, collection: { decks, notes, cards } }) => ({
        ...{ name, decks: decks.map((deck) => deck.name), notes: notes.map(({ id }) => id) },
        cards: cards.map(({ id, due }) => [id, due]),
      })),
    ).toEqual([
      {
        name: 'a',
        decks: ['A', 'A::Below'],
        notes: [1, 3],
        cards: [
          [1, 1],
          [4, 2],
        ],
      },
      {
        name: 'b',
        decks: ['B'],
        notes: [2, 3],
        cards: [
          [2, 1],
          [3, 2],
        ],
      },
    ]);
  });

  it('are what they were if only another changed', () => {
    const before = two();
    const notes = before.notes.map((note) =>
      note.id === 2 ? { ...note, mod: 1_800_000_000 } : note,
    );
    const after = { ...before, modified: 1_800_000_000, notes };
    const digestOf = openDigests({ format: 'legacy', version: '1' });
    const [a, b] = [before, after].map((all) => packageByDeck(all).map(digestOf));
    expect(a?.[0]).toBe(b?.[0]);
    expect(a?.[1]).not.toBe(b?.[1]);
  });
});
