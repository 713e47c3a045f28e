import type { Collection } from '../collection.ts';
import type { LearnerState } from './learner.ts';
import { importCards } from './simulate/cards.ts';
import { importDecks } from './simulate/decks.ts';
import { openDraft, settle } from './simulate/draft.ts';
import { emptyCards } from './simulate/empty-cards.ts';
import { copyMedia, prepareMedia } from './simulate/media.ts';
import { importNotes } from './simulate/notes.ts';
import { importNotetypes } from './simulate/notetypes.ts';

/** The choices of Anki's import window; left out, they are as in a new profile. */
export interface ImportOptions {
  /** Default `if-newer`. `always` means whenever `mod` differs. */
  updateNotes?: 'if-newer' | 'always' | 'never';
  /** Default `if-newer`. */
  updateNotetypes?: 'if-newer' | 'always' | 'never';
  /** Default false. */
  mergeNotetypes?: boolean;
  /** Seconds: when the import happens, which Anki stamps on what it has to alter; by default, when the package was made. */
  now?: number;
}

/** A note's card, by the note's guid and the card's number. */
export interface CardName {
  guid: string;
  ord: number;
}

export interface ImportResult {
  /** Afterwards. */
  learner: LearnerState;
  /** The package's guids by what became of the notes, in Anki's words. */
  new: string[];
  updated: string[];
  /** Known, and not newer: untouched. */
  duplicate: string[];
  /** Known, but of a note type that no longer fits: untouched. */
  conflicting: string[];
  addedCards: CardName[];
  /** All cards of the profile that Anki's Empty Cards would list, old ones included. */
  emptyCards: CardName[];
  /** Files stored under another name, as the learner had another file of that name. */
  renamedMedia: { from: string; to: string }[];
  /** Note types that came in as copies beside the learner's: id in the package, and in the profile. */
  copies: { from: number; to: number }[];
  /** Whether the learner's next sync has to upload or download everything. */
  fullSync: boolean;
  /** Why Anki would refuse the package; nothing has changed then. */
  refused?: string;
}

/**
 * What Anki's import of a package does to a learner's collection. A model of Anki 26.09's rules
 * (anki-format, 5 and 6, and docs/anki-notes.md); names of decks, tags and media and the texts of fields are
 * expected as Anki normalises them. The property test holds it against the real engine.
 */
export function importInto(
  learner: LearnerState,
  pkg: Collection,
  options: ImportOptions = {},
): ImportResult {
  const draft = openDraft(learner, pkg, options);
  prepareMedia(draft);
  importNotetypes(draft);
  importNotes(draft);
  if (draft.refused !== undefined) return refusal(learner, draft.refused);
  importDecks(draft);
  importCards(draft);
  copyMedia(draft);
  const after = settle(draft);
  const { outcomes, addedCards, renamedMedia, copies, fullSync } = draft;
  return {
    learner: after,
    ...outcomes,
    addedCards,
    emptyCards: emptyCards(after),
    renamedMedia,
    copies,
    fullSync,
  };
}

function refusal(learner: LearnerState, refused: string): ImportResult {
  return {
    learner,
    new: [],
    updated: [],
    duplicate: [],
    conflicting: [],
    addedCards: [],
    emptyCards: emptyCards(learner),
    renamedMedia: [],
    copies: [],
    fullSync: false,
    refused,
  };
}
