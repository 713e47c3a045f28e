import type { Element, ElementContent, Text } from 'hast';
import type { State } from 'mdast-util-to-hast';
import type { Shape, Shapes } from '../../tree.ts';
import { cloze } from './cloze.ts';

/** The shapes of a picture as Anki's editor writes them: a line each, without white space. */
export function shapes(state: State, node: Shapes): Element {
  const line: Element = { type: 'element', tagName: 'br', properties: {}, children: [] };
  const children = node.children.flatMap((one): ElementContent[] => [...cloze(state, one), line]);
  return { type: 'element', tagName: 'p', properties: {}, children };
}

/** What a deletion of an occlusion note holds. */
export function shape(_state: State, node: Shape): Text {
  return { type: 'text', value: `image-occlusion:${node.shape}` };
}
