import type { Point, Position } from 'unist';

/** The place of a stretch of `text`, which begins at `start` in the file. */
export function placeIn(text: string, start: Point, from: number, to: number): Position {
  return { start: pointIn(text, start, from), end: pointIn(text, start, to) };
}

function pointIn(text: string, start: Point, at: number): Point {
  const lines = text.slice(0, at).split('\n');
  const last = lines.at(-1) ?? '';
  return {
    line: start.line + lines.length - 1,
    column: (lines.length === 1 ? start.column : 1) + last.length,
    ...(start.offset !== undefined && { offset: start.offset + at }),
  };
}
