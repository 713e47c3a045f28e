import { hash } from 'node:crypto';
import type { Note } from '../tree.ts';

/**
 * A text that is equal for notes of one type, deck and context that ask the same. A front is more than its text:
 * pictures and the other parts of the first field count.
 */
export function frontKey({ notetype, deck, context, front, children }: Note): string {
  const [first] = children;
  const text = written([notetype, deck, context, front, first?.children]);
  return hash('sha1', text, 'base64');
}

/** The value as JSON without places. */
function written(value: unknown): string {
  if (Array.isArray(value)) {
    let text = '[';
    for (const one of value) text += `${written(one)},`;
    return `${text}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let text = '{';
  for (const [key, one] of Object.entries(value))
    if (key !== 'position' && one !== undefined) text += `${JSON.stringify(key)}:${written(one)},`;
  return `${text}}`;
}
