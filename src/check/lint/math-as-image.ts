import type { Image } from 'mdast';
import { messages } from '../../messages/index.ts';
import type { Reading } from './reading.ts';
import type { NoteFinding } from './rule.ts';

const named =
  /(?:^|\/)(?:eqn?|equation|formula|latex|codecogs)s?[-_ ]?\d*\.(?:png|jpe?g|gif|webp|svg)$/iu;
const told = /^(?:an? |the )?(?:equation\b|formula$)/iu;
const isTex =
  /\\(?:frac|sum|int|sqrt|alpha|beta|lambda|sigma|partial|begin|mathbf|mathrm|cdot|times|left|infty)\b|^\$.+\$$/u;

/** A formula is text, which `$…$` sets; not a picture of text. */
export function mathAsImage({ nodes }: Reading): NoteFinding[] {
  return nodes
    .filter((node): node is Image => node.type === 'image')
    .filter(({ url, alt }) => named.test(url) || told.test(alt ?? '') || isTex.test(alt ?? ''))
    .map((image) => ({ message: messages.mathAsImage(image.url), place: image }));
}
