import type { Image } from 'mdast';
import type { Node } from 'unist';
import { mediaKind } from '../../media.ts';
import { messages } from '../../messages/index.ts';
import { descend, plainText } from '../../tree.ts';
import type { Reading } from './reading.ts';
import type { NoteFinding } from './rule.ts';

/** A front that is a picture says in words what can be seen on it. */
export function imageOnlyFront({ notetype, front, nodes }: Reading): NoteFinding[] {
  if (notetype.kind === 'cloze' || !nodes.some(isImage) || plainText(front) !== '') return [];
  const [picture] = front
    .flatMap(descend)
    .filter((node) => isImage(node) && mediaKind(node.url) === 'picture');
  return picture ? [{ message: messages.imageOnlyFront(), place: picture }] : [];
}

function isImage(node: Node): node is Image {
  return node.type === 'image';
}
