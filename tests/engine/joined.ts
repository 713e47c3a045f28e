import type { Collection, NoteRow } from '../../src/collection.ts';
import { idOf } from '../../src/ids.ts';
import { renderCard } from '../../src/notetype/index.ts';
import { sampleTime } from '../sample.ts';

/** Several collections as one; each keeps its notes in decks of its own. */
export function joined(parts: Collection[]): Collection {
  const all = parts.map(apart);
  return {
    modified: sampleTime,
    decks: all.flatMap(({ decks }) => decks),
    notetypes: unique(
      all.flatMap(({ notetypes }) => notetypes),
      ({ id }) => id,
    ),
    notes: all.flatMap(({ notes }) => notes),
    cards: all.flatMap(({ cards }) => cards),
    media: unique(
      all.flatMap(({ media }) => media),
      ({ name }) => name,
    ),
  };
}

function apart(part: Collection, index: number): Collection {
  const shift = index * 1_000_000;
  const deck = (name: string) => `Sample ${index}::${name}`;
  const deckId = new Map(part.decks.map(({ id, name }) => [id, idOf('deck', deck(name))]));
  const top = { id: idOf('deck', `Sample ${index}`), name: `Sample ${index}`, description: '' };
  const decks = part.decks.map((row) => ({
    ...row,
    id: deckId.get(row.id) ?? 1,
    name: deck(row.name),
  }));
  return {
    ...part,
    decks: [top, ...decks],
    notes: part.notes.map((note) => ({
      ...note,
      id: note.id + shift,
      // Anki takes over the case of a tag that is there already.
      tags: note.tags.map((tag) => `sample-${index}::${tag}`),
    })),
    cards: part.cards.map((card) => ({
      ...card,
      id: card.id + shift,
      noteId: card.noteId + shift,
      deckId: deckId.get(card.deckId) ?? 1,
    })),
  };
}

function unique<Row>(rows: Row[], key: (row: Row) => unknown): Row[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()];
}

/** What our own template engine shows of every card. */
export function cardsOf({ notes, notetypes, cards, decks }: Collection) {
  const notesById = new Map(notes.map((note): [number, NoteRow] => [note.id, note]));
  return cards.map(({ id, noteId, deckId, ord }) => {
    const note = notesById.get(noteId);
    const notetype = notetypes.find((row) => row.id === note?.notetypeId);
    if (!note || !notetype) throw new Error(`A card without a note: ${id}`);
    const deck = decks.find((row) => row.id === deckId)?.name ?? '';
    const { question, answer } = renderCard(notetype, { ...note, deck, cardId: id }, ord);
    const key = `${note.guid} ${ord}`;
    return { key, question: withoutIds(question), answer: withoutIds(answer) };
  });
}

/** Anki makes the id of a hint of a hash that nobody else needs to know. */
export function withoutIds(html: string): string {
  return html.replace(/hint[\da-f]{16}/gu, 'hint');
}
