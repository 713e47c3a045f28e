import { hash } from 'node:crypto';
import type { Note } from '../tree.ts';

/**
 * A text that is equal for notes of one type, deck and context that ask the same. A front is more than its text:
 * pictures and the other parts of the first field count.
 */
export function frontKey({ notetype, deck, context, front, children }: Note): string {
  const parts: string[] = [];
  write([notetype, deck, context, front, children[0]?.children], parts);
  return hash('sha1', parts.join(''), 'base64');
}

/** The value without places, so that no two that differ give the same text. */
function write(value: unknown, parts: string[]): void {
  if (typeof value === 'string') parts.push('"', String(value.length), ':', value);
  else if (Array.isArray(value)) {
    parts.push('[');
    for (const one of value) write(one, parts);
    parts.push(']');
  } else if (typeof value === 'object' && value !== null) {
    parts.push('{');
    for (const [key, one] of Object.entries(value))
      if (key !== 'position' && one !== undefined) {
        parts.push(key, ':');
        write(one, parts);
      }
    parts.push('}');
  } else parts.push(String(value), ',');
}
