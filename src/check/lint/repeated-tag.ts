import type { Point } from 'unist';
import { location } from 'vfile-location';
import { attributesAtEnd } from '../../attributes.ts';
import { messages } from '../../messages/index.ts';
import type { Reading } from './reading.ts';
import type { NoteFinding } from './rule.ts';

/** The braces of a heading name each tag once. */
export function repeatedTag({ note, file }: Reading): NoteFinding[] {
  const start = note.head.start.offset;
  if (start === undefined) return [];
  const raw = String(file.value).slice(start, note.head.end.offset);
  const attributes = attributesAtEnd(raw.replace(/[\s#]*$/u, ''));
  if (!attributes || attributes.classes.length < 2) return [];
  // What stands in quotes is the value of a field.
  const text = raw
    .slice(attributes.start, attributes.end)
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/gu, (value) => '"'.repeat(value.length));
  const seen = new Set<string>();
  return [...text.matchAll(/[ \t]*(?<=[\s{])\.([^\s{}"'=]+)/gu)].flatMap((found): NoteFinding[] => {
    const tag = found[1] ?? '';
    if (!seen.has(tag.toLowerCase())) {
      seen.add(tag.toLowerCase());
      return [];
    }
    const points = location(file);
    const from = start + attributes.start + found.index;
    const place = {
      start: points.toPoint(from) as Point,
      end: points.toPoint(from + found[0].length) as Point,
    };
    return [{ message: messages.repeatedTag(tag), place }];
  });
}
