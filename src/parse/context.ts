import type { RootContent } from 'mdast';
import type { VFile } from 'vfile';
import type { location } from 'vfile-location';
import type { Notetype } from '../notetype/index.ts';
import type { FileScope } from '../project.ts';
import type { Settings } from '../settings.ts';
import type { MarkdownParser } from './markdown.ts';

/** By key. */
export type Notetypes = Map<string, Notetype>;

/** What is known of note types. */
export type KnownTypes = Pick<FileContext, 'notetypes' | 'brokenNotetypes'>;

/** What the parts of a file are parsed with. */
export interface FileContext {
  /** Relative to the project's root, with `/`. */
  path: string;
  file: VFile;
  /** Of the file's text. */
  points: ReturnType<typeof location>;
  settings: Settings;
  project: Pick<FileScope, 'media' | 'data' | 'options'>;
  notetypes: Notetypes;
  /** Keys of note types whose mistakes are told already. */
  brokenNotetypes: ReadonlySet<string>;
  /** Full name of the file's deck. */
  deck: string;
  markdown: MarkdownParser;
  /** Parsed Markdown of settings and attributes, by its text: many notes share it. */
  snippets: Map<string, RootContent[]>;
}
