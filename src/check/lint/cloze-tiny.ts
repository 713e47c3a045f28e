import { messages } from '../../messages/index.ts';
import type { Reading } from './reading.ts';
import type { NoteFinding } from './rule.ts';

/** Small letters of the scripts in which one alone is hardly ever a term; `π` and `C` often are. */
const oneLetter = /^[\p{Script=Latin}\p{Script=Cyrillic}]$/u;

/** A deletion hides something that one can see, and more than a letter. */
export function clozeTiny({ cloze }: Reading): NoteFinding[] {
  if (!cloze) return [];
  return cloze.hidden.flatMap(({ pieces, node }): NoteFinding[] => {
    if (pieces.some(({ kind }) => kind === 'literal' || kind === 'picture')) return [];
    const text = pieces
      .map((piece) => piece.text)
      .join('')
      .replace(/[\s\p{Cf}\u2800\u3164_.…‥–—-]+/gu, '');
    const tiny = text === '' || (oneLetter.test(text) && text === text.toLowerCase());
    if (!tiny) return [];
    const place = node.position ? node : pieces.find((piece) => piece.node.position)?.node;
    return [{ message: messages.clozeTiny(text), place }];
  });
}
