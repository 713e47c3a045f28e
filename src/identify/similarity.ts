/** A text without what a typo fix changes: case, punctuation, accents' form, spaces. */
export function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

/** Pairs of neighbouring characters of a folded text, sorted: what `likeness` compares. */
export function bigrams(text: string): string[] {
  const padded = ` ${folded(text)} `;
  const pairs: string[] = [];
  for (let at = 0; at < padded.length - 1; at += 1) pairs.push(padded.slice(at, at + 2));
  return pairs.sort();
}

/** Dice's coefficient of two texts' bigrams: 0 for nothing in common, 1 for the same. */
export function likeness(a: string[], b: string[]): number {
  let shared = 0;
  let at = 0;
  let other = 0;
  while (at < a.length && other < b.length) {
    const [left = '', right = ''] = [a[at], b[other]];
    if (left === right) shared += 1;
    if (left <= right) at += 1;
    if (right <= left) other += 1;
  }
  return a.length + b.length === 0 ? 0 : (2 * shared) / (a.length + b.length);
}
