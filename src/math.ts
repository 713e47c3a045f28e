import type { InlineMath, Math as MathBlock } from 'mdast-util-math';
import type { Node } from 'unist';

/**
 * Whether math was begun with `$$` here and not ended: a fence that runs to the end of its container, or
 * a text with a `$$` that found no other.
 */
export function isUnclosedMath(node: Node, source: string): boolean {
  if (node.type === 'math') return !(node as MathBlock).data?.closed;
  if (node.type !== 'text' || !node.position) return false;
  const raw = source.slice(node.position.start.offset, node.position.end.offset);
  if (!raw.includes('$$')) return false;
  return Array.from(raw.matchAll(/\\[\s\S]|\$+/gu), ([piece]) => piece).includes('$$');
}

/**
 * The offset in the source of the character at `offset` of a formula's value: between the two stand the
 * marks, the prefixes of quotes and lists on each line, and the escapes of a table's cell.
 */
export function mathOffset(node: InlineMath | MathBlock, source: string, offset: number): number {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? source.length;
  let at =
    start + (/^\$+(?:[ \t]*(?:\r\n|\r|\n))?/u.exec(source.slice(start, end))?.[0].length ?? 0);
  for (const character of node.value.slice(0, offset).split('')) {
    const found = seek(source, at, end, character);
    if (found !== undefined) at = found + 1;
  }
  const character = node.value[offset];
  return character === undefined ? at : (seek(source, at, end, character) ?? at);
}

/** Skips only what parsing takes away; a character that is not there (of a tab cut in two) has no place. */
function seek(source: string, from: number, end: number, character: string): number | undefined {
  for (let at = from; at < end; at++) {
    // Markdown's parser puts U+FFFD in the place of a NUL.
    if (source[at] === character || (source[at] === '\0' && character === '\uFFFD')) return at;
    if (!/[\s>\\]/u.test(source[at] ?? '')) return undefined;
  }
  return undefined;
}
