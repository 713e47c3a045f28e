import type { Imported } from '../imported.ts';
import type { PackageLimits } from './limits.ts';

/** A kind of file that can be imported. */
export interface Input {
  /** What it is, in a few words, for the help. */
  summary: string;
  /** Whether a file looks like it. */
  matches: (file: InputFile) => boolean;
  /** Reads a whole file or folder. Throws only the known error. */
  read: (path: string, options: InputOptions) => Promise<Imported>;
}

/** What a file looks like before it is read. */
export interface InputFile {
  /** Without its folder. */
  name: string;
  isFolder: boolean;
  /** Names of what stands directly in a folder; nothing for a file. */
  files: string[];
  /** Its first bytes, up to 4096. */
  head: Uint8Array;
}

/** What an author may say of how a file is read; each input takes what it knows. */
export interface InputOptions {
  limits?: Partial<PackageLimits>;
  /** Of rows: the fields of their columns, by name; `-` leaves a column out. */
  columns?: string[];
  /** Of rows: what stands between columns, one or more characters. */
  separator?: string;
  /** Of rows: what stands between them, where cells are not quoted; a line break by default. */
  rowSeparator?: string;
  /** Of rows: whether a cell may stand in double quotes. */
  quotes?: boolean;
  /** Of rows: whether cells are HTML. */
  html?: boolean;
  /** Full name of the deck of notes that name none. */
  deck?: string;
}
