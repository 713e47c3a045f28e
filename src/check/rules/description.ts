import { messages, report } from '../../messages/index.ts';
import type { RuleContext } from '../context.ts';

/** The description of a deck has no pictures: Anki shows none there. */
export function description({ nodes, file }: RuleContext): void {
  for (const node of nodes.description)
    if (node.type === 'image' || node.type === 'imageReference')
      report(file, node, messages.mediaInDescription());
}
