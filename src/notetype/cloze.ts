/** A cloze deletion of a field, as Anki reads it from the HTML. */
export interface ClozeDeletion {
  /** Ascending, each once; 0 makes no card. */
  numbers: number[];
  parts: ClozePart[];
  hint?: string;
}

/** HTML, or a deletion. */
export type ClozePart = string | ClozeDeletion;

/**
 * The deletions of a field's HTML, read as purely textually as Anki does: the first `}}` closes, the
 * first `::` of a stretch of text begins the hint, whatever is never closed is swallowed with all that
 * it holds, and no deletion nests deeper than ten (anki-format, 8; tried).
 */
export function parseClozes(html: string): ClozePart[] {
  const root: ClozePart[] = [];
  const open: ClozeDeletion[] = [];
  for (const token of tokens(html)) {
    const current = open.at(-1);
    if (typeof token !== 'string') {
      if (token.length > 0) {
        if (open.length < deepest) open.push({ numbers: token, parts: [] });
        continue;
      }
      if (current) {
        open.pop();
        (open.at(-1)?.parts ?? root).push(current);
        continue;
      }
      root.push('}}');
    } else if (current) pushText(current, token);
    else root.push(token);
  }
  return root;
}

/** The numbers of all deletions in a field's HTML, ascending. */
export function clozeNumbers(html: string): number[] {
  const found = new Set<number>();
  collectNumbers(parseClozes(html), found);
  return [...found].sort((a, b) => a - b);
}

const deepest = 10;

/** Text, the numbers of an opening, or no numbers for a closing. */
function* tokens(html: string): Generator<string | number[]> {
  let plain = 0;
  for (const match of html.matchAll(/\{\{c([\d,]+)::|\}\}/g)) {
    const numbers = match[1] === undefined ? [] : parseNumbers(match[1]);
    if (match[1] !== undefined && numbers.length === 0) continue;
    if (match.index > plain) yield html.slice(plain, match.index);
    yield numbers;
    plain = match.index + match[0].length;
  }
  if (plain < html.length) yield html.slice(plain);
}

/** `1,2`; what is no 16-bit number is passed over, as in Anki (tried). */
function parseNumbers(text: string): number[] {
  const numbers = text
    .split(',')
    .filter((part) => part !== '')
    .map(Number)
    .filter((number) => number <= 0xffff);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function pushText(deletion: ClozeDeletion, text: string): void {
  // The shape of an image occlusion has no hint (tried).
  const isShape = deletion.parts.length === 0 && text.startsWith('image-occlusion:');
  const at = isShape ? -1 : text.indexOf('::');
  deletion.parts.push(at === -1 ? text : text.slice(0, at));
  if (at !== -1) deletion.hint = text.slice(at + 2);
}

function collectNumbers(parts: readonly ClozePart[], found: Set<number>): void {
  for (const part of parts) {
    if (typeof part === 'string') continue;
    for (const number of part.numbers) found.add(number);
    collectNumbers(part.parts, found);
  }
}
