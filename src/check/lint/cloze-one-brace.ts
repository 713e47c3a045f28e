import type { Text } from 'mdast';
import type { Point } from 'unist';
import { location } from 'vfile-location';
import { messages } from '../../messages/index.ts';
import { descend } from '../../tree.ts';
import type { Reading } from './reading.ts';
import type { NoteFinding } from './rule.ts';

/** Anki's form of a deletion with one brace, not escaped, is no deletion but nobody means it as text. */
export function clozeOneBrace({ note, file }: Reading): NoteFinding[] {
  const source = String(file.value);
  const texts = note.children
    .flatMap((field) => [...descend(field)])
    .filter((node): node is Text => node.type === 'text' && /\{c\d/u.test((node as Text).value));
  return texts.flatMap(({ position }) => {
    const start = position?.start.offset;
    if (start === undefined) return [];
    const raw = source.slice(start, position?.end.offset);
    return [...raw.matchAll(/(?<![{\\])\{c\d{1,3}::[^{}\n]+\}(?!\})/gu)].map(
      ({ 0: text, index }) => {
        const points = location(file);
        const from = points.toPoint(start + index) as Point;
        const to = points.toPoint(start + index + text.length) as Point;
        return {
          message: messages.clozeOneBrace(text, `{${text}}`),
          place: { start: from, end: to },
        };
      },
    );
  });
}
