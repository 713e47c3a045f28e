import type { Element, Text } from 'hast';
import type { InlineMath, Math as MathBlock } from 'mdast-util-math';
import { withMarks } from '../deletions.ts';
import { expandMacros } from '../macros.ts';
import { spacedTex } from '../marks.ts';

/** `\(…\)`, or `\[…\]` for `$$…$$` within a line: what Anki typesets in every client. */
export function inlineMath(_state: unknown, node: InlineMath): Text {
  const tex = texOf(node);
  return { type: 'text', value: node.data?.display ? `\\[${tex}\\]` : `\\(${tex}\\)` };
}

/** A formula on lines of its own. */
export function math(_state: unknown, node: MathBlock): Element {
  const children: Text[] = [{ type: 'text', value: `\\[${texOf(node)}\\]` }];
  return { type: 'element', tagName: 'p', properties: {}, children };
}

function texOf(node: InlineMath | MathBlock): string {
  const { deletions = [], hidden, macros = {} } = node.data ?? {};
  const tex = expandMacros(withMarks(node.value, deletions), macros);
  return (deletions.length === 0 && !hidden ? tex : spacedTex(tex)).trim();
}
