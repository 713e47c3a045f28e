import type { ElementContent } from 'hast';
import type { State } from 'mdast-util-to-hast';
import type { Cloze } from '../../tree.ts';
import { closeMark, hintMark, openMark } from '../marks.ts';

/** A deletion: its content between marks. */
export function cloze(state: State, node: Cloze): ElementContent[] {
  const content = state.all(node as never) as ElementContent[];
  const hint = node.hint
    ? [
        text(hintMark),
        ...(state.all({ type: 'paragraph', children: node.hint }) as ElementContent[]),
      ]
    : [];
  return [text(openMark(node.numbers)), ...content, ...hint, text(closeMark)];
}

function text(value: string): ElementContent {
  return { type: 'text', value };
}
