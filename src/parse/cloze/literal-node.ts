import type { Code, InlineCode } from 'mdast';
import type { InlineMath, Math as MathBlock } from 'mdast-util-math';
import type { Node } from 'unist';
import { messages } from '../../messages/index.ts';
import { literalDeletions } from './literal.ts';
import { checkNumber, type Run } from './run.ts';

/** A node whose value stands as it was written. */
export type LiteralNode = Code | InlineCode | MathBlock | InlineMath;

const literals = new Set(['code', 'inlineCode', 'math', 'inlineMath']);

export function isLiteral(node: Node): node is LiteralNode {
  return literals.has(node.type);
}

/** Takes the deletions out of the value of code or math. */
export function visitLiteral(node: LiteralNode, run: Run): void {
  const kind = node.type === 'code' || node.type === 'inlineCode' ? 'code' : 'math';
  const { value, deletions, problem } = literalDeletions(node.value, kind);
  const openings = openingsOf(node, run);
  const [first = { offset: 0, text: '{{c1::' }] = openings;
  if (problem === 'unclosed') run.say(first.offset, messages.clozeUnclosed(first.text));
  if (problem === 'deep') run.say(first.offset, messages.clozeNesting());
  if (deletions.length === 0) return;
  run.next += 1;
  node.value = value;
  node.data = { ...node.data, deletions };
  for (const [index, deletion] of deletions.entries()) {
    const { offset } = openings[index] ?? first;
    for (const number of deletion.numbers) checkNumber(number, offset, run);
    if (!problem && value.slice(deletion.start, deletion.end).trim() === '')
      run.say(offset, messages.clozeEmpty());
  }
}

/** The opening marks as they stand in the source. */
function openingsOf(
  { position }: LiteralNode,
  { source }: Run,
): { offset: number; text: string }[] {
  const start = position?.start.offset ?? 0;
  const raw = source.slice(start, position?.end.offset);
  return [...raw.matchAll(/\{\{c\d+(?:,\d+)*::/gu)].map(({ 0: text, index }) => ({
    offset: start + index,
    text,
  }));
}

/** A block of code or math between the marks of a deletion is hidden as a whole. */
export function hideWhole(node: LiteralNode, run: Run): void {
  if (node.value.trim() === '') return;
  const whole = run.open.map((open) => {
    open.parts += 1;
    const { deletion, mark } = open;
    return { numbers: [...mark.numbers], deletion, start: 0, end: node.value.length };
  });
  if (whole.length > 0)
    node.data = { ...node.data, deletions: [...whole, ...(node.data?.deletions ?? [])] };
}
