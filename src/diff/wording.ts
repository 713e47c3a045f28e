import { evenBlanks } from '../characters.ts';

/** `1 note`, `3 notes`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** A stranger's text as it can stand on one line: without control characters, halves of characters and marks that turn its direction. */
export function printable(text: string): string {
  return evenBlanks(text).replace(
    /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/gu,
    '',
  );
}
