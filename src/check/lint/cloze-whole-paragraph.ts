import type { Paragraph } from 'mdast';
import { messages } from '../../messages/index.ts';
import type { Cloze } from '../../tree.ts';
import { plainText } from '../../tree.ts';
import type { Reading } from './reading.ts';
import { type NoteFinding, numberOf, type RuleOptions } from './rule.ts';
import { countWords } from './words.ts';

/** A deletion leaves some words of its paragraph for a context. */
export function clozeWholeParagraph(
  { note, notetype }: Reading,
  options: RuleOptions,
): NoteFinding[] {
  if (notetype.kind !== 'cloze') return [];
  const least = numberOf(options, 'words', 10);
  const paragraphs = note.children.flatMap(({ children }) =>
    children.flatMap((node) => (node.type === 'paragraph' ? [node] : [])),
  );
  return paragraphs.flatMap((paragraph): NoteFinding[] => {
    if (!isOneDeletion(paragraph)) return [];
    const count = countWords(plainText(paragraph));
    if (count < least) return [];
    return [{ message: messages.clozeWholeParagraph(count), place: paragraph }];
  });
}

function isOneDeletion({ children }: Paragraph): boolean {
  const solid = children.filter(
    (child) => child.type !== 'text' || /[\p{L}\p{N}]/u.test(child.value),
  );
  const deletions = new Set(
    solid.map((child) => (child.type === 'cloze' ? (child as Cloze).deletion : undefined)),
  );
  return deletions.size === 1 && !deletions.has(undefined);
}
