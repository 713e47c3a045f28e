import type { PhrasingContent, RootContent, Text } from 'mdast';
import type { Node, Parent } from 'unist';
import type { VFile } from 'vfile';
import { location } from 'vfile-location';
import { type Message, messages, report } from '../../messages/index.ts';
import { type Cloze, type Deletion, descend, type Note } from '../../tree.ts';
import { literalDeletions } from './literal.ts';
import { cutBareLink, type Mark, mayHoldMarks, splitMarks } from './marks.ts';

const deepest = 8;
const literals = new Set(['code', 'inlineCode', 'math', 'inlineMath']);

/** Whether the content has deletions of any form, so that the note is a cloze note. */
export function hasDeletions(nodes: Node[], source: string): boolean {
  return nodes.some((node) => [...descend(node)].some((inner) => opensDeletion(inner, source)));
}

function opensDeletion(node: Node, source: string): boolean {
  const { type, value } = node as { type: string; value?: string };
  if (value === undefined) return false;
  if (literals.has(type)) return /\{\{c\d+(,\d+)*::/u.test(value);
  if (type !== 'text' || !mayHoldMarks(value)) return false;
  const pieces = splitMarks(node as Text, source);
  return pieces.some(
    (piece, index) => isMark(piece) && (piece.kind === 'open' || opensSame(pieces, index)),
  );
}

/** A deletion whose end is being looked for. */
interface Open {
  deletion: number;
  mark: Mark;
  /** How many nodes hold a piece of it; none at the end means that it hides nothing. */
  parts: number;
}

/** The piece of a deletion that lies in the node at hand; the bottom one is the node's own content. */
interface Frame {
  open?: Open;
  children: RootContent[];
  hint?: PhrasingContent[];
}

interface Run {
  source: string;
  /** Innermost last. */
  open: Open[];
  next: number;
  say: (offset: number, message: Message) => void;
}

type Piece = RootContent | Mark;

/**
 * Replaces the marks in a note's fields by `Cloze` nodes, and those in code and math by ranges of their
 * value. A deletion over several blocks has a part in each.
 */
export function findDeletions(note: Note, file: VFile): void {
  const points = location(file);
  const run: Run = {
    source: String(file.value),
    open: [],
    next: 0,
    say: (offset, message) => report(file, points.toPoint(offset), message),
  };
  for (const field of note.children) {
    visitBlocks(field, run);
    for (const { mark } of run.open.splice(0))
      run.say(mark.offset, messages.clozeUnclosed(mark.text));
  }
}

/** Walks blocks in document order; paragraphs, headings and table cells hold the marks. */
function visitBlocks(parent: Parent, run: Run): void {
  for (const child of parent.children as RootContent[]) {
    if (child.type === 'paragraph' || child.type === 'heading' || child.type === 'tableCell') {
      child.children = visitContent(child.children, run) as PhrasingContent[];
    } else if (literals.has(child.type)) {
      visitLiteral(child, run);
      hideWhole(child, run);
    } else if ('children' in child) {
      visitBlocks(child, run);
    }
  }
}

/**
 * Rebuilds the content of a paragraph, or of an inline node `around` it, with `Cloze` nodes. A deletion
 * may go on from one paragraph to the next, but neither enter nor leave an inline node half-way.
 */
function visitContent(children: RootContent[], run: Run, around?: string): RootContent[] {
  const outer = around ? run.open.length : 0;
  const carried = around ? [] : run.open;
  const frames: Frame[] = [{ children: [] }, ...carried.map((open) => ({ open, children: [] }))];
  const pieces = children.flatMap((child) => piecesOf(child, run.source));
  for (const [index, piece] of pieces.entries()) {
    if (isMark(piece)) visitMark(piece, pieces, index);
    else add(frames, visitInline(piece, run));
  }
  while (frames.length > 1) leave(frames);
  if (around)
    for (const { mark } of run.open.splice(outer))
      run.say(mark.offset, messages.clozeOverlap(around));
  return frames[0]?.children ?? [];

  function visitMark(mark: Mark, all: Piece[], index: number): void {
    const top = run.open.at(-1);
    const closes =
      top !== undefined &&
      (mark.kind === 'close' ? top.mark.kind === 'open' : closesSame(top, all, index));
    if (mark.kind === 'open' || (!closes && opensSame(all, index))) {
      const open = begin(mark, all[index + 1], run);
      frames.push({ open, children: [] });
    } else if (closes && run.open.length > outer) {
      run.open.pop();
      leave(frames);
      if (top.parts === 0) run.say(top.mark.offset, messages.clozeEmpty());
    } else if (closes) {
      run.say(mark.offset, messages.clozeOverlap(around ?? ''));
    } else if (mark.kind === 'hint' && frames.length > 1 && !frames.at(-1)?.hint) {
      Object.assign(frames.at(-1) ?? {}, { hint: [] });
    } else {
      if (mark.kind === 'close' && run.next > 0) run.say(mark.offset, messages.clozeUnopened());
      add(frames, { type: 'text', value: mark.text });
    }
  }
}

function begin(mark: Mark, next: Piece | undefined, run: Run): Open {
  const open: Open = { deletion: run.next, mark, parts: 0 };
  run.next += 1;
  run.open.push(open);
  for (const number of mark.numbers) checkNumber(number, mark.offset, run);
  if (run.open.length > deepest) run.say(mark.offset, messages.clozeNesting(run.open.length));
  // `{{c1:x}}` and `{{C1::x}}` are no deletions to Anki; here they would silently be automatic ones.
  const slip = mark.kind === 'open' && mark.numbers.length === 0 && next?.type === 'text';
  const written = slip ? /^\s*c\s*(\d+)\s*:*/iu.exec(next.value)?.[0] : undefined;
  if (written && /:\s*$|^\s*c\s*\d+\s*$/iu.test(written)) {
    run.say(mark.offset, messages.clozeMark(`{{${written}`, `{{c${/\d+/u.exec(written)?.[0]}::`));
  }
  return open;
}

function checkNumber(number: number, offset: number, run: Run): void {
  if (number < 1 || number > 499) run.say(offset, messages.clozeNumber(number));
}

function add(frames: Frame[], node: RootContent): void {
  const frame = frames.at(-1);
  const list = frame?.hint ?? frame?.children;
  const last = list?.at(-1);
  if (last?.type === 'text' && node.type === 'text') last.value += node.value;
  else list?.push(node as PhrasingContent);
}

/** Ends the innermost frame: what it holds becomes a part of its deletion. */
function leave(frames: Frame[]): void {
  const frame = frames.pop();
  if (!frame?.open) return;
  if (frame.children.every((child) => child.type === 'text' && child.value.trim() === '')) {
    for (const child of frame.children) add(frames, child);
    return;
  }
  frame.open.parts += 1;
  const { deletion, mark } = frame.open;
  const part: Cloze = {
    type: 'cloze',
    numbers: [...mark.numbers],
    deletion,
    children: frame.children,
  };
  if (frame.hint && frame.hint.length > 0) part.hint = frame.hint;
  add(frames, part);
}

function piecesOf(node: RootContent, source: string): Piece[] {
  if (node.type === 'text') return splitMarks(node, source);
  if (node.type !== 'link') return [node];
  return cutBareLink(node, source).flatMap((piece): Piece[] =>
    piece.type === 'text' ? splitMarks(piece, source) : [piece],
  );
}

function visitInline(node: RootContent, run: Run): RootContent {
  if (literals.has(node.type)) visitLiteral(node, run);
  else if ('children' in node)
    node.children = visitContent(node.children, run, `the ${node.type}`) as never;
  return node;
}

/** Takes the deletions out of the value of code or math. */
function visitLiteral(node: RootContent, run: Run): void {
  if (!('value' in node)) return;
  const kind = node.type === 'code' || node.type === 'inlineCode' ? 'code' : 'math';
  const { value, deletions, unclosed } = literalDeletions(node.value, kind);
  const offset = node.position?.start.offset ?? 0;
  if (unclosed !== undefined) run.say(offset, messages.clozeUnclosed('{{c1::'));
  if (deletions.length === 0) return;
  run.next += 1;
  node.value = value;
  setDeletions(node, deletions);
  for (const deletion of deletions) {
    for (const number of deletion.numbers) checkNumber(number, offset, run);
    if (deletion.start === deletion.end) run.say(offset, messages.clozeEmpty());
  }
}

/** A block of code or math between the marks of a deletion is hidden as a whole. */
function hideWhole(node: RootContent, run: Run): void {
  if (!('value' in node)) return;
  const whole = run.open.map((open) => {
    open.parts += 1;
    const { deletion, mark } = open;
    return { numbers: [...mark.numbers], deletion, start: 0, end: node.value.length };
  });
  if (whole.length > 0) setDeletions(node, [...whole, ...(node.data?.deletions ?? [])]);
}

/** Math carries its value a second time, as the HTML it would be; ours is made by render. */
function setDeletions(node: RootContent, deletions: Deletion[]): void {
  node.data = { ...node.data, deletions };
}

function isMark(piece: Piece | undefined): piece is Mark {
  return piece?.type === 'mark';
}

/** `==` opens before a character that is no space, if another one closes in the same paragraph. */
function opensSame(pieces: Piece[], index: number): boolean {
  const piece = pieces[index];
  if (!isMark(piece) || piece.kind !== 'same' || startsWithSpace(pieces[index + 1])) return false;
  return pieces.some(
    (later, at) =>
      at > index + 1 && isMark(later) && later.kind === 'same' && !endsWithSpace(pieces[at - 1]),
  );
}

function closesSame(top: Open, pieces: Piece[], index: number): boolean {
  const piece = pieces[index];
  return (
    isMark(piece) &&
    piece.kind === 'same' &&
    top.mark.kind === 'same' &&
    !endsWithSpace(pieces[index - 1])
  );
}

function startsWithSpace(piece: Piece | undefined): boolean {
  return piece === undefined || (piece.type === 'text' && /^\s/u.test(piece.value));
}

function endsWithSpace(piece: Piece | undefined): boolean {
  return piece === undefined || (piece.type === 'text' && /\s$/u.test(piece.value));
}
