import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Message } from '../messages/index.ts';
import { blocksOnly } from './blocks-only.ts';
import { type Foreigner, parseFast } from './fast/index.ts';
import { hardTree, mayBeHard, tooHard } from './limits.ts';
import { mathSyntax } from './math-syntax.ts';
import { parseInPieces } from './pieces.ts';
import { readings } from './readings.ts';
import { type Seeds, seedDefinitions } from './seed-definitions.ts';
import { verbatimBlocks } from './verbatim.ts';

/** Says why a text is not parsed; `line` counts from 1. */
export type SayHard = (message: Message, line: number) => void;

/**
 * Text to a tree; to an empty one, and a message, where parsing or walking it would take forever. `known`:
 * what it may refer to that is defined elsewhere.
 */
export type MarkdownParser = (text: string, say?: SayHard, known?: Seeds) => Root;

interface ParserOptions {
  /** Characters that a piece has. */
  least?: number;
  /** A faster parser for what it is known to read alike; the tree is the same with and without. */
  foreigner?: Foreigner | undefined;
}

/**
 * Makes the parser of record: CommonMark, GFM, YAML front matter, and math by Pandoc's rule for `$`. Its
 * time is in proportion to the text, as it works piece by piece and refuses what no person writes.
 */
export function createMarkdownParser({
  least = 4_000,
  foreigner,
}: ParserOptions = {}): MarkdownParser {
  const seeds: Seeds = { links: [], footnotes: [] };
  const processor = dialect().use(seedDefinitions, seeds).freeze();
  const blocks = dialect().use(blocksOnly).freeze();
  const parsePiece = (piece: string, known: Seeds) => {
    Object.assign(seeds, known);
    return processor.parse(piece);
  };
  const outlinePiece = (piece: string) => blocks.parse(piece);
  const read = (text: string, known?: Seeds) =>
    (foreigner && parseFast(text, foreigner, { parse: parsePiece, least, outer: known })) ??
    parseInPieces(text, parsePiece, least, known);
  return (text, say, known) => {
    const lines = tooHard(text);
    const outline = !lines && mayBeHard(text) && parseInPieces(text, outlinePiece, least);
    const problem = lines ?? (outline ? hardTree(outline, text) : undefined);
    const root: Root = problem ? { type: 'root', children: [] } : read(text, known);
    const hard = problem ?? hardTree(root, text);
    if (!hard) return root;
    say?.(hard.message, hard.line);
    return { type: 'root', children: [] };
  };
}

function dialect() {
  return unified()
    .use(remarkParse)
    .use(remarkGfm, { singleTilde: false })
    .use(remarkMath)
    .use(mathSyntax)
    .use(readings)
    .use(verbatimBlocks);
}
