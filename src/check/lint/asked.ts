import type { Node, Parent } from 'unist';
import type { Asked } from '../facts.ts';
import type { Reading } from './reading.ts';
import { wordsOf } from './words.ts';

/** Words that ask or join; those that turn a question round ("not", "from", "why") stay. */
const filling = new Set(
  'a an the is are was were be been being am do does did of what which s t that this it its you your we our one please exactly called name'.split(
    ' ',
  ),
);

/** Reads what the note asks. Of a cloze note it is the text around, and what is hidden the answer. */
export function askedIn(reading: Reading): Asked {
  const { note, notetype } = reading;
  const field = (name: string | undefined) =>
    note.children.find((one) => one.name === name)?.children ?? [];
  if (notetype.kind === 'cloze') {
    const { shown, hidden } = parted(field(notetype.fields[0]?.name));
    return { front: mattering(shown), answer: mattering(hidden), single: false };
  }
  const options = note.layout === 'choice' ? field('Options') : [];
  const { shown } = parted([...reading.front, ...options]);
  const answer = parted(reading.answer).shown;
  const single = note.layout !== 'choice';
  return { front: mattering(shown), answer: mattering(answer), single };
}

function parted(nodes: readonly Node[]): { shown: string[]; hidden: string[] } {
  const shown: string[] = [];
  const hidden: string[] = [];
  const visit = (node: Node, into: string[]): void => {
    const { value, url } = node as { value?: unknown; url?: unknown };
    if (node.type === 'text') into.push(...wordsOf(String(value)));
    else if (node.type === 'image') into.push(`\u0000${String(url)}`);
    else if (node.type === 'cloze' && into === shown) {
      shown.push('\u0000');
      for (const child of (node as Parent).children) visit(child, hidden);
    } else if (value !== undefined && node.type !== 'html') addLiteral(node, into);
    else if ('children' in node) for (const child of (node as Parent).children) visit(child, into);
  };
  const addLiteral = (node: Node, into: string[]) => {
    const text = String((node as { value?: unknown }).value);
    const ranges = node.data?.deletions ?? [];
    into.push(`\u0000${text.replace(/\s+/gu, '')}`);
    // Which part is hidden is what makes two cards of one formula different.
    for (const { start, end } of ranges) hidden.push(`\u0000${text.slice(start, end)}`);
  };
  for (const node of nodes) visit(node, shown);
  return { shown, hidden };
}

function mattering(words: string[]): string[] {
  return words.filter((word) => !filling.has(word)).map(singular);
}

function singular(word: string): string {
  if (!word.endsWith('s')) return word;
  return /^[a-z]{4,}s$/u.test(word) && !/(?:ss|us|is)$/u.test(word) ? word.slice(0, -1) : word;
}
