import type { Text } from 'mdast';
import { messages } from '../../messages/index.ts';
import { placeIn } from './places.ts';
import type { Reading } from './reading.ts';
import type { NoteFinding } from './rule.ts';

/** After so many in one note nobody needs a further one. */
const most = 20;

/** Anki's form of a deletion with one brace, not escaped, is no deletion but nobody means it as text. */
export function clozeOneBrace({ nodes, file }: Reading): NoteFinding[] {
  const texts = nodes.filter((node) => node.type === 'text' && /\{c\d/u.test((node as Text).value));
  if (texts.length === 0) return [];
  const source = String(file.value);
  return texts.slice(0, most).flatMap(({ position }) => {
    const { start, end } = position ?? {};
    if (start?.offset === undefined) return [];
    const raw = source.slice(start.offset, end?.offset);
    const found = [...raw.matchAll(/(?<![{\\])\{c\d{1,3}::[^{}\n]+\}(?!\})/gu)].slice(0, most);
    return found.map(({ 0: text, index }) => ({
      message: messages.clozeOneBrace(text, `{${text}}`),
      place: placeIn(raw, start, index, index + text.length),
    }));
  });
}
