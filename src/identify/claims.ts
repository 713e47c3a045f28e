import { posix } from 'node:path';
import type { Node } from 'unist';
import type { VFile } from 'vfile';
import { digestOf } from '../ids.ts';
import { type LedgerNote, shortText } from '../ledger.ts';
import { descend, type Note, plainText } from '../tree.ts';

/** What a note can be known by, as the ledger writes it. */
export type Traits = Pick<LedgerNote, 'type' | 'file' | 'name' | 'front' | 'back'>;

/** A note that claims an identity. */
export interface Claim {
  note: Note;
  /** Where messages about it go. */
  file: VFile;
  traits: Traits;
  /** Characters of the text beside the front: how well the back tells the note. */
  backLength: number;
}

/** Fields that begin with the front. */
const fronts = new Set(['Front', 'Title']);
/** Fields that say where a note stands or comes from. */
const passing = new Set(['Context', 'Edit', 'Source']);

/** What `note`, in the deck file at `path`, can be known by. */
export function claimOf(note: Note, path: string, file: VFile): Claim {
  const text = textBesideFront(note);
  const traits = {
    type: note.notetype,
    file: path,
    ...(note.id !== undefined && { name: note.id.normalize('NFC') }),
    front: shortened(note.front),
    back: text === '' ? '' : digestOf('back', text).slice(0, 12),
  };
  return { note, file, traits, backLength: text.length };
}

/** A text as the ledger keeps it. */
export function shortened(text: string): string {
  const plain = text.normalize('NFC');
  return plain.length <= shortText ? plain : `${plain.slice(0, shortText - 1)}…`;
}

/** What a node says: its text, or the names of its pictures and the shapes, where there is none. */
export function saidBy(node: Node): string {
  const wordless = () =>
    [...descend(node)].flatMap((part) => {
      const { url, shape } = part as { url?: string; shape?: string };
      return url === undefined ? (shape ?? []) : posix.basename(url);
    });
  return plainText(node) || wordless().join(' ');
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
