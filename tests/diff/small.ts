import type { Collection, MediaRow, NotetypeRow } from '../../src/collection.ts';
import { cardOrds } from '../../src/notetype/index.ts';
import { BOTH_WAYS, GAPS, PLAIN, RELEASED } from './releases.ts';

/** A note as a test writes it; what is left out is as in `smallDeck`. */
export interface SmallNote {
  guid: string;
  fields: string[];
  /** Default Plain. */
  notetype?: NotetypeRow;
  /** Seconds after the first release. */
  age?: number;
  tags?: string[];
  /** Default Alpha. */
  deck?: string;
}

/** A collection of a few notes, with the cards that Anki would make; of the note types that are named or used. */
export function smallDeck(
  notes: SmallNote[],
  { notetypes = [PLAIN, BOTH_WAYS, GAPS], media = [] as MediaRow[] } = {},
): Collection {
  const names = [...new Set(notes.map(({ deck = 'Alpha' }) => deck))];
  const decks = names.map((name, index) => ({
    id: RELEASED * 1000 + index,
    name,
    description: '',
  }));
  const rows = notes.map(({ guid, fields, notetype = PLAIN, age = 0, tags = [] }, index) => ({
    id: RELEASED * 1000 + index,
    guid,
    notetypeId: notetype.id,
    mod: RELEASED + age,
    tags,
    fields,
  }));
  return {
    modified: RELEASED + Math.max(0, ...notes.map(({ age = 0 }) => age)),
    decks,
    notetypes,
    notes: rows,
    cards: rows.flatMap(({ id, notetypeId, fields, tags }, index) => {
      const notetype = notetypes.find((row) => row.id === notetypeId);
      if (!notetype) throw new Error(`no note type ${notetypeId}`);
      const deckId = decks[names.indexOf(notes[index]?.deck ?? 'Alpha')]?.id ?? 1;
      return cardOrds(notetype, fields, tags.length > 0).map((ord) => ({
        id: id * 10 + ord,
        noteId: id,
        deckId,
        ord,
        due: index + 1,
      }));
    }),
    media,
  };
}
