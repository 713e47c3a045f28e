import type { Point, Position } from 'unist';
import type { VFile } from 'vfile';
import { location } from 'vfile-location';
import { type Message, messages, report } from '../../messages/index.ts';
import type { Mark } from './marks.ts';

/** Deletions within each other; Anki reads ten. */
export const deepest = 8;
/** After so many messages on one note no further one helps. */
const mostMessages = 20;

/** A deletion whose end is being looked for. */
export interface Open {
  deletion: number;
  mark: Mark;
  /** How many nodes hold a piece of it; none at the end means that it hides nothing. */
  parts: number;
  /** That it ends where it cannot was said already. */
  told?: boolean;
}

/** What is known while the deletions of one note are found. */
export interface Run {
  source: string;
  /** Whether `[…]` is a deletion too. */
  brackets: boolean;
  /** Innermost last. */
  open: Open[];
  /** Opening marks that were passed over, as they are too deep. */
  skipped: number;
  /** Opening marks that were given up, as they are cut off from their end. */
  lost: number;
  /** Number of the next deletion, within the note. */
  next: number;
  /** Says it at a point, or about so many characters. */
  say: (offset: number, message: Message, length?: number) => void;
  /** The places from one offset to another; the second is behind the last character. */
  placed: (start: number, end: number) => Position;
}

/** Begins the search for the deletions of a note in this file. `points`: of the file's text. */
export function startRun(file: VFile, brackets = false, points = location(file)): Run {
  const pointAt = (offset: number): Point => points.toPoint(offset) ?? { line: 1, column: 1 };
  let said = 0;
  return {
    source: String(file.value),
    brackets,
    open: [],
    skipped: 0,
    lost: 0,
    next: 0,
    say(offset, message, length) {
      said += 1;
      const start = pointAt(offset);
      const place = length === undefined ? start : { start, end: pointAt(offset + length) };
      if (said <= mostMessages) report(file, place, message);
    },
    placed: (start, end) => ({ start: pointAt(start), end: pointAt(end) }),
  };
}

/** Says it if Anki cannot make a card of this number. */
export function checkNumber(number: number, offset: number, { say }: Run): void {
  if (number < 1 || number > 499) say(offset, messages.clozeNumber(number));
}
