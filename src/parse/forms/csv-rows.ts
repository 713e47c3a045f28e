import type { Point, Position } from 'unist';
import { type Message, messages } from '../../messages/index.ts';
import type { Region } from '../regions.ts';

/** A row of a delimited text. */
export interface CsvRow {
  cells: Region[];
  position: Position;
}

/** What is wrong with a row, which is left out. */
export interface CsvFlaw {
  flaw: Message;
  position: Position;
}

/**
 * The rows of a text by RFC 4180, one after the other: a cell in quotes may hold the delimiter, line
 * endings and, written twice, quotes. Blanks around a cell are no part of it, and empty lines are no rows.
 * (csv-parse, which the tests hold this against, gives no place of a cell and ends at the first flaw.)
 */
export function* csvRows(text: string, delimiter: string): Generator<CsvRow | CsvFlaw> {
  const scan: Scan = { text, delimiter, at: 0, line: 1, lineStart: 0 };
  while (scan.at < text.length) {
    const row = readRow(scan);
    if (row) yield row;
  }
}

interface Scan {
  text: string;
  delimiter: string;
  at: number;
  line: number;
  /** Offset of the line's first character. */
  lineStart: number;
}

function readRow(scan: Scan): CsvRow | CsvFlaw | undefined {
  const start = pointOf(scan);
  const cells: Region[] = [];
  for (;;) {
    skipBlanks(scan);
    const quoted = scan.text[scan.at] === '"';
    const cell = quoted ? readQuoted(scan) : readPlain(scan);
    if ('flaw' in cell) return cell;
    cells.push(cell);
    if (scan.text[scan.at] === scan.delimiter) {
      scan.at += 1;
      continue;
    }
    const position = { start, end: pointOf(scan) };
    endLine(scan);
    const empty = cells.length === 1 && cell.text === '' && !quoted;
    return empty ? undefined : { cells, position };
  }
}

function readPlain(scan: Scan): Region {
  const start = pointOf(scan);
  const { text, delimiter } = scan;
  while (scan.at < text.length && text[scan.at] !== delimiter && text[scan.at] !== '\n')
    scan.at += 1;
  return { text: text.slice(start.offset, scan.at).trimEnd(), start };
}

function readQuoted(scan: Scan): Region | CsvFlaw {
  const { text, delimiter } = scan;
  const opening = pointOf(scan);
  const end = closingQuote(text, scan.at + 1);
  if (end === -1) {
    scan.at = text.length;
    return { flaw: messages.csvQuoteUnclosed(), position: oneCharacter(opening) };
  }
  scan.at += 1;
  skipBlanks(scan);
  const start = pointOf(scan);
  const inside = text.slice(start.offset, end);
  for (let next = inside.indexOf('\n'); next !== -1; next = inside.indexOf('\n', next + 1)) {
    scan.line += 1;
    scan.lineStart = start.offset + next + 1;
  }
  scan.at = end + 1;
  skipBlanks(scan);
  const stranger = text[scan.at] ?? '\n';
  if (stranger !== delimiter && stranger !== '\n') {
    const position = oneCharacter(pointOf(scan));
    while (scan.at < text.length && text[scan.at] !== '\n') scan.at += 1;
    endLine(scan);
    return { flaw: messages.csvQuoteInside(delimiter, opening.line), position };
  }
  return { text: inside.trimEnd().replaceAll('""', '"'), start, quoted: true };
}

/** The first quote from `from` on that is not written twice. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function skipBlanks(scan: Scan): void {
  const { text, delimiter } = scan;
  while (text[scan.at] === ' ' || (text[scan.at] === '\t' && delimiter !== '\t')) scan.at += 1;
}

function endLine(scan: Scan): void {
  if (scan.at >= scan.text.length) return;
  scan.at += 1;
  scan.line += 1;
  scan.lineStart = scan.at;
}

function pointOf({ at, line, lineStart }: Scan): Point & { offset: number } {
  return { line, column: at - lineStart + 1, offset: at };
}

function oneCharacter(point: Point): Position {
  return { start: point, end: { line: point.line, column: point.column + 1 } };
}
