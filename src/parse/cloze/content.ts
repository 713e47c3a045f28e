import type { PhrasingContent, RootContent } from 'mdast';
import { messages } from '../../messages/index.ts';
import type { Cloze } from '../../tree.ts';
import { isLiteral, visitLiteral } from './literal-node.ts';
import { isBracket, type Mark } from './marks.ts';
import { isMark, type Piece, piecesOf, samesOf } from './pieces.ts';
import { checkNumber, deepest, type Open, type Run } from './run.ts';

/** The piece of a deletion that lies in the node at hand; the bottom one is the node's own content. */
interface Frame {
  open?: Open;
  children: RootContent[];
  hint?: RootContent[];
}

/**
 * Rebuilds the content of a paragraph, or of an inline node `around` it, with `Cloze` nodes. A deletion
 * may go on from one paragraph to the next, but neither enter nor leave an inline node half-way.
 */
export function visitContent(children: RootContent[], run: Run, around?: string): RootContent[] {
  const outer = around ? run.open.length : 0;
  const carried = around ? [] : run.open;
  const frames: Frame[] = [{ children: [] }, ...carried.map((open) => ({ open, children: [] }))];
  const pieces = piecesOf(children, run.source, run.open.length, run.placed, run.brackets);
  const sames = samesOf(pieces);
  for (const [index, piece] of pieces.entries()) {
    if (!isMark(piece)) add(frames, visitInline(piece, run));
    else if (opens(piece)) enter(piece, pieces[index + 1]);
    else if (closes(piece)) close(piece);
    else visitOther(piece);
  }
  while (frames.length > 1) leave(frames);
  if (around) {
    for (const { mark, told } of run.open.splice(outer)) {
      if (!told) run.say(mark.offset, messages.clozeOverlap(around));
      run.lost += 1;
    }
  }
  return frames[0]?.children ?? [];

  function opens(mark: Mark): boolean {
    return (
      mark.kind === 'open' || (mark.kind === 'same' && sames.opening.has(mark) && !closes(mark))
    );
  }

  function closes(mark: Mark): boolean {
    const top = run.open.at(-1)?.mark;
    if (mark.kind === 'close')
      return run.skipped > 0 || (top?.kind === 'open' && isBracket(top) === isBracket(mark));
    return mark.kind === 'same' && top?.kind === 'same' && sames.closing.has(mark);
  }

  function enter(mark: Mark, next: Piece | undefined): void {
    if (frames.at(-1)?.hint) run.say(mark.offset, messages.clozeInHint());
    if (run.open.length >= deepest) {
      if (run.skipped === 0) run.say(mark.offset, messages.clozeNesting());
      run.skipped += 1;
      return;
    }
    frames.push({ open: begin(mark, next, run), children: [] });
  }

  function close(mark: Mark): void {
    if (run.skipped > 0) {
      run.skipped -= 1;
      return;
    }
    const top = run.open.at(-1);
    if (!top || run.open.length <= outer) {
      run.say(mark.offset, messages.clozeOverlap(around ?? ''));
      if (top) top.told = true;
      return;
    }
    run.open.pop();
    leave(frames);
    if (top.parts === 0) run.say(top.mark.offset, messages.clozeEmpty());
  }

  function visitOther(mark: Mark): void {
    const frame = frames.at(-1);
    if (mark.kind === 'hint' && frame?.open && !isBracket(frame.open.mark) && !frame.hint) {
      frame.hint = [];
      return;
    }
    if (mark.kind === 'close' && !isBracket(mark)) {
      if (run.lost > 0) run.lost -= 1;
      else run.say(mark.offset, messages.clozeUnopened());
    }
    const position = run.placed(mark.offset, mark.offset + mark.text.length);
    add(frames, { type: 'text', value: mark.text, position });
  }
}

function begin(mark: Mark, next: Piece | undefined, run: Run): Open {
  const open: Open = { deletion: run.next, mark, parts: 0 };
  run.next += 1;
  run.open.push(open);
  for (const number of mark.numbers) checkNumber(number, mark.offset, run);
  // `{{c1:x}}` and `{{C1::x}}` are no deletions to Anki; here they would silently be automatic ones.
  const slip = mark.text === '{{' && mark.numbers.length === 0 && next?.type === 'text';
  const [written, number] = (slip && /^\s*c\s*(\d+)\s*(?::+|$)/iu.exec(next.value)) || [];
  if (written !== undefined) {
    const [whole] =
      /^\{\{\s*c\s*\d+\s*:{1,2}(?!:)/iu.exec(run.source.slice(mark.offset, mark.offset + 40)) ?? [];
    const message = messages.clozeMark(`{{${written}`, `{{c${number}::`, whole !== undefined);
    run.say(mark.offset, message, whole?.length);
  }
  return open;
}

function add(frames: Frame[], node: RootContent): void {
  const frame = frames.at(-1);
  const list = frame?.hint ?? frame?.children;
  const last = list?.at(-1);
  if (last?.type !== 'text' || node.type !== 'text') {
    list?.push(node);
    return;
  }
  last.value += node.value;
  if (last.position && node.position)
    last.position = { start: last.position.start, end: node.position.end };
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
  if (frame.hint && frame.hint.length > 0) part.hint = frame.hint as PhrasingContent[];
  add(frames, part);
}

function visitInline(node: RootContent, run: Run): RootContent {
  if (isLiteral(node)) {
    visitLiteral(node, run);
    if (run.open.length > 0) node.data = { ...node.data, hidden: true };
  } else if ('children' in node) {
    node.children = visitContent(node.children, run, names[node.type] ?? node.type) as never;
  }
  return node;
}

/** What an inline node is called in a message. */
const names: Record<string, string> = {
  emphasis: 'the emphasis',
  strong: 'the bold text',
  delete: 'the struck text',
  link: 'the link',
  linkReference: 'the link',
};
