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
  /** Its first bytes, up to 4096. */
  head: Uint8Array;
}

/** What an author may say of how a file is read; each input takes what it knows. */
export interface InputOptions {
  limits?: Partial<PackageLimits>;
}
