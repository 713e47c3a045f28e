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
  return { type: 'text', value: `image-occlusion:${placed(node.shape)}` };
}

/** Anki moves a polygon to its `left` and `top`, which are 0 where they are not said. */
function placed(shape: string): string {
  return shape.replace(/^polygon:points=([^:]*)/u, (_, points: string) => {
    const corners = points.split(' ').map((corner) => corner.split(','));
    const least = (part: number) =>
      corners.map((corner) => corner[part] ?? '').reduce((a, b) => (Number(b) < Number(a) ? b : a));
    return `polygon:left=${least(0)}:top=${least(1)}:points=${points}`;
  });
}
