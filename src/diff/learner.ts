import type {
  CardRow,
  Collection,
  DeckRow,
  MediaRow,
  NoteRow,
  NotetypeRow,
} from '../collection.ts';
import { importInto } from './simulate.ts';

/** What stands in a learner's profile, as far as an import looks at it. */
export interface LearnerState {
  notetypes: LearnerNotetype[];
  /** Names taken by note types that are not listed, such as Anki's own. */
  takenNames: string[];
  notes: NoteRow[];
  cards: LearnerCard[];
  /** Id 1 is the learner's Default deck, whatever its name is now. */
  decks: DeckRow[];
  /** All tags that were ever registered: they lend new tags their case. */
  tags: string[];
  media: LearnerMedia[];
}

/** A note type; a copy that an import made knows of which one. */
export type LearnerNotetype = NotetypeRow & { originalId?: number };

/** A card, without its schedule: an import never touches that. */
export type LearnerCard = Pick<CardRow, 'noteId' | 'deckId' | 'ord'>;

/** A media file; `sha1` is lower-case hex. */
export type LearnerMedia = Pick<MediaRow, 'name' | 'sha1'>;

/** A new profile with Anki in English: Anki's own note types take their names. */
export function emptyLearner(): LearnerState {
  return {
    notetypes: [],
    takenNames: [...STOCK_NAMES],
    notes: [],
    cards: [],
    decks: [{ id: 1, name: 'Default', description: '' }],
    tags: [],
    media: [],
  };
}

/** Someone who imported a collection into a new profile the moment it was made, and changed nothing. */
export function learnerOf(collection: Collection): LearnerState {
  return importInto(emptyLearner(), collection).learner;
}

const STOCK_NAMES = [
  'Basic',
  'Basic (and reversed card)',
  'Basic (optional reversed card)',
  'Basic (type in the answer)',
  'Cloze',
  'Image Occlusion',
];
