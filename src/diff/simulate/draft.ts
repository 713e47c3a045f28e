import type { CardRow, Collection, DeckRow, NoteRow, NotetypeRow } from '../../collection.ts';
import type { LearnerCard, LearnerNotetype, LearnerState } from '../learner.ts';
import type { CardName, ImportOptions } from '../simulate.ts';

/** An import under way: the learner's rows by what they are looked up by, and what is known so far. */
export interface Draft {
  options: Required<ImportOptions>;
  pkg: PackageRows;
  notetypes: Map<number, LearnerNotetype>;
  takenNames: string[];
  notes: Map<number, NoteRow>;
  /** By the note's id. */
  cards: Map<number, LearnerCard[]>;
  decks: DeckRow[];
  /** By the tag in lower case. */
  tags: Map<string, string>;
  /** Name to sha1. */
  media: Map<string, string>;
  /** What stands for a note type of the package, where that is another one. */
  notetypeOf: Map<number, number>;
  /** Per note type of the package: where each of its fields now comes from (null: nowhere). */
  fieldsOf: Map<number, (number | null)[]>;
  /** Per note type of the package: template index there to template index here. */
  templatesOf: Map<number, Map<number, number>>;
  /** Id of a note in the package to its id here. */
  noteOf: Map<number, number>;
  /** Id of a deck in the package to its id here. */
  deckOf: Map<number, number>;
  /** Note types whose notes were brought over to another one. */
  merged: Set<number>;
  /** Files that may have to be copied, by their name in the package. */
  files: Map<string, { name: string; sha1: string; used: boolean }>;
  outcomes: Record<'new' | 'updated' | 'duplicate' | 'conflicting', string[]>;
  addedCards: CardName[];
  renamedMedia: { from: string; to: string }[];
  copies: { from: number; to: number }[];
  fullSync: boolean;
  refused?: string;
}

/** What Anki looks at of a package, in its order: note types that notes use, cards whose note is there. */
export interface PackageRows {
  notetypes: NotetypeRow[];
  notes: NoteRow[];
  cards: CardRow[];
  decks: DeckRow[];
  media: Collection['media'];
}

/** Copies the learner's rows, so that the import can write into them. */
export function openDraft(
  learner: LearnerState,
  pkg: Collection,
  { updateNotes, updateNotetypes, mergeNotetypes, now }: ImportOptions,
): Draft {
  return {
    options: {
      updateNotes: updateNotes ?? 'if-newer',
      updateNotetypes: updateNotetypes ?? 'if-newer',
      mergeNotetypes: mergeNotetypes ?? false,
      now: now ?? pkg.modified,
    },
    pkg: packageRows(pkg),
    notetypes: new Map(learner.notetypes.map((row) => [row.id, row])),
    takenNames: learner.takenNames,
    notes: new Map(learner.notes.map((row) => [row.id, row])),
    cards: byNote(learner.cards),
    decks: [...learner.decks],
    tags: new Map(learner.tags.map((tag) => [tag.toLowerCase(), tag])),
    media: new Map(learner.media.map(({ name, sha1 }) => [name, sha1])),
    notetypeOf: new Map(),
    fieldsOf: new Map(),
    templatesOf: new Map(),
    noteOf: new Map(),
    deckOf: new Map(),
    merged: new Set(),
    files: new Map(),
    outcomes: { new: [], updated: [], duplicate: [], conflicting: [] },
    addedCards: [],
    renamedMedia: [],
    copies: [],
    fullSync: false,
  };
}

/** The learner's rows as a state again. */
export function settle(draft: Draft): LearnerState {
  return {
    notetypes: [...draft.notetypes.values()],
    takenNames: draft.takenNames,
    notes: [...draft.notes.values()],
    cards: [...draft.cards.values()].flat(),
    decks: draft.decks,
    tags: [...draft.tags.values()],
    media: [...draft.media].map(([name, sha1]) => ({ name, sha1 })),
  };
}

/** Whether a `mod` (seconds) of the package overrides the learner's; `always` is not always (anki-format, 0). */
export function overrides(
  choice: 'if-newer' | 'always' | 'never',
  theirs: number,
  ours: number,
): boolean {
  if (choice === 'never') return false;
  return choice === 'always' ? ours !== theirs : ours > theirs;
}

/** The notes of a note type, by its id. */
export function notesOf(draft: Draft, notetypeId: number): NoteRow[] {
  return [...draft.notes.values()].filter((note) => note.notetypeId === notetypeId);
}

function packageRows(pkg: Collection): PackageRows {
  const used = new Set(pkg.notes.map(({ notetypeId }) => notetypeId));
  const present = new Set(pkg.notes.map(({ id }) => id));
  return {
    notetypes: pkg.notetypes.filter(({ id }) => used.has(id)).sort((a, b) => a.id - b.id),
    notes: [...pkg.notes].sort((a, b) => a.id - b.id),
    cards: pkg.cards.filter(({ noteId }) => present.has(noteId)),
    decks: pkg.decks,
    media: pkg.media,
  };
}

function byNote(cards: readonly LearnerCard[]): Map<number, LearnerCard[]> {
  const groups = new Map<number, LearnerCard[]>();
  for (const card of cards) {
    const group = groups.get(card.noteId);
    if (group) group.push(card);
    else groups.set(card.noteId, [card]);
  }
  return groups;
}
