import type { Pinned } from './cloze-numbers.ts';
import type { DeletionFacts } from './facts.ts';
import { grouped } from './grouped.ts';
import { createSigner, folded, likeness, words } from './similarity.ts';

const alike = 0.5;
/** Anki has no card for a number above 500, so more are not worth comparing. */
const mostCompared = 500;

interface State {
  wholes: DeletionFacts[];
  /** Known numbers that no deletion has yet, and their texts; `dead` ones come back with their own text only. */
  free: Map<number, string>;
  dead: Map<number, string>;
  given: Map<DeletionFacts, number>;
}

/** The known number of each automatic deletion that had one; `byHand` are numbers that stand in the source. */
export function matchDeletions(
  wholes: DeletionFacts[],
  known: Pinned,
  byHand: Set<number>,
  bare: string,
): Map<DeletionFacts, number> {
  const open = (rows: [number, string][]) =>
    new Map(rows.filter(([number]) => !byHand.has(number)));
  const given = new Map<DeletionFacts, number>();
  const state = { wholes, free: open(known.cloze), dead: open(known.dead), given };
  for (const rows of [state.free, state.dead]) {
    giveSame(rows, (text) => text, state);
    giveSame(rows, (text) => folded(text) || undefined, state);
  }
  for (const [whole, number] of likest(state)) {
    if (!given.has(whole) && state.free.has(number)) give(whole, number, state);
  }
  for (const [whole, number] of betweenKnown(state, known.cloze, bare)) give(whole, number, state);
  return given;
}

function give(whole: DeletionFacts, number: number, { given, free, dead }: State): void {
  given.set(whole, number);
  free.delete(number);
  dead.delete(number);
}

function giveSame(
  rows: Map<number, string>,
  keyOf: (text: string) => string | undefined,
  state: State,
): void {
  const numbers = grouped(rows.keys(), (number) => keyOf(rows.get(number) ?? ''));
  for (const whole of state.wholes) {
    if (state.given.has(whole)) continue;
    const key = keyOf(whole.text);
    const number = key === undefined ? undefined : numbers.get(key)?.shift();
    if (number !== undefined) give(whole, number, state);
  }
}

/** Pairs of what is still open, the most alike first. */
function likest({ wholes, free, given }: State): [DeletionFacts, number][] {
  const sign = createSigner([]);
  const signed = [...free]
    .slice(0, mostCompared)
    .map(([number, text]) => ({ number, text: sign(text) }));
  const pairs = wholes
    .filter((whole) => !given.has(whole))
    .slice(0, mostCompared)
    .flatMap((whole) => {
      const own = sign(whole.text);
      return signed
        .map(({ number, text }) => ({ whole, number, score: likeness(own, text) }))
        .filter(({ score }) => score >= alike);
    });
  return pairs.sort((a, b) => b.score - a.score).map(({ whole, number }) => [whole, number]);
}

/** A deletion with a new text, alone between the same two neighbours as one that is missing, is that one reworded. */
function betweenKnown(
  { wholes, free, given }: State,
  known: [number, string][],
  bare: string,
): [DeletionFacts, number][] {
  const gapsNow = gaps(wholes, (whole) => given.get(whole));
  const gapsThen = gaps(known, ([number]) => (free.has(number) ? undefined : number));
  return [...gapsNow].flatMap(([key, [whole, ...more]]): [DeletionFacts, number][] => {
    const [old, ...others] = gapsThen.get(key) ?? [];
    if (!whole || !old || more.length > 0 || others.length > 0) return [];
    const text = words(old[1]);
    const unwrapped = text !== '' && ` ${bare} `.includes(` ${text} `);
    return unwrapped ? [] : [[whole, old[0]]];
  });
}

/** Runs of what has no number, by the numbers on both sides. */
function gaps<Row>(rows: Row[], numberOf: (row: Row) => number | undefined): Map<string, Row[]> {
  const result = new Map<string, Row[]>();
  let before: number | undefined;
  let run: Row[] = [];
  const end = (after?: number) => {
    if (run.length > 0) result.set(`${before}-${after}`, run);
    run = [];
  };
  for (const row of rows) {
    const number = numberOf(row);
    if (number === undefined) run.push(row);
    else {
      end(number);
      before = number;
    }
  }
  end();
  return result;
}
