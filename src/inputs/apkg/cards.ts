import type { CardRow, NoteRow } from '../../collection.ts';
import type { Tables, Value } from './database.ts';
import { damaged } from './trouble.ts';
import { integerOf } from './values.ts';

/** The cards, all as new ones, and what was left out to make them so. */
export interface ReadCards {
  cards: CardRow[];
  /** How many had been studied. */
  studied: number;
  /** How many had no note, or were the second of a note's template: an import drops them, too. */
  dropped: number;
}

/** Reads the cards: each in its home deck, at its place among new cards. Throws the known error. */
export function readCards(tables: Tables, notes: NoteRow[]): ReadCards {
  const ranks = new Map(notes.map(({ id }, index) => [id, index + 1]));
  const taken = new Set<number>();
  const cards: CardRow[] = [];
  let studied = 0;
  let dropped = 0;
  const columns = 'id, nid, did, ord, type, due, odue, odid, [data]';
  for (const row of tables.rows('cards', columns, 'id')) {
    const rank = ranks.get(integerOf(row[1])) ?? 0;
    const card = cardRow(tables, row, rank);
    const place = rank * 0x10000 + card.ord;
    if (rank === 0 || taken.has(place)) {
      dropped += 1;
      continue;
    }
    taken.add(place);
    if (row[4] !== 0) studied += 1;
    cards.push(card);
  }
  return { cards, studied, dropped };
}

/** `rank`: the place of the card's note among all notes. */
function cardRow(tables: Tables, row: Value[], rank: number): CardRow {
  const id = integerOf(row[0]);
  const ord = integerOf(row[3]);
  if (ord < 0 || ord > 0xffff) throw damaged(`its card ${id} has the number ${ord}`);
  // A card that is lent to a filtered deck remembers where it belongs and where it stood.
  const homeId = integerOf(row[7]);
  const isLent = homeId !== 0;
  const place = integerOf(isLent ? row[6] : row[5]);
  return {
    id,
    noteId: integerOf(row[1]),
    deckId: isLent ? homeId : integerOf(row[2]),
    ord,
    due: row[4] === 0 ? place : (formerPlace(tables.text(row[8])) ?? rank),
  };
}

/** Anki keeps the place that a studied card had among the new ones. */
function formerPlace(data: string): number | undefined {
  const place = /"pos":(\d{1,7})\b/.exec(data)?.[1];
  return place === undefined ? undefined : Number(place);
}
