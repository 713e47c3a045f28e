import { attributesAtEnd } from '../attributes.ts';

const longest = 40;

/**
 * A heading's line with an id made of its text, which joins `taken`. Only letters are added: into the
 * attributes if there are any, else at the end of the text.
 */
export function stampLine(line: string, front: string, taken: Set<string>): string {
  const id = freshId(front, taken);
  taken.add(id);
  const attributes = attributesAtEnd(line.replace(/[\s#]*$/u, ''));
  if (attributes) {
    return `${line.slice(0, attributes.start + 1)}#${id} ${line.slice(attributes.start + 1)}`;
  }
  const end = /(?:[ \t]+#+)?[ \t]*(?:\r\n?|\n)?$/u.exec(line)?.index ?? line.length;
  return `${line.slice(0, end)} {#${id}}${line.slice(end)}`;
}

function freshId(front: string, taken: Set<string>): string {
  const base = slug(front);
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? base : `${base}-${count}`;
    if (!taken.has(id)) return id;
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
