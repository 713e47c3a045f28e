import type { Point, Position } from 'unist';
import { type Attributes, attributesAtEnd } from '../../attributes.ts';
import type { Region } from '../regions.ts';

export type Mark = 'Q' | 'A' | 'C' | 'E';

/** A piece of a file of the Q/A form. */
export type Piece =
  /** What follows `Q:` and the like, up to the next piece. */
  | { type: 'part'; mark: Mark; attributes: Attributes | undefined; region: Region; head: Position }
  /** A line of `---`. */
  | { type: 'separator'; head: Position }
  | { type: 'heading'; region: Region; head: Position }
  /** What belongs to no part. */
  | { type: 'text'; region: Region; head: Position };

/** Cuts a file into its pieces, from the line at `start` on. Within fences of code and comments nothing is a mark. */
export function cutPieces(source: string, start: { line: number; offset: number }): Piece[] {
  const lines = linesOf(source, start);
  const skip = createSkip(lines);
  const pieces: Piece[] = [];
  let open: { begin: Line; from: number } | undefined;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (!line) continue;
    const kind = kindOf(line.text);
    if (kind !== 'text') {
      close(line.offset);
      open = { begin: line, from: line.offset };
      if (kind !== 'part') close(line.offset + line.text.length);
    } else open ??= line.text.trim() === '' ? undefined : { begin: line, from: line.offset };
    at = skip(at);
  }
  close(source.length);
  return pieces;

  function close(end: number): void {
    if (open) pieces.push(pieceOf(open.begin, source.slice(open.from, end)));
    open = undefined;
  }
}

interface Line {
  text: string;
  /** Counts from 1. */
  number: number;
  offset: number;
}

function linesOf(source: string, start: { line: number; offset: number }): Line[] {
  let { offset } = start;
  return source
    .slice(offset)
    .split('\n')
    .map((text, index) => {
      const line = { text, number: start.line + index, offset };
      offset += text.length + 1;
      return line;
    });
}

function kindOf(text: string): Piece['type'] {
  if (/^[QACE]:/u.test(text)) return 'part';
  if (/^ {0,3}---[ \t]*$/u.test(text)) return 'separator';
  return /^ {0,3}#{1,6}(?:[ \t]|$)/u.test(text) ? 'heading' : 'text';
}

function pieceOf(begin: Line, text: string): Piece {
  const first = begin.text.trimEnd();
  const head = { start: pointIn(begin, 0), end: pointIn(begin, first.length) };
  const type = kindOf(begin.text);
  if (type === 'separator') return { type, head };
  if (type !== 'part') return { type, region: { text, start: pointIn(begin, 0) }, head };
  const from = /^..[ \t]*/u.exec(first)?.[0].length ?? 2;
  const attributes = /^[QC]/u.test(first) ? attributesAtEnd(first.slice(from)) : undefined;
  const region = { text: text.slice(from), start: pointIn(begin, from) };
  return {
    type,
    mark: begin.text[0] as Mark,
    attributes,
    region: attributes ? without(attributes, region) : region,
    head,
  };
}

function without({ start, end }: Attributes, { text, ...region }: Region): Region {
  const before = text.slice(0, start).trimEnd();
  const gap = { at: before.length, length: end - before.length };
  return { ...region, text: before + text.slice(end), gap };
}

function pointIn({ number, offset }: Line, at: number): Point & { offset: number } {
  return { line: number, column: at + 1, offset: offset + at };
}

/** Makes the function that gives the last line of the fence or comment which begins on a line; else that line. */
function createSkip(lines: Line[]): (at: number) => number {
  // What ran to the end of the file once without an end has none for what begins further on either.
  const endless = new Map<string, number>();
  return (at) => {
    const text = (lines[at]?.text ?? '').replace(/^[QACE]:[ \t]*/u, '');
    const [, fence] = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/u.exec(text) ?? [];
    if (fence !== undefined) return endOf(fence[0] ?? '', fence.length, at);
    return /^ {0,3}<!--(?!.*-->)/u.test(text) ? endOf('-->', 0, at) : at;
  };

  function endOf(mark: string, length: number, at: number): number {
    if (length >= (endless.get(mark) ?? Number.POSITIVE_INFINITY)) return at;
    for (let next = at + 1; next < lines.length; next += 1)
      if (ends(lines[next]?.text ?? '', mark, length)) return next;
    endless.set(mark, length);
    return at;
  }
}

function ends(text: string, mark: string, length: number): boolean {
  if (mark === '-->') return text.includes('-->');
  const [, fence = ''] = /^ {0,3}([`~]{3,})[ \t]*$/u.exec(text) ?? [];
  return fence.length >= length && fence === mark.repeat(fence.length);
}
