import type { Root, RootContent } from 'mdast';
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
  const parts = regions.map((region): Part => ({ region, root: { type: 'root', children: [] } }));
  const parse = (part: Part, known?: Seeds, saying = say) => {
    const { text, start } = part.region;
    const sayHere: SayHard = (message, line) => saying?.(message, line + start.line - 1);
    part.root = markdown(asText(text), sayHere, known);
  };
  const blocks = parts.filter(({ region: { text } }) => text.trim() !== '' && !isLine(text));
  for (const part of blocks) parse(part);
  const seedsFor = createSeeds(blocks);
  for (const [index, part] of blocks.entries()) {
    const known = seedsFor(part.region.text, index);
    if (known) parse(part, known, () => {});
    place(part);
  }
  for (const batch of batchesOf(parts.filter(({ region }) => isLine(region.text)))) {
    if (parseBatch(batch, markdown, seedsFor)) continue;
    for (const part of batch) {
      parse(part, seedsFor(part.region.text, -1));
      place(part);
    }
  }
  return parts.map(({ root }) => root.children);
}

interface Part {
  region: Region;
  root: Root;
}

type SeedsFor = (text: string, own: number) => Seeds | undefined;

/** A region that would begin with front matter begins with a thematic break. */
function asText(text: string): string {
  return text.replace(/^---(?=[ \t]*\n)/u, '***');
}

/** Finds what other parts define that a text may refer to; nothing if it need not be known. */
function createSeeds(parts: Part[]): SeedsFor {
  const links = definedIn(parts, 'definition');
  const footnotes = definedIn(parts, 'footnoteDefinition');
  return (text, own) => {
    if (links.size + footnotes.size === 0 || !text.includes('[')) return undefined;
    const labels = labelsOf(text);
    const elsewhere = (homes: Map<string, Set<number>>) =>
      labels.filter((label) => homes.has(label) && !homes.get(label)?.has(own));
    const known = { links: elsewhere(links), footnotes: elsewhere(footnotes) };
    return known.links.length + known.footnotes.length > 0 ? known : undefined;
  };
}

/** Whether the text is a paragraph of one line, whatever stands around it. */
function isLine(text: string): boolean {
  return /^(?:[A-Za-z("'{.,;?/%&@\\!\u0080-\u{10ffff}]|\d+(?![\d.)])|\*{1,2}(?![\s*])|_{1,2}(?![\s_])|`{1,2}(?!`)|\$(?!\$)|==(?!=)|-(?![\s-]))[^\n]*$/u.test(
    text,
  );
}

/** The parser has much to set up for each text, so it gets as many lines at once as it takes well. */
function* batchesOf(lines: Part[]): Generator<Part[]> {
  let batch: Part[] = [];
  let size = 0;
  for (const part of lines) {
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

/** Parses regions of one line as paragraphs of one text; false if they did not become that. */
function parseBatch(batch: Part[], markdown: MarkdownParser, seedsFor: SeedsFor): boolean {
  const text = batch.map(({ region }) => region.text).join('\n\n');
  const { children } = markdown(text, undefined, seedsFor(text, -1));
  const fits = children.every(
    (child, at) => child.type === 'paragraph' && child.position?.start.line === 2 * at + 1,
  );
  if (children.length !== batch.length || !fits) return false;
  let begin = 0;
  for (const [at, part] of batch.entries()) {
    part.root.children = children.slice(at, at + 1);
    place(part, { line: 2 * at, offset: begin });
    begin += part.region.text.length + 2;
  }
  return true;
}

/** Moves all nodes from their place in a text, where the region begins at `from`, to that in the file. */
function place({ root, region }: Part, from = { line: 0, offset: 0 }): void {
  const move = region.quoted && region.text.includes('"') ? doubled(region) : plain(region);
  for (const { position } of root.children.flatMap((child) => [...descend(child)])) {
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
