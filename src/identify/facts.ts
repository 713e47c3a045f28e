import { deletionsOf, numbersOf, saidBy } from '../deletions.ts';
import { digestOf } from '../ids.ts';
import { type LedgerNote, shortened } from '../ledger.ts';
import type { Deck, Note } from '../tree.ts';
import { words } from './similarity.ts';

/** What a note can be known by, as the ledger writes it. */
export type Traits = Pick<LedgerNote, 'type' | 'file' | 'name' | 'front' | 'back'>;

/** All of a note that its identity depends on: plain data, without the tree. */
export interface NoteFacts
  extends Pick<Note, 'notetype' | 'id' | 'guid' | 'deck' | 'tags' | 'context' | 'front' | 'head'> {
  traits: Traits;
  /** Characters of the text beside the front: how well the back tells the note. */
  backLength: number;
  /** In the order of writing; left out where the note has none. */
  deletions?: DeletionFacts[];
  /** The words of the note outside of all deletions; left out where it has none. */
  bare?: string;
}

/** What is known of a deletion: the numbers that the author wrote, and what it hides. */
export interface DeletionFacts {
  numbers: number[];
  text: string;
}

/** A deck file as far as identities depend on it. */
export interface DeckFacts {
  path: string;
  /** Full name of the deck. */
  name: string;
  notes: NoteFacts[];
}

/** Fields that begin with the front. */
const fronts = new Set(['Front', 'Title']);
/** Fields that say where a note stands or comes from. */
const passing = new Set(['Context', 'Edit', 'Source']);

/** What the notes of a deck file can be known by. */
export function factsOf({ path, name, children }: Deck): DeckFacts {
  return { path, name, notes: children.map((note) => noteFacts(note, path)) };
}

/** What is left out is added afterwards: objects that are spread into others have shapes of their own, which take their time. */
function noteFacts(note: Note, path: string): NoteFacts {
  const { notetype, id, guid, deck, tags, context, front, head } = note;
  const text = textBesideFront(note);
  const back = text === '' ? '' : digestOf('back', text).slice(0, 12);
  const traits: Traits = { type: notetype, file: path, front: shortened(front), back };
  const backLength = text.length;
  const facts: NoteFacts = { notetype, deck, tags, context, front, head, traits, backLength };
  if (id !== undefined) {
    facts.id = id;
    traits.name = id.normalize('NFC');
  }
  if (guid !== undefined) facts.guid = guid;
  const wholes = deletionsOf(note);
  if (wholes.length > 0) {
    facts.deletions = wholes.map((whole) => ({ numbers: numbersOf(whole), text: whole.text }));
    facts.bare = bareText(note);
  }
  return facts;
}

function textBesideFront(note: Note): string {
  const texts = note.children
    .filter(({ name }) => !passing.has(name))
    .map((field, index) => {
      const text = saidBy(field);
      const begins = (index === 0 || fronts.has(field.name)) && text.startsWith(note.front);
      return begins ? text.slice(note.front.length).trim() : text;
    });
  return texts.filter(Boolean).join('\n').normalize('NFC');
}

/** The note's text outside of all deletions: what stands here now was unwrapped, not reworded. */
function bareText(note: Note): string {
  const bare = (node: { type: string; children?: unknown[]; value?: unknown }): string => {
    if (node.type === 'cloze') return ' | ';
    if (node.children) return (node.children as (typeof node)[]).map(bare).join(' ');
    return typeof node.value === 'string' ? node.value : '';
  };
  return words(bare(note));
}
