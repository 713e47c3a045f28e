import type { NotetypeRow } from '../collection.ts';
import type { IdentifiedNote } from '../identify/index.ts';
import { createFirstFree, guidOf } from '../ids.ts';
import type { ImportedNote } from '../imported.ts';
import type { Ledger } from '../ledger.ts';

/** A note under the identity that learners know; what has none keeps the guid that it was given. */
export type Identities = (note: IdentifiedNote, origin: ImportedNote) => IdentifiedNote;

/** Makes the function that gives notes their identities: no two have one. `fresh`: the first id for new ones. */
export function createIdentities(fresh: number): Identities {
  const guids = new Set<string>();
  const idFor = createFirstFree();
  return (note, origin) => {
    const { guid: own, id } = origin;
    // Of two notes with one guid an import updates one; the other becomes a note of its own.
    const guid = own !== undefined && !guids.has(own) ? own : freeGuid(note, guids);
    guids.add(guid);
    const noteId = idFor(id !== undefined && id > 0 ? id : fresh);
    return { ...note, guid, noteId };
  };
}

/** Parts of an import are proved by themselves, so two may have been given the same. */
function freeGuid({ guid, deck }: IdentifiedNote, taken: Set<string>): string {
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? guid : guidOf('again', guid, deck, String(count));
    if (!taken.has(free)) return free;
  }
}

/** The ledger with the times at which learners' notes and note types last changed. */
export function withTimes(
  ledger: Ledger,
  origins: ImportedNote[],
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
