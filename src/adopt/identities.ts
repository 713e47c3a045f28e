import type { NotetypeRow } from '../collection.ts';
import type { IdentifiedDeck } from '../identify/index.ts';
import type { ImportedNote } from '../imported.ts';
import type { Ledger } from '../ledger.ts';

/** Notes under the identities that learners know; what has none keeps the one it was given. `origins`: of all notes, in their order. */
export function withIdentities(
  decks: IdentifiedDeck[],
  origins: (ImportedNote | undefined)[],
): IdentifiedDeck[] {
  const guids = new Set<string>();
  const ids = new Set<number>();
  const rows = origins.values();
  const identified = (note: IdentifiedDeck['notes'][number]) => {
    const origin = rows.next().value;
    const own = origin?.guid;
    // Of two notes with one guid an import updates one; the other becomes a note of its own.
    const guid = own !== undefined && !guids.has(own) ? own : note.guid;
    let noteId = origin?.id !== undefined && origin.id > 0 ? origin.id : note.noteId;
    while (ids.has(noteId)) noteId += 1;
    guids.add(guid);
    ids.add(noteId);
    return { ...note, guid, noteId };
  };
  return decks.map((deck) => ({ ...deck, notes: deck.notes.map(identified) }));
}

/** The ledger with the times at which learners' notes and note types last changed. */
export function withTimes(
  ledger: Ledger,
  origins: (ImportedNote | undefined)[],
  notetypes: NotetypeRow[],
): Ledger {
  const mods = new Map(notetypes.map(({ id, mod }) => [id, Math.max(0, mod)]));
  return {
    ...ledger,
    notetypes: ledger.notetypes.map((one) => ({ ...one, mod: mods.get(one.id) ?? one.mod })),
    notes: ledger.notes.map((one, index) => {
      const { mod } = origins[index] ?? {};
      return mod === undefined ? one : { ...one, mod: Math.max(0, mod) };
    }),
  };
}
