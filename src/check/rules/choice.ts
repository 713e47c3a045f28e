import type { List } from 'mdast';
import { messages, report } from '../../messages/index.ts';
import type { RuleContext } from '../context.ts';

/** A choice note has one list of boxes, with a right option and a wrong one. */
export function choice({ deck, file }: RuleContext): void {
  for (const note of deck.children) {
    if (note.notetype !== 'choice') continue;
    const [list] = note.children.find(({ name }) => name === 'Options')?.children ?? [];
    if (list?.type !== 'list') {
      report(file, note.head, messages.choiceMixed());
      continue;
    }
    for (const which of ['right', 'wrong'] as const) {
      if (!has(list, which)) report(file, list, messages.choiceNoRight(which));
    }
  }
}

function has(list: List, which: string): boolean {
  return list.children.some(({ data }) => [data?.hProperties?.className].flat().includes(which));
}
