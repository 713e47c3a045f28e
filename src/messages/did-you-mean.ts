/**
 * The candidate nearest to a misspelt word by Damerau-Levenshtein distance (at most a third of the
 * word's length, ignoring case), or undefined when none is near. Ties go to the first candidate.
 */
export function didYouMean<Word extends string>(
  word: string,
  candidates: Iterable<Word>,
): Word | undefined {
  // Nobody misspells a word this long, and the distance costs length times length.
  if (word.length > 64) return undefined;
  let nearest: Word | undefined;
  let best = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= best) continue;
    const far = distance(word.toLowerCase(), candidate.toLowerCase());
    if (far < best) {
      best = far;
      nearest = candidate;
    }
  }
  return nearest;
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
