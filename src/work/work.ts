import type { FileFacts } from '../check/index.ts';
import type { CollectedDeck } from '../collect/index.ts';
import type { IdentifiedNotetype, NoteFacts } from '../identify/index.ts';
import type { Said } from '../messages/index.ts';
import type { FileScope } from '../project.ts';
import type { Numbers } from '../render/index.ts';
import type { Settings } from '../settings.ts';

/**
 * The phases that look at one deck file at a time. Trees stay inside, and what comes out is plain data: so files
 * can be worked on in several threads, and what was worked out once can be kept.
 */
export interface Work {
  /** Parses and checks files; the outcomes are in their order. */
  understand: (texts: DeckText[]) => Promise<Understood[]>;
  /** Renders files that were understood, once it is known which note is which. */
  finish: (orders: FinishOrder[], names: Names) => Promise<Finished[]>;
  /** Ends what was begun for it. */
  close: () => Promise<void>;
}

/** A deck file: its path in the project, and its text. */
export interface DeckText {
  path: string;
  text: string;
}

/** What is known of a file by itself. */
export interface Understood {
  path: string;
  /** What all files are checked by together. */
  facts: FileFacts;
  /** What its notes can be known by, those that are broken included; `deck`: full name of the file's deck. */
  deck: string;
  notes: NoteFacts[];
  said: Said[];
  asked: Asked;
}

/** A file to be rendered. */
export interface FinishOrder extends DeckText {
  /** Lines that have an error: what stands there is left out. */
  broken: number[];
  /** For each note that is left. */
  numbers: Numbers[];
}

/** What is settled for all files: the ids of note types, and the names of media in Anki by path. */
export interface Names {
  notetypes: ReadonlyMap<string, IdentifiedNotetype>;
  mediaNames: ReadonlyMap<string, string>;
}

export interface Finished {
  collected: CollectedDeck;
  asked: Asked;
}

/** What was looked up besides the file itself, and what was there: null for nothing. */
export interface Asked {
  /** Hash and measures of media, by path. */
  media: [path: string, mark: string | null][];
  /** Names in Anki, by path. */
  names: [path: string, name: string | null][];
}

/** What the work on a file may look at. */
export interface WorkScope extends FileScope {
  /** What the `_deck.yaml` of each folder says, by the folder's path. */
  folders: Map<string, Settings>;
}
