import type { Text } from 'mdast';
import { textHtml } from './escape.ts';

/** Text, with no spaces at the ends of its lines. */
export function text({ value }: Text): string {
  return textHtml(value.includes('\n') || value.includes('\r') ? trimmedLines(value) : value);
}

function trimmedLines(value: string): string {
  const parts = value.split(/(\r?\n|\r)/u);
  const last = parts.length - 1;
  return parts
    .map((part, index) => (index % 2 === 1 ? part : trimmed(part, index > 0, index < last)))
    .join('');
}

function trimmed(line: string, start: boolean, end: boolean): string {
  let [from, to] = [0, line.length];
  while (start && from < to && isSpace(line[from])) from += 1;
  while (end && to > from && isSpace(line[to - 1])) to -= 1;
  return line.slice(from, to);
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}
