import { messages, report } from '../../messages/index.ts';
import { descend } from '../../tree.ts';
import type { RuleContext } from '../context.ts';

/** The description of a deck has no pictures: Anki shows none there. */
export function description({ deck, file }: RuleContext): void {
  for (const node of deck.description.flatMap(descend))
    if (node.type === 'image' || node.type === 'imageReference')
      report(file, node, messages.mediaInDescription());
}
