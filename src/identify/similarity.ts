/** A text without what a typo fix changes: case, quotes, emphasis, punctuation at the end of words, spaces. */
export function folded(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[‘’]/gu, "'")
    .replace(/["“”„«»‹›*_`]+/gu, '')
    .replace(/[.,;:!?…–—]+(?=\s|$)/gu, '')
    .replace(/[\s{}]+/gu, ' ')
    .trim();
}

/** The words and symbols of a text alone. */
export function words(text: string): string {
  return folded(text)
    .replace(/[^\p{L}\p{N}\p{M}\p{S}]+/gu, ' ')
    .trim();
}

/** A text's pairs of neighbouring characters, each with what it tells, and the sum of that. */
export interface Signature {
  weights: Map<string, number>;
  total: number;
}

/** Among few texts, what is rare is so by chance. */
const smoothing = 10;
/** What fewer of the texts have than this share is rare, and no rarer than another. */
const rare = 0.01;

/**
 * Makes the function that gives a text's signature. What stands in many of the texts ("What does … mean?")
 * tells little, what is rare much.
 */
export function createSigner(texts: string[]): (text: string) => Signature {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const pair of bigrams(text)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  const fewest = Math.max(1, texts.length * rare);
  return (text) => {
    const weights = new Map<string, number>();
    let total = 0;
    for (const pair of bigrams(text)) {
      const count = Math.max(fewest, counts.get(pair) ?? 0);
      const weight = Math.log((texts.length + smoothing) / count);
      weights.set(pair, weight);
      total += weight;
    }
    return { weights, total };
  };
}

/** Dice's coefficient of two signatures: 0 for nothing in common, 1 for the same. */
export function likeness(a: Signature, b: Signature): number {
  const [few, many] = a.weights.size < b.weights.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [pair, weight] of few.weights) if (many.weights.has(pair)) shared += weight;
  return a.total + b.total === 0 ? 0 : (2 * shared) / (a.total + b.total);
}

function bigrams(text: string): Set<string> {
  const plain = folded(text);
  const pairs = new Set<string>();
  if (plain === '') return pairs;
  const padded = ` ${plain} `;
  for (let at = 0; at < padded.length - 1; at += 1) pairs.add(padded.slice(at, at + 2));
  return pairs;
}

/**
 * Whether two texts are the same but for some words that are others: "the capital of France", "the capital
 * of Finland", or have other numbers. However alike they are, that may be another question. A typo or an ending
 * makes no other word.
 */
export function isSwap(a: string, b: string): boolean {
  const [left, right] = [folded(a).split(' '), folded(b).split(' ')];
  const lacks = (one: string[], other: string[]) =>
    one.some((word) => /\d/u.test(word) && !other.includes(word));
  if (lacks(left, right) && lacks(right, left)) return true;
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const old = left.slice(start, left.length - end);
  const next = right.slice(start, right.length - end);
  if (old.length > left.length / 2 || next.length > right.length / 2) return false;
  const gone = old.filter((word) => !next.includes(word));
  const come = next.filter((word) => !old.includes(word));
  if (gone.length === 0 || come.length === 0) return false;
  return (
    gone.length !== come.length || gone.some((word, index) => !isSameWord(word, come[index] ?? ''))
  );
}

/** An ending more, a letter more or another one in a longer word, or two in the wrong order. */
function isSameWord(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 4 && long.startsWith(short)) return true;
  if (long.length - short.length > 1 || /\d/u.test(a + b)) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const same = (skipped: number, other: number) =>
    short.slice(at + skipped) === long.slice(at + other);
  if (short.length < long.length) return short.length >= 5 && same(0, 1);
  const turned = short[at] === long[at + 1] && short[at + 1] === long[at];
  return (short.length >= 5 && same(1, 1)) || (turned && same(2, 2));
}
