import type { RootContent } from 'mdast';

const htmlEnds: [opening: RegExp, end: RegExp][] = [
  [/^<(?:script|pre|style|textarea)(?=[\s>]|$)/iu, /<\/(?:script|pre|style|textarea)>/iu],
  [/^<!--/u, /-->/u],
  [/^<\?/u, /\?>/u],
  [/^<!\[CDATA\[/u, /\]\]>/u],
  [/^<![a-z]/iu, />/u],
];

/** Whether the last block of a text would go on, or end elsewhere, were there an empty line and one without indent. */
export function isOpen(node: RootContent | undefined, text: string): boolean {
  if (node && 'children' in node) return isOpenWithin(node.children.at(-1), text);
  if (node?.type === 'math') return !node.data?.closed;
  const raw = sourceOf(node, text);
  if (node?.type === 'code' || node?.type === 'verbatim') return isOpenFence(raw, / {0,3}/u);
  if (node?.type !== 'html') return false;
  const [, end] = htmlEnds.find(([opening]) => opening.test(raw)) ?? [];
  return end !== undefined && !end.test(raw);
}

/** What a quote or a list holds is closed with it; but where an open fence ends depends on what follows. */
function isOpenWithin(node: RootContent | undefined, text: string): boolean {
  if (node && 'children' in node) return isOpenWithin(node.children.at(-1), text);
  if (node?.type === 'math') return !node.data?.closed;
  const isFence = node?.type === 'code' || node?.type === 'verbatim';
  return isFence && isOpenFence(sourceOf(node, text), /[ \t>]*/u);
}

function sourceOf(node: RootContent | undefined, text: string): string {
  return text.slice(node?.position?.start.offset, node?.position?.end.offset);
}

/** Code by indent ends at any line without. `before`: what may stand before the closing fence. */
function isOpenFence(raw: string, before: RegExp): boolean {
  const [fence] = /^(?:`{3,}|~{3,})/u.exec(raw) ?? [];
  if (fence === undefined) return false;
  const last = raw.slice(raw.lastIndexOf('\n') + 1);
  const closing = new RegExp(`^${before.source}${fence[0]}{${fence.length},}[ \\t]*$`, 'u');
  return !closing.test(last) || last === raw;
}
