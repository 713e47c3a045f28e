import type { Image } from 'mdast';
import { mediaKind } from '../../media.ts';
import { messages } from '../../messages/index.ts';
import { descend, plainText } from '../../tree.ts';
import type { Reading } from './reading.ts';
import type { NoteFinding } from './rule.ts';

/** A front that is a picture says in words what can be seen on it. */
export function imageOnlyFront({ notetype, front }: Reading): NoteFinding[] {
  if (notetype.kind === 'cloze' || plainText(front) !== '') return [];
  const [picture] = front
    .flatMap((node) => [...descend(node)])
    .filter(
      (node): node is Image =>
        node.type === 'image' && mediaKind((node as Image).url) === 'picture',
    );
  return picture ? [{ message: messages.imageOnlyFront(), place: picture }] : [];
}
