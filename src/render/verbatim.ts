import type { RootContent } from 'mdast';
import { verbatimMedia } from '../media.ts';
import { isSafeHtml } from '../sanitise.ts';
import type { Verbatim } from '../tree.ts';
import type { NameOf } from './media.ts';

/**
 * The HTML of a field that is nothing but a block of raw HTML, byte for byte but for the names of media; or
 * nothing if it is something else, or holds what a file that is not trusted may not.
 */
export function verbatimHtml(
  children: RootContent[],
  trusted: boolean,
  nameOf: NameOf,
): string | undefined {
  const [only] = children;
  if (children.length !== 1 || only?.type !== 'verbatim') return undefined;
  const { value } = only as Verbatim;
  if (!trusted && !isSafeHtml(value)) return undefined;
  return verbatimMedia(value, (written) => nameOf(written));
}
