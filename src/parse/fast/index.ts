import type { Root, RootContent } from 'mdast';
import { frontMatterOf } from '../front-matter.ts';
import { isOpen } from '../open-block.ts';
import { joinPieces, labelsOf, type Parse, type Piece } from '../pieces.ts';
import type { Seeds } from '../seed-definitions.ts';
import { type Chunk, cutChunks } from './chunks.ts';
import { convert, type Foreign, type Hidden } from './convert.ts';
import { type Marked, readMarks } from './marks.ts';
import { isPlain } from './plain.ts';

export { loadForeigner, loadSatteri } from './satteri.ts';

/**
 * Another parser: the blocks of a text in CommonMark and GFM, without math and without front matter; nothing
 * if it cannot read the text.
 */
export type Foreigner = (text: string) => Foreign[] | undefined;

interface OfRecord {
  parse: Parse;
  /** Characters that it gets at once. */
  least: number;
  /** What is defined outside of the text. */
  outer: Seeds | undefined;
}

/**
 * Has a text parsed by the other parser where that is known to agree with the parser of record, and by that
 * one where it is not; nothing if the text does not fall apart so.
 */
export function parseFast(
  text: string,
  foreigner: Foreigner,
  { parse, least, outer = { links: [], footnotes: [] } }: OfRecord,
): Root | undefined {
  // A byte order mark is taken off whatever begins with it.
  if (text.includes('\ufeff')) return undefined;
  const front = frontMatterOf(text);
  const from = front?.position?.end.offset ?? 0;
  const parts = cutChunks(text, from).map(
    (chunk): Part => ({ chunk, marked: plainMarks(text, chunk) }),
  );
  leaveReferences(parts, text, outer);
  if (!parts.some(({ marked }) => marked)) return undefined;
  if (!takeForeign(parts, text, from, foreigner)) return undefined;
  const pieces = piecesOf(parts, text, least);
  for (const piece of pieces) {
    piece.root = parse(piece.text, outer);
    const isLast = piece.start + piece.text.length === text.length;
    if (!isLast && isOpen(piece.root.children.at(-1), piece.text)) return undefined;
  }
  joinPieces(pieces, parse, outer);
  const children = gather(parts, pieces);
  return { type: 'root', children: front ? [front, ...children] : children };
}

interface Part {
  chunk: Chunk;
  /** Of what goes to the other parser. */
  marked: Marked | undefined;
  nodes?: RootContent[] | undefined;
}

function plainMarks(text: string, chunk: Chunk): Marked | undefined {
  if (chunk.odd) return undefined;
  const marked = readMarks(text, chunk);
  return marked && isPlain(marked.bare, marked.pipes) ? marked : undefined;
}

/** What may refer to a definition is for the parser of record. */
function leaveReferences(parts: Part[], text: string, outer: Seeds): void {
  const sources = parts.map(({ chunk }) => text.slice(chunk.start, chunk.end));
  const defining = sources.filter((source) => source.includes(']:')).flatMap(labelsOf);
  const defined = new Set([...defining, ...outer.links, ...outer.footnotes]);
  if (defined.size === 0) return;
  for (const [index, part] of parts.entries()) {
    const source = sources[index] ?? '';
    if (part.marked && source.includes('[') && labelsOf(source).some((label) => defined.has(label)))
      part.marked = undefined;
  }
}

/** Gives each plain part its nodes; false if there are none, or they are not told apart. */
function takeForeign(parts: Part[], text: string, from: number, foreigner: Foreigner): boolean {
  const hidden: Hidden = { text, met: 0, formulas: new Map(), fences: new Map() };
  const shown = [blanked(text.slice(0, from))];
  let at = from;
  for (const { chunk, marked } of parts) {
    shown.push(text.slice(at, chunk.start));
    // An empty heading holds the place of what the parser of record reads.
    shown.push(marked?.masked ?? `#${blanked(text.slice(chunk.start + 1, chunk.end))}`);
    at = chunk.end;
    for (const formula of marked?.formulas ?? []) hidden.formulas.set(formula.start, formula);
    for (const fence of chunk.fences) hidden.fences.set(fence.start, fence);
  }
  const nodes = foreigner(shown.join(''));
  if (!nodes) return false;
  let next = 0;
  for (const part of parts) {
    const begin = next;
    while ((nodes[next]?.position?.start.offset ?? text.length) < part.chunk.end) next += 1;
    const own = nodes.slice(begin, next);
    const last = own.at(-1)?.position?.end.offset ?? part.chunk.start;
    if (own.length === 0 || last > part.chunk.end) return false;
    part.nodes = part.marked && nodesOf(part.chunk, part.marked, own, hidden);
  }
  return next === nodes.length;
}

function blanked(source: string): string {
  return source.replace(/[^\n]+/gu, (line) => ' '.repeat(line.length));
}

/** Nothing if a formula or a fence is not where it was expected. */
function nodesOf(
  { fences }: Chunk,
  { formulas }: Marked,
  nodes: Foreign[],
  hidden: Hidden,
): RootContent[] | undefined {
  hidden.met = 0;
  const made = nodes.flatMap((node) => convert(node, hidden) ?? []);
  const isWhole = made.length === nodes.length && hidden.met === formulas.length + fences.length;
  return isWhole ? made : undefined;
}

/** What is left, in pieces of neighbours. */
function piecesOf(parts: Part[], text: string, least: number): Piece[] {
  const pieces: Piece[] = [];
  let open: Piece | undefined;
  let [lines, at] = [0, 0];
  for (const { chunk, nodes } of parts) {
    if (nodes) open = undefined;
    else if (open && open.text.length < least) open.text += text.slice(chunk.start, chunk.end);
    else {
      lines += countLines(text, at, chunk.start);
      at = chunk.start;
      open = {
        ...{ text: text.slice(chunk.start, chunk.end), start: chunk.start, lines },
        root: { type: 'root', children: [] },
      };
      pieces.push(open);
    }
  }
  return pieces;
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1))
    lines += 1;
  return lines;
}

function gather(parts: Part[], pieces: Piece[]): RootContent[] {
  const roots = new Map(pieces.map(({ start, root }) => [start, root.children]));
  return parts.flatMap(({ chunk, nodes }) => nodes ?? roots.get(chunk.start) ?? []);
}
