import type { RootContent } from 'mdast';
import { report } from '../../messages/index.ts';
import type { Disabled, Note } from '../../tree.ts';
import type { FileContext } from '../context.ts';
import type { SayHard } from '../markdown.ts';
import type { Title } from './sections.ts';

/** What a form finds in a file before its deck has a name. */
export interface Outline {
  /** The first heading of level 1. */
  main: Title | undefined;
  /** Every heading above notes, the first one included. */
  sections: Title[];
  description: RootContent[];
  /** Complete, as what follows, when the notes are finished. */
  definitions: RootContent[];
  /** Comments that switch content rules off. */
  disabled: Disabled[];
  /** Finishes the notes, in the order of the file. */
  notes: (context: FileContext) => Note[];
}

/** What a form is given. */
export type Written = Pick<
  FileContext,
  'file' | 'settings' | 'notetypes' | 'brokenNotetypes' | 'markdown'
>;

/** A way of writing notes. */
export type Form = (written: Written) => Outline;

/** Says on the file that a text of it cannot be parsed. */
export function sayOn(file: FileContext['file']): SayHard {
  return (message, line) => report(file, { line, column: 1 }, message);
}
