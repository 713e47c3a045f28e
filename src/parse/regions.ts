import type { RootContent } from 'mdast';
import type { Point } from 'unist';
import { descend } from '../tree.ts';
import type { MarkdownParser, SayHard } from './markdown.ts';
import { definedIn, labelsOf } from './pieces.ts';
import type { Seeds } from './seed-definitions.ts';

/** A part of a file that is a Markdown text of its own. */
export interface Region {
  /** As in the file, or with other characters in the place of some. */
  text: string;
  /** Of its first character. */
  start: Point & { offset: number };
  /** Stands in quotes, as in a CSV file: each `"` of the text is written twice there. */
  quoted?: boolean;
  /** What the file has besides, behind so many characters of the text. */
  gap?: { at: number; length: number };
}

/**
 * Parses each region alone, so that nothing which one leaves open runs on into the next; what one defines
 * all may refer to. Places are those in the file.
 */
export function parseRegions(
  regions: Region[],
  markdown: MarkdownParser,
  say?: SayHard,
): RootContent[][] {
  return createRegionParser(regions, markdown, say)(regions);
}

/** As `parseRegions`, some regions at a time. `all`: at least those that define something. */
export function createRegionParser(
  all: Iterable<Region>,
  markdown: MarkdownParser,
  say?: SayHard,
): (regions: Region[]) => RootContent[][] {
  const defining = [...all].filter(({ text }) => text.includes(']:')).map(partOf);
  parseParts(defining, markdown, () => undefined);
  const seedsFor = createSeeds(defining);
  return (regions) => {
    const parts = regions.map(partOf);
    const written = parts.filter(({ region }) => region.text !== '');
    parseParts(written, markdown, seedsFor, say);
    return parts.map(({ children }) => children);
  };
}

function partOf(region: Region): Part {
  return { region: { ...region, text: trimmed(region.text) }, children: [] };
}

/** Without blanks and empty lines at the end. */
function trimmed(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\n'.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

interface Part {
  region: Region;
  children: RootContent[];
}

type SeedsFor = (text: string) => Seeds | undefined;

/** Finds what the parts define that a text may refer to; nothing if it need not be known. */
function createSeeds(parts: Part[]): SeedsFor {
  const pieces = parts.map(({ children }) => ({ root: { type: 'root' as const, children } }));
  const links = definedIn(pieces, 'definition');
  const footnotes = definedIn(pieces, 'footnoteDefinition');
  return (text) => {
    if (links.size + footnotes.size === 0 || !text.includes('[')) return undefined;
    const labels = labelsOf(text);
    return {
      links: labels.filter((label) => links.has(label)),
      footnotes: labels.filter((label) => footnotes.has(label)),
    };
  };
}

/** The parser has much to set up for each text, so it gets as many regions at once as it takes well. */
function parseParts(
  parts: Part[],
  markdown: MarkdownParser,
  seedsFor: SeedsFor,
  say?: SayHard,
): void {
  const lines = parts.filter(({ region }) => isLine(region.text));
  const blocks = parts.filter(({ region }) => !isLine(region.text));
  for (const batch of batchesOf(lines))
    if (!parseBatch(batch, markdown, seedsFor, false)) parseEach(batch);
  for (const batch of batchesOf(blocks))
    if (!parseBatch(batch, markdown, seedsFor, true)) parseEach(batch);

  function parseEach(batch: Part[]): void {
    for (const part of batch) parseAlone(part, markdown, seedsFor, say);
  }
}

/** Whether the text is a paragraph of one line, whatever stands around it. */
function isLine(text: string): boolean {
  return /^(?:[A-Za-z("'{.,;?/%&@\\!\u0080-\u{10ffff}]|\d+(?![\d.)])|\*{1,2}(?![\s*])|_{1,2}(?![\s_])|`{1,2}(?!`)|\$(?!\$)|==(?!=)|-(?![\s-]))[^\n]*$/u.test(
    text,
  );
}

function* batchesOf(parts: Part[]): Generator<Part[]> {
  let batch: Part[] = [];
  let size = 0;
  for (const part of parts) {
    batch.push(part);
    size += part.region.text.length;
    if (size < batchSize) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

const batchSize = 4_000;

function parseAlone(
  part: Part,
  markdown: MarkdownParser,
  seedsFor: SeedsFor,
  say: SayHard | undefined,
): void {
  const { text, start } = part.region;
  // What would be front matter is a text between thematic breaks.
  const body = text.replace(/^---(?=[ \t]*\n)/u, '***');
  const sayHere: SayHard = (message, line) => say?.(message, line + start.line - 1);
  part.children = markdown(body, sayHere, seedsFor(text)).children;
  place(part);
}

/** Between regions; no source holds it. What one leaves open would swallow it. */
const border = '<!--\uFDD9-->';

/** Parses regions as the blocks of one text, with borders between if they may be several each; false if one is open. */
function parseBatch(
  batch: Part[],
  markdown: MarkdownParser,
  seedsFor: SeedsFor,
  borders: boolean,
): boolean {
  const texts = batch.map(({ region }) => region.text);
  const between = borders ? `\n\n${border}\n\n` : '\n\n';
  const text = texts.join(between);
  const { children } = markdown(text, undefined, seedsFor(text));
  const groups = borders ? cutAtBorders(children) : children.map((child) => [child]);
  if (groups.length !== batch.length) return false;
  const begins: { line: number; offset: number }[] = [];
  let begin = { line: 0, offset: 0 };
  for (const [at, one] of texts.entries()) {
    const end = begin.offset + one.length;
    const isWithin = ({ position }: RootContent) =>
      (position?.start.offset ?? 0) >= begin.offset && (position?.end.offset ?? 0) <= end;
    if (!groups[at]?.every(isWithin)) return false;
    begins.push(begin);
    begin = { line: begin.line + countLines(one + between), offset: end + between.length };
  }
  for (const [at, part] of batch.entries()) {
    part.children = groups[at] ?? [];
    place(part, begins[at]);
  }
  return true;
}

function cutAtBorders(nodes: RootContent[]): RootContent[][] {
  const groups: RootContent[][] = [[]];
  for (const node of nodes) {
    if (node.type === 'html' && node.value === border) groups.push([]);
    else groups.at(-1)?.push(node);
  }
  return groups;
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}

/** Moves all nodes from their place in a text, where the region begins at `from`, to that in the file. */
function place({ children, region }: Part, from = { line: 0, offset: 0 }): void {
  const move = region.quoted && region.text.includes('"') ? doubled(region) : plain(region);
  for (const { position } of children.flatMap((child) => [...descend(child)])) {
    if (!position) continue;
    for (const point of [position.start, position.end])
      move(point, point.line - from.line, (point.offset ?? 0) - from.offset);
  }
}

type Move = (point: Point, line: number, offset: number) => void;

function plain({ start, gap }: Region): Move {
  return (point, line, offset) => {
    point.line = start.line + line - 1;
    if (line === 1) point.column += start.column - 1;
    point.offset = start.offset + offset + (gap && offset > gap.at ? gap.length : 0);
  };
}

/** Where each quote of the text is written twice. */
function doubled({ text, start }: Region): Move {
  const quotes = new Uint32Array(text.length + 1);
  for (let at = 0; at < text.length; at += 1)
    quotes[at + 1] = (quotes[at] ?? 0) + (text[at] === '"' ? 1 : 0);
  return (point, line, offset) => {
    const before = quotes[offset] ?? 0;
    const begin = Math.max(0, offset - (point.column - 1));
    point.line = start.line + line - 1;
    point.column += before - (quotes[begin] ?? 0) + (line === 1 ? start.column - 1 : 0);
    point.offset = start.offset + offset + before;
  };
}
