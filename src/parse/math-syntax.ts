import type { Nodes, Root } from 'mdast';
import type { CompileContext, Extension, Token } from 'mdast-util-from-markdown';
import type { InlineMath } from 'mdast-util-math';
import type {} from 'remark-parse';
import type {} from 'remark-rehype';
import type { Processor } from 'unified';
import { mathFence } from './math-fence.ts';
import { mathInline } from './math-inline.ts';

/**
 * A remark plugin, used after remark-math, whose syntax it replaces: `$` by Pandoc's rule, so that prices
 * stay prices; `$$…$$` within text as display math; and a fence only where `$$` stands alone on its line.
 */
export function mathSyntax(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = [
    ...(data.micromarkExtensions ?? []),
    {
      disable: { null: ['mathText', 'mathFlow'] },
      text: { 36: mathInline },
      flow: { 36: mathFence },
    },
  ];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), marks];
}

const marks: Extension = {
  exit: { mathTextSequence: markDisplay, mathFlowFenceSequence: markClosed },
  transforms: [unescapePipes],
};

function markDisplay(this: CompileContext, token: Token): void {
  const math = this.stack.findLast((node) => node.type === 'inlineMath');
  if (math && lengthOf(token) === 2) math.data = { ...math.data, display: true };
}

/** The first fence of a node opens it, the second closes it. */
function markClosed(this: CompileContext): void {
  const math = this.stack.findLast((node) => node.type === 'math');
  if (math) math.data = { ...math.data, closed: math.data?.closed !== undefined };
}

function lengthOf(token: Token): number {
  return token.end.offset - token.start.offset;
}

/** A table's cell cannot hold a bare `|`; GFM reads `\|` in it as one, in code and in math alike. */
function unescapePipes(tree: Root): void {
  const open: { node: Nodes; table: boolean }[] = [{ node: tree, table: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node } = next;
    const table = next.table || node.type === 'table';
    if (node.type === 'inlineMath' && table) setValue(node, node.value.replaceAll('\\|', '|'));
    if ('children' in node) open.push(...node.children.map((child) => ({ node: child, table })));
  }
}

function setValue(math: InlineMath, value: string): void {
  math.value = value;
  math.data = { ...math.data, hChildren: [{ type: 'text', value }] };
}
