import type { VFile } from 'vfile';
import { digestOf } from '../ids.ts';
import { shortText } from '../ledger.ts';
import { type Note, plainText } from '../tree.ts';

/** A note that claims an identity: what it can be known by. */
export interface Claim {
  note: Note;
  /** Path of its deck file. */
  path: string;
  file: VFile;
  front: string;
  /** Hash of the text beside the front; empty if that is too short to know a note by. */
  back: string;
}

const fronts = new Set(['Front', 'Title']);
const passing = new Set(['Context', 'Edit', 'Source']);
/** A shorter answer ("Yes", "3") belongs to too many questions. */
const tellingBack = 12;

export function claimOf(note: Note, path: string, file: VFile): Claim {
  return { note, path, file, front: shortened(note.front), back: backOf(note) };
}

/** A text as the ledger keeps it. */
export function shortened(text: string): string {
  const plain = text.normalize('NFC');
  return plain.length <= shortText ? plain : `${plain.slice(0, shortText - 1)}…`;
}

function backOf(note: Note): string {
  const [first] = note.children;
  const rest = note.children.filter(
    (field) =>
      !passing.has(field.name) &&
      !fronts.has(field.name) &&
      (field !== first || note.notetype === 'cloze'),
  );
  const text = rest
    .map((field) => plainText(field))
    .join('\n')
    .normalize('NFC');
  return text.length < tellingBack ? '' : digestOf('back', text).slice(0, 12);
}
