import type { Deletion } from '../../tree.ts';
import { deepest } from './run.ts';

/** What was found in the value of a code or math node. */
export interface Literal {
  /** The value without the marks. */
  value: string;
  deletions: Deletion[];
  problem?: 'unclosed' | 'deep';
}

interface Frame {
  deletion: Deletion;
  /** Braces open within the deletion. */
  depth: number;
}

/**
 * Takes numbered deletions, `{{c1::…}}`, out of the value of a code or math node. Its own braces are
 * counted, so that `{{c1::\frac{a}{b}}}` closes at its last two. A hint (`::` outside of braces) is known
 * in math only, as `std::vector` is code.
 */
export function literalDeletions(written: string, kind: 'code' | 'math'): Literal {
  if (!/\{\{c\d/u.test(written)) return { value: written, deletions: [] };
  const counted = scan(written, kind, true);
  // Code may hide a single brace: `{{c1::if (x) {}}`.
  return kind === 'code' && counted.problem === 'unclosed' ? scan(written, kind, false) : counted;
}

function scan(written: string, kind: 'code' | 'math', counting: boolean): Literal {
  const deletions: Deletion[] = [];
  const open: Frame[] = [];
  let value = '';
  let at = 0;
  while (at < written.length) {
    const opening = /^\{\{c(\d+(?:,\d+)*)::/u.exec(written.slice(at, at + 64));
    const frame = open.at(-1);
    if (opening && open.length >= deepest)
      return { value: written, deletions: [], problem: 'deep' };
    if (opening) {
      const numbers = (opening[1] ?? '').split(',').map(Number);
      const deletion: Deletion = { numbers, start: value.length, end: value.length };
      deletions.push(deletion);
      open.push({ deletion, depth: 0 });
      at += opening[0].length;
    } else if (frame && frame.depth === 0 && written.startsWith('}}', at)) {
      frame.deletion.end = value.length;
      open.pop();
      at += 2;
    } else if (frame && kind === 'math' && frame.depth === 0 && written.startsWith('::', at)) {
      const end = closingOf(written, at + 2);
      frame.deletion.hint = written.slice(at + 2, end);
      at = end;
    } else {
      const length = kind === 'math' && written[at] === '\\' ? 2 : 1;
      const character = written.slice(at, at + length);
      if (counting && frame && character === '{') frame.depth += 1;
      if (frame && character === '}' && frame.depth > 0) frame.depth -= 1;
      value += character;
      at += length;
    }
  }
  return { value, deletions, ...(open.length > 0 && { problem: 'unclosed' }) };
}

/** Where the `}}` stands that ends the hint which begins at `start`. */
function closingOf(written: string, start: number): number {
  let depth = 0;
  for (let at = start; at < written.length; at += 1) {
    if (written[at] === '{') depth += 1;
    else if (written[at] === '}' && depth > 0) depth -= 1;
    else if (depth === 0 && written.startsWith('}}', at)) return at;
  }
  return written.length;
}
