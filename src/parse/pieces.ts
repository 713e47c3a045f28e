import type { Root } from 'mdast';
import type { Node, Point } from 'unist';
import { descend } from '../tree.ts';
import { frontMatterOf } from './front-matter.ts';
import { isOpen } from './open-block.ts';
import type { Seeds } from './seed-definitions.ts';

export type Parse = (text: string, known: Seeds) => Root;

/** A part of a text that was parsed by itself. */
export interface Piece {
  text: string;
  /** Offset into the whole text. */
  start: number;
  /** Line breaks before it. */
  lines: number;
  root: Root;
}

/**
 * Parses a text in pieces, as micromark takes time in proportion to the square of what it gets at once. The
 * tree is the very one that the whole text would give, and its front matter. `least`: characters that a
 * piece has, as the parser has much to set up for each. `outer`: what is defined outside of the text.
 */
export function parseInPieces(
  text: string,
  parse: Parse,
  least = 4_000,
  outer: Seeds = { links: [], footnotes: [] },
): Root {
  const front = frontMatterOf(text);
  const from = front?.position?.end;
  const pieces = cut(
    text,
    { start: from?.offset ?? 0, lines: (from?.line ?? 1) - 1 },
    least,
    (part) => parse(part, outer),
  );
  joinPieces(pieces, parse, outer);
  const children = pieces.flatMap(({ root }) => root.children);
  return { type: 'root', children: front ? [front, ...children] : children };
}

/** Lets each piece refer to what the others define, and moves its nodes to their places in the whole text. */
export function joinPieces(pieces: Piece[], parse: Parse, outer: Seeds): void {
  const several = pieces.length > 1 ? pieces : [];
  const links = definedIn(several, 'definition');
  const footnotes = definedIn(several, 'footnoteDefinition');
  for (const [index, piece] of pieces.entries()) {
    const labels = labelsOf(piece.text);
    const elsewhere = (homes: Map<string, Set<number>>) =>
      labels.filter((label) => homes.has(label) && !homes.get(label)?.has(index));
    const [more, notes] = [elsewhere(links), elsewhere(footnotes)];
    if (more.length + notes.length > 0)
      piece.root = parse(piece.text, {
        links: [...outer.links, ...more],
        footnotes: [...outer.footnotes, ...notes],
      });
    if (piece.start > 0) for (const node of descend(piece.root)) shift(node, piece);
  }
}

function cut(
  text: string,
  from: Pick<Piece, 'start' | 'lines'>,
  least: number,
  parse: (text: string) => Root,
): Piece[] {
  const borders = bordersIn(text, from.start, least);
  const pieces: Piece[] = [];
  let next = 0;
  for (let { start, lines } = from; start < text.length; ) {
    // A border within a fence is none: then it is one further on, in ever greater steps.
    for (let step = 1; ; step *= 2) {
      const end = borders[next + step - 1] ?? text.length;
      const part = text.slice(start, end);
      const root = parse(part);
      if (end < text.length && isOpen(root.children.at(-1), part)) continue;
      pieces.push({ text: part, start, lines, root });
      next += step;
      lines += count(part, '\n');
      start = end;
      break;
    }
  }
  return pieces;
}

/**
 * Where a line without indent follows an empty one and begins no list: whatever was open is closed there,
 * unless it is a fence, math or HTML.
 */
function bordersIn(text: string, start: number, least: number): number[] {
  const borders: number[] = [];
  const border = /\n[ \t]*\n(?=[^\s\d*+-])/gu;
  border.lastIndex = start + least;
  for (let found = border.exec(text); found; found = border.exec(text)) {
    borders.push(border.lastIndex);
    border.lastIndex += least;
  }
  return borders;
}

/** The pieces that define each identifier, in upper case. */
export function definedIn(
  pieces: { root: Root }[],
  type: 'definition' | 'footnoteDefinition',
): Map<string, Set<number>> {
  const homes = new Map<string, Set<number>>();
  for (const [index, { root }] of pieces.entries()) {
    for (const node of descend(root)) {
      if (node.type !== type || !('identifier' in node)) continue;
      const identifier = String(node.identifier).toUpperCase();
      homes.set(identifier, (homes.get(identifier) ?? new Set()).add(index));
    }
  }
  return homes;
}

/** What could be a reference's label, normalised as micromark does. */
export function labelsOf(text: string): string[] {
  const labels = [...text.matchAll(/\[\^?((?:[^[\]\\]|\\[\s\S])+)\]/gu)].map(([, label = '']) =>
    label
      .replace(/[\t\n\r ]+/gu, ' ')
      .trim()
      .toLowerCase()
      .toUpperCase(),
  );
  return [...new Set(labels)];
}

/** Moves a node from its place in the piece to that in the whole text. */
function shift(node: Node, { start, lines }: Piece): void {
  const move = (point: Point) => {
    point.line += lines;
    if (point.offset !== undefined) point.offset += start;
  };
  if (!node.position) return;
  move(node.position.start);
  move(node.position.end);
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1))
    found += 1;
  return found;
}
