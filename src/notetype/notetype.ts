import type { Direction } from '../languages.ts';

/**
 * A note type: fields, card templates, styling and a kind. Ids may be missing until the ledger has
 * given them.
 */
export interface Notetype {
  /** Name of its folder: what an author writes after `type=`. */
  key: string;
  /** What Anki shows. */
  name: string;
  kind: 'normal' | 'cloze';
  /** How the text below a heading becomes fields; a cloze and an occlusion type have ways of their own. */
  layout: 'sides' | 'typed' | 'choice';
  id?: number;
  /** Index into `fields`. */
  sortField: number;
  fields: NotetypeField[];
  templates: NotetypeTemplate[];
  /** Shared styles, then the note type's own. */
  css: string;
  /** The part of `css` that came from shared styles: kept by a type that extends this one. */
  sharedCss: string;
  latexPre: string;
  latexPost: string;
  latexSvg: boolean;
  /** Anki's number of the stock type this one is (6: image occlusion), 0 for none. */
  stockKind: number;
  /** `anki`: taken over from a package. Its fields are all the author's, and written as Anki's editor does. */
  origin?: 'anki';
  /** Of which note type Anki made this one a copy. */
  originalId?: number;
  /** Comes with Deckwright, or takes the place of one that does. */
  builtIn: boolean;
  /** Path of its folder (`templates/basic`), for messages. */
  folder: string;
}

/** A field, as `FieldRow` of the collection, plus what only the compiler needs. */
export interface NotetypeField {
  /** 0 if learners have it without one. */
  id?: bigint;
  name: string;
  /** A note without it is an error. */
  required: boolean;
  /** Markdown for notes that leave it out. */
  default?: string;
  description: string;
  font: string;
  /** Points, in Anki's editor. */
  size: number;
  /** In Anki's editor. */
  rtl: boolean;
  /** BCP 47; the templates get it. */
  lang?: string;
  /** On the card, where it is not that of the language; the templates get it. */
  dir?: Direction;
  plainText: boolean;
  collapsed: boolean;
  excludeFromSearch: boolean;
  sticky: boolean;
  tag?: number;
  preventDeletion: boolean;
}

/** A card template: HTML in Anki's card template language. */
export interface NotetypeTemplate {
  /** 0 if learners have it without one. */
  id?: bigint;
  name: string;
  front: string;
  back: string;
  browserFront: string;
  browserBack: string;
  browserFont?: string;
  /** Points. */
  browserSize?: number;
  /** Full name of the deck that Anki adds new cards to. */
  deck?: string;
}
