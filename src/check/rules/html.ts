import { fromHtml } from 'hast-util-from-html';
import type { Html } from 'mdast';
import type { Node } from 'unist';
import { messages, report } from '../../messages/index.ts';
import { unsafeParts } from '../../sanitise.ts';
import { descend } from '../../tree.ts';
import type { RuleContext } from '../context.ts';
import { createDepthMeter, deepestHtml } from '../html-depth.ts';

/** Says what is taken out of an author's HTML, unless the file is trusted; and what nests too deep. */
export function html({ deck, file }: RuleContext): void {
  for (const part of [...deck.children, ...deck.definitions]) checkPart([part]);
  checkPart(deck.description);

  function checkPart(nodes: Node[]): void {
    const depthAfter = createDepthMeter();
    for (const node of nodes.flatMap(descend).filter(isHtml)) {
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

function isHtml(node: Node): node is Html {
  return node.type === 'html';
}
