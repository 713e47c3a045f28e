import { wordsOf } from './words.ts';

/** How often each word of a text occurs, ignoring case and whatever is no word. */
export type Words = ReadonlyMap<string, number>;

/** The words of a text, to compare it with others. */
export function countWords(text: string): Words {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text.toLowerCase()))
    if (/[\p{L}\p{N}]/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** From 0 (no common word) to 1 (the same words): Dice's coefficient. Two texts without words are alike. */
export function likeness(a: Words, b: Words): number {
  const total = size(a) + size(b);
  if (total === 0) return 1;
  let common = 0;
  for (const [word, count] of a) common += Math.min(count, b.get(word) ?? 0);
  return (2 * common) / total;
}

/** How many words, repeated ones counted each time. */
export function size(words: Words): number {
  let sum = 0;
  for (const count of words.values()) sum += count;
  return sum;
}
