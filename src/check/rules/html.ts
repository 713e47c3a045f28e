import { fromHtml } from 'hast-util-from-html';
import type { Html } from 'mdast';
import { messages, report } from '../../messages/index.ts';
import { unsafeParts } from '../../sanitise.ts';
import { descend } from '../../tree.ts';
import type { RuleContext } from '../context.ts';

/** Says what is taken out of an author's HTML, unless the file is trusted. */
export function html({ deck, file }: RuleContext): void {
  if (deck.html === 'trusted') return;
  for (const node of [deck, ...deck.description, ...deck.definitions].flatMap((part) => [
    ...descend(part),
  ])) {
    if (node.type !== 'html') continue;
    const removed = unsafeParts(fromHtml((node as Html).value, { fragment: true }));
    if (removed.length > 0) report(file, node, messages.htmlRemoved(removed));
  }
}
