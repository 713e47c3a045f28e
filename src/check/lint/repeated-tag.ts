import { attributesAtEnd, withoutClosing } from '../../attributes.ts';
import { messages } from '../../messages/index.ts';
import { placeIn } from './places.ts';
import type { Reading } from './reading.ts';
import type { NoteFinding } from './rule.ts';

/** The braces of a heading name each tag once. */
export function repeatedTag({ note, file }: Reading): NoteFinding[] {
  const start = note.head.start.offset;
  if (start === undefined) return [];
  const raw = String(file.value).slice(start, note.head.end.offset);
  if (!raw.includes('{')) return [];
  const attributes = attributesAtEnd(withoutClosing(raw));
  if (!attributes || attributes.classes.length < 2) return [];
  // What stands in quotes is the value of a field.
  const text = raw
    .slice(attributes.start, attributes.end)
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/gu, (value) => '"'.repeat(value.length));
  const seen = new Set<string>();
  return [...text.matchAll(/(?<=[\s{])\.([^\s{}"'=]+)/gu)].flatMap((found): NoteFinding[] => {
    const tag = found[1] ?? '';
    if (!seen.has(tag.toLowerCase())) {
      seen.add(tag.toLowerCase());
      return [];
    }
    // The space before goes with it.
    const from = attributes.start + text.slice(0, found.index).trimEnd().length;
    const to = attributes.start + found.index + found[0].length;
    const place = placeIn(raw, note.head.start, from, to);
    return [{ message: messages.repeatedTag(tag), place }];
  });
}
