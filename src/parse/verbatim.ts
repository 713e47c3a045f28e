import type { Code, Nodes, Root } from 'mdast';
import type {} from 'remark-parse';
import type { Processor } from 'unified';

/**
 * A remark plugin: a fence `{=html}`, as Pandoc has it, is HTML and no code. Marked `joined`, its lines are
 * one, and an empty line stands for the end of one: so no line of the source need be long.
 */
export function verbatimBlocks(this: Processor): void {
  const data = this.data();
  data.fromMarkdownExtensions = [
    ...(data.fromMarkdownExtensions ?? []),
    { transforms: [markVerbatim] },
  ];
}

function markVerbatim(tree: Root): void {
  const open: Nodes[] = [tree];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'code' && node.lang === '{=html}') makeVerbatim(node);
    if ('children' in node) open.push(...node.children);
  }
}

function makeVerbatim(node: Code): void {
  const { meta, value } = node;
  const lines = value.split('\n\n').map((line) => line.replaceAll('\n', ''));
  Object.assign(node, {
    type: 'verbatim',
    value: meta === 'joined' ? lines.join('\n') : value,
    lang: undefined,
    meta: undefined,
  });
}
