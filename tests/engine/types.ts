/** What the real engine is asked and what it says, as plain data. Times are seconds unless said. */

export interface ImportOptions {
  /** Default `if-newer`, as in the app. */
  updateNotes?: 'if-newer' | 'always' | 'never';
  updateNotetypes?: 'if-newer' | 'always' | 'never';
  mergeNotetypes?: boolean;
  withScheduling?: boolean;
  withPresets?: boolean;
}

/** The guids of a package's notes by what became of them. */
export interface ImportOutcome {
  package: string;
  /** Why Anki refused the package, `null` where it did not. */
  error: string | null;
  found: number;
  new: string[];
  updated: string[];
  duplicate: string[];
  conflicting: string[];
}

/** As `ImportOutcome`, with what a text or JSON import left out, by Anki's name for the reason. */
export interface TextOutcome extends Omit<ImportOutcome, 'package' | 'error'> {
  skipped: Record<string, number>;
}

export type ProblemKind =
  // the package as such
  | 'restore-refused'
  | 'import-refused'
  | 'repeated-guid'
  | 'empty-guid'
  | 'card-without-note'
  | 'note-without-cards'
  | 'card-in-missing-deck'
  | 'missing-preset'
  | 'unused-deck'
  // what did not arrive, or not as it was
  | 'conflicting-notes'
  | 'undelivered-notes'
  | 'undelivered-notetypes'
  | 'media-left-behind'
  | 'stale-media'
  | 'text-changed'
  | 'sort-field-differs'
  | 'checksum-differs'
  // Anki's own checks
  | 'template-error'
  | 'empty-cards'
  | 'missing-media'
  | 'unused-media'
  | 'changed-by-media-check'
  | 'database-check'
  | 'missing-cards'
  | 'removed-cards'
  | 'notes-changed-by-check'
  | 'notetypes-changed-by-check'
  | 'decks-added-by-check'
  | 'notetype-refused';

export interface Problem {
  kind: ProblemKind;
  sentence: string;
  /** `package` and `which` (notes, cards, files...), or `guids`. */
  details: Record<string, unknown>;
}

export interface Review {
  /** Milliseconds. */
  time: number;
  /** 1 Again to 4 Easy. */
  rating: number;
  /** Days; seconds where negative. */
  interval: number;
  kind: number;
}

/** A card with the scheduling columns of Anki's table, under their names there. */
export interface CardState {
  id: number;
  ord: number;
  /** `null` where the deck is missing. */
  deck: string | null;
  type: number;
  queue: number;
  due: number;
  ivl: number;
  factor: number;
  reps: number;
  lapses: number;
  left: number;
  odue: number;
  odid: number;
  flags: number;
  data: string;
  reviews: Review[];
}

export interface NoteState {
  guid: string;
  id: number;
  mod: number;
  notetype: string | null;
  notetypeId: number;
  /** By name; by number where they do not fit the note type. */
  fields: Record<string, string>;
  tags: string[];
  sortField: string;
  checksum: number;
  cards: CardState[];
}

export interface FieldState {
  name: string;
  /** Decimal, as it may exceed what a number holds; `null` where there is none. */
  id: string | null;
  tag: number | null;
  rtl: boolean;
  font: string;
  size: number;
  sticky: boolean;
  plainText: boolean;
  collapsed: boolean;
  excludeFromSearch: boolean;
  preventDeletion: boolean;
  description: string;
}

export interface TemplateState {
  name: string;
  id: string | null;
  front: string;
  back: string;
  browserFront: string;
  browserBack: string;
}

export interface NotetypeState {
  id: number;
  name: string;
  kind: 'normal' | 'cloze';
  mod: number;
  sortField: number;
  /** Of which note type Anki made this one a copy (`Name+`). */
  originalId: number | null;
  stockKind: number;
  /** How many notes use it. */
  notes: number;
  fields: FieldState[];
  templates: TemplateState[];
  css: string;
  latexPre: string;
  latexPost: string;
  latexSvg: boolean;
}

export interface DeckState {
  id: number;
  name: string;
  description: string;
  /** Whether the description is Markdown. */
  markdown: boolean;
  filtered: boolean;
  /** In this deck itself, not below it. */
  cards: number;
  preset: number | null;
}

/** What stands in a profile; an empty Default deck and unused stock note types are left out. */
export interface ProfileState {
  notes: NoteState[];
  notetypes: NotetypeState[];
  decks: DeckState[];
  tags: string[];
  media: { name: string; size: number; sha1: string }[];
  presets: string[];
  /** Milliseconds; a change of it makes the learner's next sync a full one. */
  schemaModified: number;
}

export interface ImportReport extends ProfileState {
  imports: ImportOutcome[];
  /** Empty where Anki has nothing to say against the packages. */
  problems: Problem[];
}

export interface RenderedCard {
  guid: string;
  cardId: number;
  ord: number;
  deck: string | null;
  notetype: string | null;
  template: string | null;
  question: string;
  answer: string;
  /** File names, or `tts:<language>:<text>`; they stand in the text as `[anki:play:q:0]`. */
  questionAudio: string[];
  answerAudio: string[];
  /** A blank front. */
  empty: boolean;
  error: string | null;
}

export interface OcclusionNote {
  image: string;
  /** Bytes. */
  imageSize: number;
  header: string;
  backExtra: string;
  tags: string[];
  occludeInactive: boolean;
  occlusions: {
    number: number;
    shapes: { shape: string; properties: Record<string, string> }[];
  }[];
}

/** What is written in Anki itself; stock note types go by their English names. */
export interface AuthoredContent {
  notetypes?: {
    name: string;
    kind?: 'normal' | 'cloze';
    fields: string[];
    templates: { name: string; front: string; back: string }[];
    css?: string;
  }[];
  /** File name to base64. */
  media?: Record<string, string>;
  notes?: {
    notetype: string;
    /** In the note type's order. */
    fields: string[];
    deck?: string;
    tags?: string[];
    guid?: string;
    mod?: number;
  }[];
  /** Deck name to description. */
  decks?: Record<string, string>;
}

export interface ExportOptions {
  /** Default `legacy`. */
  format?: 'legacy' | 'latest';
  withScheduling?: boolean;
  withPresets?: boolean;
}
