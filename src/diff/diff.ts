import type { Collection } from '../collection.ts';
import { lookup, type NoteChanges, noteChanges } from './note-changes.ts';
import { type NotetypeChange, notetypeChanges } from './notetype-changes.ts';
import type { ImportOptions } from './simulate.ts';
import { judge, type Verdict } from './verdict.ts';

/** What differs between two releases of a collection, and what that does to learners. Plain data. */
export interface Diff {
  notes: NoteChanges;
  notetypes: { added: string[]; removed: string[]; changed: NotetypeChange[] };
  /** File names; content is compared by name. */
  media: { added: string[]; changed: string[]; removed: string[] };
  /** Deck names; `described` have another description. */
  decks: { added: string[]; removed: string[]; described: string[] };
  verdict: Verdict;
}

/** Compares two collections. `options`: what learners choose when they import; Anki's defaults if left out. */
export function diff(old: Collection, next: Collection, options: ImportOptions = {}): Diff {
  const lookups = { old: lookup(old), next: lookup(next) };
  const notes = noteChanges(lookups.old, lookups.next);
  const notetypes = notetypeChanges(lookups.old.notetypes, lookups.next.notetypes);
  const decks = rowChanges(old.decks, next.decks, ({ description }) => description);
  return {
    notes,
    notetypes: {
      added: names(next.notetypes.filter(({ id }) => !lookups.old.notetypes.has(id))),
      removed: names(old.notetypes.filter(({ id }) => !lookups.next.notetypes.has(id))),
      changed: notetypes,
    },
    media: rowChanges(old.media, next.media, ({ sha1 }) => sha1),
    decks: { added: decks.added, removed: decks.removed, described: decks.changed },
    verdict: judge({ old, next, lookups, notes, notetypes }, options),
  };
}

function names(rows: readonly { name: string }[]): string[] {
  return rows.map(({ name }) => name);
}

/** Rows matched by name, compared by what `content` gives. */
function rowChanges<T extends { name: string }>(
  old: readonly T[],
  next: readonly T[],
  content: (row: T) => string,
) {
  const before = new Map(old.map((row) => [row.name, content(row)]));
  const after = new Map(next.map((row) => [row.name, content(row)]));
  const [both, added] = [[...after.keys()], [...after.keys()]];
  return {
    added: added.filter((name) => !before.has(name)),
    changed: both.filter((name) => before.has(name) && before.get(name) !== after.get(name)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
  };
}
