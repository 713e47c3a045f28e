/**
 * The collection: what Anki gets. Plain rows, named with Anki's words, independent of any file format.
 * Every output takes a `Collection`; every input gives one.
 */

/** A deck. Names join their levels with `::`. */
export interface DeckRow {
  /** Local to the package (Anki matches decks by name); 1 is Anki's own Default deck. */
  id: number;
  name: string;
  /** HTML; an empty description never replaces the learner's (anki-format: an import's rule for decks). */
  description: string;
  /** Whether the description is Markdown, which Anki then renders (`md` in schema 11); default false. */
  markdown?: boolean;
  /** Of the preset of options that it comes with; Anki's own Default (1) where none is shipped. */
  presetId?: number;
}

/** A field of a note type. */
export interface FieldRow {
  /** Frozen 64-bit id: what makes a rename harmless to learners. 0 in a package that gives none. */
  id: bigint;
  name: string;
  rtl: boolean;
  font: string;
  /** Points, in Anki's editor. */
  size: number;
  description: string;
  plainText: boolean;
  collapsed: boolean;
  excludeFromSearch: boolean;
  sticky: boolean;
  /** Anki's mark of a stock field (image occlusion uses 0 to 4). */
  tag?: number;
  preventDeletion: boolean;
}

/** A field with the settings that Anki gives a new one. */
export function plainField(id: bigint, name: string): FieldRow {
  return {
    id,
    name,
    rtl: false,
    font: 'Arial',
    size: 20,
    description: '',
    plainText: false,
    collapsed: false,
    excludeFromSearch: false,
    sticky: false,
    preventDeletion: false,
  };
}

/** A card template: the two sides of one card. */
export interface TemplateRow {
  id: bigint;
  name: string;
  front: string;
  back: string;
  browserFront: string;
  browserBack: string;
  /** Font in Anki's browser; by default that of the card. */
  browserFont?: string;
  /** Points, in Anki's browser. */
  browserSize?: number;
  /** The deck that Anki adds new cards to, whatever the note's; an import does not map it. */
  deckId?: number;
}

/** A note type: fields, templates, styling, and a kind. */
export interface NotetypeRow {
  id: number;
  name: string;
  kind: 'normal' | 'cloze';
  /** Seconds since 1970; an import takes the definition over only if this is greater than the learner's. */
  mod: number;
  /** Index of the field that Anki's browser sorts by. */
  sortField: number;
  fields: FieldRow[];
  templates: TemplateRow[];
  css: string;
  latexPre: string;
  latexPost: string;
  latexSvg: boolean;
  /** Anki's number of the stock type this one is (6: image occlusion), 0 for none. */
  stockKind: number;
  /** Of which note type Anki made this one a copy (`Name+`). */
  originalId?: number;
}

/** A note. */
export interface NoteRow {
  /** Milliseconds since 1970, unique. */
  id: number;
  /** What Anki matches by. Letters and digits in ours; any text in an imported one. */
  guid: string;
  notetypeId: number;
  /** Seconds since 1970; an import updates the learner's note only if this is greater than theirs. */
  mod: number;
  /** Sorted, without spaces; levels joined by `::`. */
  tags: string[];
  /** Field HTML, normalised as Anki does (NFC, no control characters), in the note type's order. */
  fields: string[];
}

/** A card, always a new one: scheduling is never shipped. */
export interface CardRow {
  /** Milliseconds since 1970, unique. */
  id: number;
  noteId: number;
  deckId: number;
  /** Index of the template, or cloze number minus 1. */
  ord: number;
  /** Place in the queue of new cards, from 1; the cards of a note share one. */
  due: number;
}

/** A media file. Its bytes are read only when an output is written. */
export interface MediaRow {
  /** In Anki's normal form (anki-format: names of media). */
  name: string;
  /** Bytes. */
  size: number;
  /** Lower-case hex. */
  sha1: string;
  content: { path: string } | { bytes: Uint8Array };
}

/** A preset of deck options; a learner chooses at the import whether to take it. */
export interface Preset {
  id: number;
  name: string;
  /** As schema 11 writes it in JSON. */
  json: { [key: string]: unknown };
}

export interface Collection {
  /** Seconds since 1970: when the sources last changed; never in the future. */
  modified: number;
  decks: DeckRow[];
  notetypes: NotetypeRow[];
  notes: NoteRow[];
  cards: CardRow[];
  media: MediaRow[];
  /** Presets of deck options that go out with the decks. */
  presets?: Preset[];
  /** By which CrowdAnki knows decks, note types and presets that had others before; keys as in the ledger. */
  uuids?: Record<string, string>;
}
