import type { VFile } from 'vfile';
import type { Message } from '../messages/index.ts';
import type { Notetype } from './notetype.ts';
import type { NotetypeFile } from './schema.ts';

/** A file of a note type's folder. `path` is its name in the folder; the VFile's value its text. */
export interface FolderFile {
  path: string;
  file: VFile;
}

/** A note type's folder, as read. */
export interface NotetypeInput {
  /** Name of the folder. */
  key: string;
  /** Comes with Deckwright. */
  builtIn: boolean;
  files: FolderFile[];
  /** Path of the folder, for messages; `templates/<key>` if left out. */
  folder?: string;
  /** What `extends` names, already loaded. */
  base?: Notetype;
  /** Keys of the other note types, for the message about an unknown one. */
  known?: readonly string[];
  /** Shared styles by name (`base` -> CSS). */
  styles?: ReadonlyMap<string, string>;
}

/** Says what is wrong at a place of `notetype.yaml`. */
export type Say = (path: (string | number)[], message: Message) => undefined;

/** Whether it is to be as Anki has it, to the byte. */
export function isExact({ origin }: NotetypeFile): boolean {
  return origin === 'anki';
}

/** Anki compares fronts as written; a final line break of the file is no part of the template. */
export function trimmedText(file: VFile): string {
  return exactText(file).trimEnd();
}

export function exactText(file: VFile): string {
  return String(file.value).replace(/\r\n?/g, '\n');
}

/** How many errors its files have. */
export function countErrors({ files }: NotetypeInput): number {
  return files.flatMap(({ file }) => file.messages).filter(({ fatal }) => fatal === true).length;
}
