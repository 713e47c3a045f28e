import { cardOrds } from '../../notetype/index.ts';
import type { LearnerState } from '../learner.ts';
import type { CardName } from '../simulate.ts';

/** The cards that Anki's Empty Cards would list: their front shows no field, or their cloze number is gone. */
export function emptyCards({ notetypes, notes, cards }: LearnerState): CardName[] {
  const notetypeOf = new Map(notetypes.map((row) => [row.id, row]));
  const rows = new Map(notes.map((row) => [row.id, row]));
  const full = new Map<number, Set<number>>();
  return cards.flatMap(({ noteId, ord }) => {
    const note = rows.get(noteId);
    const notetype = note && notetypeOf.get(note.notetypeId);
    if (!note || !notetype) return [];
    const ords = full.get(noteId) ?? new Set(cardOrds(notetype, note.fields, note.tags.length > 0));
    full.set(noteId, ords);
    return ords.has(ord) ? [] : [{ guid: note.guid, ord }];
  });
}
