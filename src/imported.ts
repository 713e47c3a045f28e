/**
 * What an input yields: notes as another program has them, on their way to becoming files of a project.
 * Every input gives one; `adopt` makes it a project.
 */
import type { MediaRow, NotetypeRow } from './collection.ts';

/** What was read from one file or folder. */
export interface Imported {
  /** What the whole is called: the name that it gives itself, else that of the file without its extension. */
  name: string;
  /** What kind of file it is, in words, for the report: `Anki package`. */
  kind: string;
  /** Every deck that has notes or says something; others may be left out. */
  decks: ImportedDeck[];
  /** Note types that become folders in `templates/`, with the ids that learners have. */
  notetypes: NotetypeRow[];
  /** In the order in which learners meet them, deck by deck or mixed. */
  notes: ImportedNote[];
  /** Files that fields or note types name; content is read when it is written. */
  media: MediaRow[];
  presets: ImportedPreset[];
  /** By which subscribers of CrowdAnki know decks, note types and presets; keys as in the ledger. */
  uuids?: Record<string, string>;
  /** Sentences: how it was understood where that was a guess, such as which column is which field. */
  said: string[];
  /** Sentences: what was in it and is not taken over. */
  leftOut: string[];
}

/** A deck. */
export interface ImportedDeck {
  /** Full name, levels joined by `::`, in Anki's normal form. */
  name: string;
  /** HTML, or Markdown that Anki itself shows if `markdown` is set. */
  description: string;
  markdown?: boolean;
}

/** A note. What is left out is given by the first build. */
export interface ImportedNote {
  /** What learners' apps match by. */
  guid?: string;
  /** Milliseconds since 1970. */
  id?: number;
  /** Seconds since 1970: when it last changed. */
  mod?: number;
  /** Full name of its deck. */
  deck: string;
  /** One of `notetypes` itself, or the key of a note type that comes with Deckwright (`basic`, `cloze`). */
  notetype: NotetypeRow | string;
  /** Levels joined by `::`, without spaces. */
  tags: string[];
  /** Those that hold something, by name. */
  fields: ImportedField[];
}

/** A field's content: HTML that must come back to the byte, or what is rendered like an author's. */
export type ImportedField = { name: string } & (
  | { html: string }
  | { markdown: string }
  /** Plain text, of which nothing is markup; line breaks count. */
  | { text: string }
);

/** A preset of deck options. */
export interface ImportedPreset {
  name: string;
  /** Full names of the decks that use it. */
  decks: string[];
  /** As Anki's schema 11 writes it in JSON. */
  options: { [key: string]: unknown };
}
