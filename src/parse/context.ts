import type { VFile } from 'vfile';
import type { Notetype } from '../notetype/index.ts';
import type { Settings } from '../settings.ts';
import type { MarkdownParser } from './markdown.ts';

/** What the parts of a file are parsed with. */
export interface FileContext {
  /** Relative to the project's root, with `/`. */
  path: string;
  file: VFile;
  settings: Settings;
  notetypes: Map<string, Notetype>;
  /** Full name of the file's deck. */
  deck: string;
  markdown: MarkdownParser;
}
