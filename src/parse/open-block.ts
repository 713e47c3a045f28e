import type { RootContent } from 'mdast';

const htmlEnds: [opening: RegExp, end: RegExp][] = [
  [/^<(?:script|pre|style|textarea)(?=[\s>]|$)/iu, /<\/(?:script|pre|style|textarea)>/iu],
  [/^<!--/u, /-->/u],
  [/^<\?/u, /\?>/u],
  [/^<!\[CDATA\[/u, /\]\]>/u],
  [/^<![a-z]/iu, />/u],
];

/** Whether the last block of a text would go on over an empty line and a line without indent. */
export function isOpen(node: RootContent | undefined, text: string): boolean {
  if (node?.type === 'math') return !node.data?.closed;
  const raw = text.slice(node?.position?.start.offset, node?.position?.end.offset);
  if (node?.type === 'code') return isOpenFence(raw);
  if (node?.type !== 'html') return false;
  const [, end] = htmlEnds.find(([opening]) => opening.test(raw)) ?? [];
  return end !== undefined && !end.test(raw);
}

/** Code by indent ends at any line without. */
function isOpenFence(raw: string): boolean {
  const [fence] = /^(?:`{3,}|~{3,})/u.exec(raw) ?? [];
  if (fence === undefined) return false;
  const last = raw.slice(raw.lastIndexOf('\n') + 1);
  return (
    !new RegExp(`^ {0,3}${fence[0]}{${fence.length},}[ \\t]*$`, 'u').test(last) || last === raw
  );
}
