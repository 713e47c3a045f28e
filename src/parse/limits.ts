import type { Root } from 'mdast';
import type { Node, Parent } from 'unist';
import { type Message, messages } from '../messages/index.ts';

/** Quotes and list items that one line opens. */
const mostContainers = 32;
/** Columns before a list mark, two a level. */
const widestIndent = 200;
/** Nodes within each other: a list is two. */
const deepestTree = 100;
/** Lines. */
const longestBlock = 20_000;
/** Lines of a block that stand less deep than one before: micromark may look through all of them for each. */
const mostLazyLines = 2_000;
const mostMarks = 2_000;
/** Marks times characters, as each mark may have its partner looked for in the whole paragraph. */
const mostWork = 20_000_000;

export interface Hardship {
  message: Message;
  /** Counts from 1. */
  line: number;
}

/** The first line that opens too many blocks, or belongs to a block of too many lines. */
export function tooHard(text: string): Hardship | undefined {
  const block = { begin: 0, deepest: 0, lazy: 0 };
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') Object.assign(block, { begin: index + 1, deepest: 0, lazy: 0 });
    const depth = containersOf(line);
    if (depth < block.deepest) block.lazy += 1;
    block.deepest = Math.max(block.deepest, depth);
    if (index - block.begin >= longestBlock || block.lazy > mostLazyLines)
      return { message: messages.blockTooLong(index - block.begin), line: block.begin + 1 };
    if (depth > mostContainers && !/^[ \t>]*([-*])(?:[ \t]*\1)*[ \t]*$/u.test(line))
      return { message: messages.nestingTooDeep(depth, mostContainers), line: index + 1 };
  }
  return undefined;
}

function containersOf(line: string): number {
  const prefix =
    /^(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^[^\]\s]{1,999}\]:))+/u.exec(
      line,
    )?.[0];
  if (prefix === undefined) return 0;
  const marks = prefix.match(/>|[-*+](?=[ \t]|$)|[.)](?=[ \t]|$)|\]:/gu)?.length ?? 0;
  return (/^ */u.exec(prefix)?.[0].length ?? 0) > widestIndent ? mostContainers + marks : marks;
}

/** Whether a paragraph could hold too many marks: told from lines alone, so code and tables may seem so. */
export function mayBeHard(text: string): boolean {
  return text.split(/\n[ \t]*\n/u).some((lines) => marksIn(lines) !== undefined);
}

/** The first paragraph that is too dense, or the first node that is too deep. Needs no stack. */
export function hardTree(tree: Root, text: string): Hardship | undefined {
  const open: { node: Node; depth: number }[] = [{ node: tree, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next;
    const line = node.position?.start.line ?? 1;
    if (depth > deepestTree) return { message: messages.nestingTooDeep(depth, deepestTree), line };
    const marks = texts.has(node.type) ? marksIn(sourceOf(node, text)) : undefined;
    if (marks !== undefined) return { message: messages.tooManyMarks(marks), line };
    if (!('children' in node)) continue;
    for (const child of (node as Parent).children.toReversed())
      open.push({ node: child, depth: depth + 1 });
  }
  return undefined;
}

const texts = new Set(['paragraph', 'heading', 'tableCell']);

function sourceOf({ position }: Node, text: string): string {
  return position ? text.slice(position.start.offset, position.end.offset) : '';
}

/** How many marks a text has that look for a partner, if they are too many for it. */
function marksIn(text: string): number | undefined {
  if (text.length < mostMarks) return undefined;
  const marks = text.match(/[*_`~$[\]<]/gu)?.length ?? 0;
  return marks > mostMarks || marks * text.length > mostWork ? marks : undefined;
}
