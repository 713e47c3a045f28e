import { attributesAtEnd } from '../attributes.ts';

const longest = 40;

/**
 * The line of a heading, a `Q:` or a `C:` with an id made of the note's front, which joins `taken`. Only
 * letters are added: into the attributes if there are any, else at the end of the text.
 */
export function stampLine(line: string, front: string, taken: Set<string>): string {
  const id = freshId(front, taken);
  const isHeading = /^\uFEFF? {0,3}#/u.test(line);
  const text = line.trimEnd();
  const end = isHeading ? text.replace(/[ \t]+#+$/u, '').trimEnd().length : text.length;
  const attributes = attributesAtEnd(line.slice(0, end));
  if (attributes) {
    return `${line.slice(0, attributes.start + 1)}#${id} ${line.slice(attributes.start + 1)}`;
  }
  return `${line.slice(0, end)} {#${id}}${line.slice(end)}`;
}

/** A row's line with an id in the empty cell at `column`, counted from 1. */
export function stampCell(line: string, column: number, front: string, taken: Set<string>): string {
  return `${line.slice(0, column - 1)}${freshId(front, taken)}${line.slice(column - 1)}`;
}

/** An id made of a front, which joins `taken`. `counts`: how many each front has, if many may be the same. */
export function freshId(
  front: string,
  taken: Set<string>,
  counts = new Map<string, number>(),
): string {
  const base = slug(front);
  for (let count = (counts.get(base) ?? 0) + 1; ; count += 1) {
    const id = count === 1 ? base : `${base}-${count}`;
    if (taken.has(id)) continue;
    taken.add(id);
    counts.set(base, count);
    return id;
  }
}

/** `What is the chain rule?` becomes `what-is-the-chain-rule`; whole words, up to forty characters. */
function slug(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  let id = words.shift()?.slice(0, longest) ?? 'note';
  for (const word of words) {
    if (id.length + word.length + 1 > longest) break;
    id += `-${word}`;
  }
  return id;
}
