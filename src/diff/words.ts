/** A stretch of text that both versions have, or that only one has. */
export interface WordPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/**
 * What has to be removed and added, word by word, to get from one text to the other. Texts that differ in
 * too many words come as one removal and one addition.
 */
export function wordDiff(before: string, after: string): WordPart[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const start = commonLength(a, b, (list, index) => list[index]);
  const rest = { a: a.slice(start), b: b.slice(start) };
  const end = commonLength(rest.a, rest.b, (list, index) => list[list.length - 1 - index]);
  const [middleA, middleB] = [
    rest.a.slice(0, rest.a.length - end),
    rest.b.slice(0, rest.b.length - end),
  ];
  return joined([
    ...a.slice(0, start).map(same),
    ...(shortestEdit(middleA, middleB) ?? [
      ...middleA.map((text) => ({ kind: 'removed' as const, text })),
      ...middleB.map((text) => ({ kind: 'added' as const, text })),
    ]),
    ...rest.a.slice(rest.a.length - end).map(same),
  ]);
}

/** A word diff with only some `context` characters around each change; the rest is an ellipsis. */
export function nearChanges(parts: readonly WordPart[], context = 40): WordPart[] {
  return parts.map((part, index) => {
    if (part.kind !== 'same' || part.text.length <= context * 2) return part;
    const head = index > 0 ? part.text.slice(0, context) : '';
    const tail = index < parts.length - 1 ? part.text.slice(-context) : '';
    return { kind: 'same', text: `${head}…${tail}` };
  });
}

/** The first parts of a word diff, of at most so many characters together. */
export function shortenedWords(parts: readonly WordPart[], length: number): WordPart[] {
  let left = length;
  return parts.flatMap(({ kind, text }) => {
    if (left <= 0) return [];
    const kept = text.length > left ? `${text.slice(0, left)}…` : text;
    left -= text.length;
    return [{ kind, text: kept }];
  });
}

/** Words, the spaces between them, and everything else one by one; scripts without spaces too. */
export function wordsOf(text: string): string[] {
  return text.match(WORDS) ?? [];
}

const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}';
const WORDS = new RegExp(
  `\\s+|[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+|.`,
  'gsu',
);

/** Beyond so many differences the search for the shortest way would take too much room. */
const FARTHEST = 400;

function same(text: string): WordPart {
  return { kind: 'same', text };
}

function commonLength(
  a: readonly string[],
  b: readonly string[],
  at: (list: readonly string[], index: number) => string | undefined,
): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && at(a, length) === at(b, length)) length += 1;
  return length;
}

/**
 * The shortest way from `a` to `b`, after E. Myers, "An O(ND) difference algorithm" (1986): for each number
 * of steps, how far along each diagonal one can come. Undefined if it is too far.
 */
function shortestEdit(a: readonly string[], b: readonly string[]): WordPart[] | undefined {
  const reach = new Map<number, number>([[1, 0]]);
  const history: Map<number, number>[] = [];
  for (let steps = 0; steps <= Math.min(FARTHEST, a.length + b.length); steps += 1) {
    history.push(new Map(reach));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const x = slide(a, b, stepTo(reach, diagonal, steps), diagonal);
      reach.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return walkBack(a, b, history);
    }
  }
  return undefined;
}

/** Where a step onto a diagonal lands: down (an addition) or right (a removal), whichever comes farther. */
function stepTo(reach: ReadonlyMap<number, number>, diagonal: number, steps: number): number {
  return goesDown(reach, diagonal, steps)
    ? (reach.get(diagonal + 1) ?? 0)
    : (reach.get(diagonal - 1) ?? 0) + 1;
}

function goesDown(reach: ReadonlyMap<number, number>, diagonal: number, steps: number): boolean {
  if (diagonal === -steps) return true;
  return diagonal !== steps && (reach.get(diagonal - 1) ?? -1) < (reach.get(diagonal + 1) ?? -1);
}

function slide(a: readonly string[], b: readonly string[], from: number, diagonal: number): number {
  let x = from;
  while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
  return x;
}

function walkBack(
  a: readonly string[],
  b: readonly string[],
  history: readonly ReadonlyMap<number, number>[],
): WordPart[] {
  const parts: WordPart[] = [];
  let [x, y] = [a.length, b.length];
  for (let steps = history.length - 1; steps > 0; steps -= 1) {
    const reach = history[steps] ?? new Map<number, number>();
    const down = goesDown(reach, x - y, steps);
    const from = reach.get(down ? x - y + 1 : x - y - 1) ?? 0;
    const landed = down ? from : from + 1;
    for (; x > landed; x -= 1, y -= 1) parts.push(same(a[x - 1] ?? ''));
    if (down) parts.push({ kind: 'added', text: b[y - 1] ?? '' });
    else parts.push({ kind: 'removed', text: a[x - 1] ?? '' });
    if (down) y -= 1;
    else x -= 1;
  }
  for (; x > 0; x -= 1) parts.push(same(a[x - 1] ?? ''));
  return parts.reverse();
}

/** Neighbours of one kind as one part; a removal before the addition that replaces it. */
function joined(parts: readonly WordPart[]): WordPart[] {
  const result: WordPart[] = [];
  let [removed, added] = ['', ''];
  const flush = () => {
    if (removed) result.push({ kind: 'removed', text: removed });
    if (added) result.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  let kept = '';
  for (const { kind, text } of parts) {
    if (kind === 'same') {
      flush();
      kept += text;
      continue;
    }
    if (kept) result.push(same(kept));
    kept = '';
    if (kind === 'removed') removed += text;
    else added += text;
  }
  flush();
  if (kept) result.push(same(kept));
  return result;
}
