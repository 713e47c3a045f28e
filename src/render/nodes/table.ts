import type { Element } from 'hast';
import type { Table } from 'mdast';
import { defaultHandlers, type State } from 'mdast-util-to-hast';

/** A table in a box of its own, in which a wide one scrolls on a phone. */
export function table(state: State, node: Table): Element {
  const content = defaultHandlers.table(state, node) as Element;
  return {
    type: 'element',
    tagName: 'div',
    properties: { className: ['table'] },
    children: [content],
  };
}
