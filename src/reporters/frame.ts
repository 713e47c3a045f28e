import type { MessageData } from './messages.ts';

/** The lines that a message speaks of, cut to a width, and what of them is marked. */
export interface CodeFrame {
  /** From 1. */
  line: number;
  text: string;
  /** The line before, unless it is empty. */
  before?: string;
  /** Of the mark, in characters of `text`, from 0. */
  start: number;
  length: number;
}

/** The code frame of a message, if it has a place with text; `lines` are those of its file. */
export function frameOf(
  { line, column = 1, endLine, endColumn }: MessageData,
  lines: string[],
): CodeFrame | undefined {
  const text = line === undefined ? undefined : lines[line - 1];
  if (line === undefined || text === undefined || text === '') return undefined;
  const shown = window(text, column);
  const last =
    endLine === line && endColumn !== undefined
      ? endColumn
      : endLine === undefined
        ? column + 1
        : text.length + 1;
  const length = Math.max(
    1,
    Math.min(last, text.length + 1, shown.start + shown.text.length + 1) - column,
  );
  const before = lines[line - 2];
  return {
    line,
    text: shown.text,
    ...(before && { before: window(before, 1).text }),
    start: Math.max(0, column - 1 - shown.start),
    length,
  };
}

/** The part of a long line that holds the column; tabs count as one column, so they are shown as one. */
function window(text: string, column: number): { text: string; start: number } {
  const start = column > 80 ? column - 40 : 0;
  return { text: text.slice(start, start + 110).replaceAll('\t', ' '), start };
}
