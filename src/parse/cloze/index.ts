import type { PhrasingContent, RootContent, Text } from 'mdast';
import type { Node, Parent } from 'unist';
import type { VFile } from 'vfile';
import type { location } from 'vfile-location';
import { messages } from '../../messages/index.ts';
import { descend, type Note } from '../../tree.ts';
import { visitContent } from './content.ts';
import { hideWhole, isLiteral, visitLiteral } from './literal-node.ts';
import { mayHoldMarks } from './marks.ts';
import { isMark, piecesOf, samesOf } from './pieces.ts';
import { type Run, startRun } from './run.ts';

export { isLiteral, type LiteralNode } from './literal-node.ts';

/** Whether the content has deletions of any form, so that the note is a cloze note. */
export function hasDeletions(nodes: Node[], source: string): boolean {
  const parent = { type: 'root', children: nodes };
  return descend(parent).some((node) => opensDeletion(node, source));
}

function opensDeletion(node: Node, source: string): boolean {
  if ('value' in node && isLiteral(node)) return /\{\{c\d+(,\d+)*::/u.test(String(node.value));
  if (!('children' in node)) return false;
  const children = (node as Parent).children as RootContent[];
  const texts = children.filter((child): child is Text => child.type === 'text');
  if (!texts.some(({ value }) => mayHoldMarks(value))) return false;
  const pieces = piecesOf(children, source, 0);
  return (
    pieces.some((piece) => isMark(piece) && piece.kind === 'open') ||
    samesOf(pieces).opening.size > 0
  );
}

/** Fields that are no text of the author's note. */
export const filledByUs: readonly string[] = ['Context', 'Edit'];

/** How deletions are looked for. */
export interface Search {
  /** Whether `[…]` is one too. */
  brackets?: boolean;
  /** Names of fields that are not looked into. */
  skip?: readonly string[];
  /** Of the file's text. */
  points?: ReturnType<typeof location>;
}

/**
 * Replaces the marks in a note's fields by `Cloze` nodes, and those in code and math by ranges of their
 * value. A deletion over several blocks has a part in each.
 */
export function findDeletions(
  note: Note,
  file: VFile,
  { brackets, skip = filledByUs, points }: Search = {},
): void {
  const run = startRun(file, brackets, points);
  for (const field of note.children) {
    if (skip.includes(field.name)) continue;
    visitBlocks(field, run);
    Object.assign(run, { skipped: 0, lost: 0 });
    for (const { mark, told } of run.open.splice(0))
      if (!told) run.say(mark.offset, messages.clozeUnclosed(mark.text));
  }
}

/** Walks blocks in document order; paragraphs, headings and table cells hold the marks. */
function visitBlocks(parent: Parent, run: Run): void {
  const children = parent.children as RootContent[];
  const emptied = new Set<RootContent>();
  for (const [index, child] of children.entries()) {
    if (child.type === 'paragraph' || child.type === 'heading' || child.type === 'tableCell') {
      child.children = visitContent(child.children, run) as PhrasingContent[];
      if (child.type === 'paragraph' && child.children.every(isBlank)) emptied.add(child);
    } else if (isLiteral(child)) {
      visitLiteral(child, run);
      hideWhole(child, run);
    } else if (child.type === 'html' && run.open.length > 0) {
      children[index] = within(child, run);
    } else if ('children' in child) {
      visitBlocks(child, run);
    }
  }
  // A mark may stand alone, as before and behind a block of code.
  if (emptied.size > 0) parent.children = children.filter((child) => !emptied.has(child));
}

function isBlank(node: Node): boolean {
  return node.type === 'text' && (node as Text).value.trim() === '';
}

/** HTML between the marks of deletions is a part of each. */
function within(html: RootContent, run: Run): RootContent {
  return run.open.reduceRight<RootContent>((inner, open) => {
    open.parts += 1;
    const { deletion, mark } = open;
    return { type: 'cloze', numbers: [...mark.numbers], deletion, children: [inner] };
  }, html);
}
