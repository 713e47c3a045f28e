import type { Deletion } from '../tree.ts';
import { closeMark, hintMark, openMark } from './marks.ts';

/** A mark to be put into a value at an offset. */
export interface PlacedMark {
  offset: number;
  text: string;
}

/** The marks of deletions in the order they stand in the value: outer ones open first and close last. */
export function marksOf(deletions: Deletion[]): PlacedMark[] {
  const marks: (PlacedMark & { order: number })[] = deletions.flatMap((deletion, index) => {
    const end = (deletion.hint === undefined ? '' : `${hintMark}${deletion.hint}`) + closeMark;
    return [
      { offset: deletion.start, text: openMark(deletion.numbers), order: index + 1 },
      { offset: deletion.end, text: end, order: -index - 1 },
    ];
  });
  return marks.sort((a, b) => a.offset - b.offset || a.order - b.order);
}

/** A value with the marks of its deletions in it. */
export function withMarks(value: string, deletions: Deletion[]): string {
  let result = '';
  let done = 0;
  for (const { offset, text } of marksOf(deletions)) {
    result += value.slice(done, offset) + text;
    done = offset;
  }
  return result + value.slice(done);
}
