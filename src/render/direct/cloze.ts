import type { Parent } from 'mdast';
import type { Cloze } from '../../tree.ts';
import { closeMark, hintMark, openMark } from '../marks.ts';
import type { Page } from './page.ts';

/** A deletion: its content between marks. */
export function cloze(node: Cloze, page: Page): string[] {
  const hint = node.hint
    ? [hintMark, ...page.all({ type: 'paragraph', children: node.hint } as Parent)]
    : [];
  return [openMark(node.numbers), ...page.all(node as unknown as Parent), ...hint, closeMark];
}
