import type { List } from 'mdast';
import type { Node } from 'unist';
import type { VFile } from 'vfile';
import { messages, report } from '../../messages/index.ts';
import type { Note } from '../../tree.ts';
import type { RuleContext } from '../context.ts';

/** A choice note has one list of boxes, with a right option and a wrong one; no list has boxes in part. */
export function choice({ deck, nodes, file }: RuleContext): void {
  for (const [index, note] of deck.children.entries()) {
    const lists = nodes.has('list') ? nodes.notes[index]?.filter(isList) : undefined;
    for (const list of lists ?? []) {
      const boxes = list.children.filter(({ checked }) => typeof checked === 'boolean').length;
      const surplus = note.layout === 'choice' && boxes > 0;
      if (surplus || (boxes > 0 && boxes < list.children.length))
        report(file, list, messages.choiceMixed());
    }
    if (note.layout === 'choice') checkOptions(note, file);
  }
}

function isList(node: Node): node is List {
  return node.type === 'list';
}

function checkOptions(note: Note, file: VFile): void {
  const [list] = note.children.find(({ name }) => name === 'Options')?.children ?? [];
  if (list?.type !== 'list') {
    report(file, note.head, messages.choiceMixed());
    return;
  }
  for (const which of ['right', 'wrong'] as const)
    if (!has(list, which)) report(file, list, messages.choiceNoRight(which));
}

function has(list: List, which: string): boolean {
  return list.children.some(({ data }) => [data?.hProperties?.className].flat().includes(which));
}
