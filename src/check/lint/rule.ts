import type { Node, Point, Position } from 'unist';
import type { VFile } from 'vfile';
import type { Message, Severity } from '../../messages/index.ts';
import type { Project } from '../../project.ts';
import type { FactsContext, NoteContext } from '../context.ts';
import type { FileFacts, NoteFacts } from '../facts.ts';
import type { Reading } from './reading.ts';

/** What a rule found: words and a place, in a note, a deck file or a media file. */
export interface Finding {
  message: Message;
  place?: Position | Point | undefined;
  note?: NoteFacts;
  facts?: FileFacts;
  /** Of the deck file, or made for a media file, whose path the baseline then knows it by. */
  file: VFile;
}

/** What one note is found to have; it stands at the note's heading if it says no place. */
export interface NoteFinding {
  message: Message;
  place?: Node | Position | undefined;
}

/** What a rule was told in `rules:`. */
export type RuleOptions = Record<string, unknown>;

/** A rule about what notes say: of each note by itself, or of all at once by their facts. */
export interface Rule {
  /** Its message's, unless the project says another. */
  severity: Severity | 'off';
  /** Words of English are looked for, so other languages are passed over. */
  english?: boolean;
  /** Runs even when it is off, as it says more than its findings. */
  always?: boolean;
  note?: (reading: Reading, options: RuleOptions) => NoteFinding[];
  project?: (notes: NoteContext[], contexts: FactsContext[], project: Project) => Finding[];
}

/** A number that a rule was told, or else the usual one. */
export function numberOf(options: RuleOptions, key: string, usual: number): number {
  return Number(options[key] ?? usual);
}
