import type { Element } from 'hast';
import type { Image, ImageReference } from 'mdast';
import type { State } from 'mdast-util-to-hast';
import type { Measures } from '../../tree.ts';

/** A picture, with the address as it was written: `resolveMedia` puts Anki's name in its place. */
export function image(_state: unknown, node: Image): Element {
  return picture(node.url, node.alt, node.title, node.data?.measures);
}

/** A picture whose address stands in a definition. */
export function imageReference(state: State, node: ImageReference): Element {
  const definition = state.definitionById.get(node.identifier.toUpperCase());
  return picture(definition?.url ?? '', node.alt, definition?.title, node.data?.measures);
}

function picture(
  src: string,
  alt: string | null | undefined,
  title: string | null | undefined,
  measures: Measures = {},
): Element {
  return {
    type: 'element',
    tagName: 'img',
    properties: { src, alt: alt ?? '', ...(title && { title }), ...measures },
    children: [],
  };
}
