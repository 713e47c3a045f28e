import type { List } from 'mdast';
import { messages } from '../../messages/index.ts';
import { descend } from '../../tree.ts';
import type { Reading } from './reading.ts';
import { type NoteFinding, numberOf, type RuleOptions } from './rule.ts';

/** An answer is no list of more points than one can keep in mind. */
export function longList({ answer, note }: Reading, options: RuleOptions): NoteFinding[] {
  const limit = numberOf(options, 'points', 7);
  return answer
    .flatMap((node) => descend(node))
    .filter((node): node is List => node.type === 'list' && (node as List).children.length > limit)
    .map((list) => ({
      message: messages.longList(list.children.length, limit),
      place: list.position ? list : note.head,
    }));
}
