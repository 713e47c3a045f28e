import { fromHtml } from 'hast-util-from-html';
import type { Html } from 'mdast';
import type { Node } from 'unist';
import type { VFile } from 'vfile';
import { messages, report } from '../../messages/index.ts';
import { isSafeHtml, unsafeParts } from '../../sanitise.ts';
import type { Verbatim } from '../../tree.ts';
import type { RuleContext } from '../context.ts';
import { createDepthMeter, deepestHtml } from '../html-depth.ts';

/** Says what is taken out of an author's HTML, unless the file is trusted; and what nests too deep. */
export function html({ deck, nodes, file }: RuleContext): void {
  if (!nodes.has('html', 'verbatim')) return;
  for (const part of [...nodes.notes, ...nodes.definitions]) checkPart(part);
  checkPart(nodes.description);

  function checkPart(all: Node[]): void {
    const depthAfter = createDepthMeter();
    if (deck.html !== 'trusted')
      for (const node of all) if (node.type === 'verbatim') checkVerbatim(node as Verbatim, file);
    for (const node of all.filter(isHtml)) {
      const depth = depthAfter(node.value);
      if (depth > deepestHtml) {
        report(file, node, messages.nestingTooDeep(depth, deepestHtml));
        return;
      }
      if (/\{\{c\d+(?:,\d+)*::/u.test(node.value))
        report(file, node, messages.clozeOutside('HTML'));
      const removed =
        deck.html === 'trusted' ? [] : unsafeParts(fromHtml(node.value, { fragment: true }));
      if (removed.length > 0) report(file, node, messages.htmlRemoved(removed));
    }
  }
}

/** Of a file that is trusted, a block of raw HTML is nobody's business. */
function checkVerbatim(node: Verbatim, file: VFile): void {
  if (isSafeHtml(node.value)) return;
  const depth = createDepthMeter()(node.value);
  if (depth > deepestHtml) {
    report(file, node, messages.nestingTooDeep(depth, deepestHtml));
    return;
  }
  const removed = unsafeParts(fromHtml(node.value, { fragment: true }));
  if (removed.length > 0) report(file, node, messages.htmlRemoved(removed));
}

function isHtml(node: Node): node is Html {
  return node.type === 'html';
}
