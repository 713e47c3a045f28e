import type { VFile } from 'vfile';
import { messages, report } from '../messages/index.ts';
import { type Cloze, type Deletion, descend, type Note, plainText } from '../tree.ts';
import { shortened } from './claims.ts';
import { bigrams, folded, likeness } from './similarity.ts';

/** The deletions of a note that learners have: number and hidden text, in the order of writing. */
export interface Pinned {
  cloze: [number, string][];
  dead: [number, string][];
}

/** A deletion with all its pieces; a range in code or math is one of its own. */
interface Whole {
  pieces: (Cloze | Deletion)[];
  text: string;
}

const alike = 0.5;

/**
 * Gives each automatic deletion of a note the number it had: known by its text, or by being the only one
 * reworded between two that are known. New ones get numbers that never stood for anything else.
 */
export function pinDeletions(note: Note, known: Pinned, file: VFile): Pinned {
  const wholes = wholesOf(note);
  const written = new Set(wholes.flatMap(({ pieces }) => pieces.flatMap(({ numbers }) => numbers)));
  const automatic = wholes.filter(({ pieces }) =>
    pieces.every(({ numbers }) => numbers.length === 0),
  );
  const given = matched(automatic, known, written, bareText(note));
  const taken = new Set([...written, ...[...known.dead, ...known.cloze].map(([number]) => number)]);
  for (const whole of automatic) {
    const number = given.get(whole) ?? leastFree(taken);
    taken.add(number);
    for (const piece of whole.pieces) piece.numbers = [number];
  }
  const cloze = wholes.flatMap(({ pieces, text }) =>
    (pieces[0]?.numbers ?? []).map((number): [number, string] => [number, text]),
  );
  return { cloze, dead: deadOf(cloze, known, note, file) };
}

function deadOf(
  cloze: [number, string][],
  known: Pinned,
  note: Note,
  file: VFile,
): [number, string][] {
  const living = new Set(cloze.map(([number]) => number));
  const gone = new Map(known.cloze.filter(([number]) => !living.has(number)));
  for (const [number, text] of gone)
    report(file, note.head, messages.clozeNumberRetired(number, text));
  const dead = new Map([...known.dead.filter(([number]) => !living.has(number)), ...gone]);
  return [...dead].sort(([a], [b]) => a - b);
}

/** Every piece of a deletion in a note, in the order of writing. */
function wholesOf(note: Note): Whole[] {
  const wholes = new Map<unknown, Whole>();
  for (const field of note.children) {
    for (const node of descend(field)) {
      if (node.type === 'cloze') addPiece((node as Cloze).deletion, node as Cloze, plainText(node));
      for (const range of node.data?.deletions ?? []) {
        const value = 'value' in node ? String(node.value) : '';
        addPiece(range.deletion ?? range, range, value.slice(range.start, range.end).trim());
      }
    }
  }
  return [...wholes.values()].map((whole) => ({ ...whole, text: shortened(whole.text) }));

  function addPiece(key: unknown, piece: Cloze | Deletion, text: string): void {
    const whole = wholes.get(key);
    if (whole) {
      whole.pieces.push(piece);
      whole.text += ` ${text}`;
    } else {
      wholes.set(key, { pieces: [piece], text });
    }
  }
}

/** The note's text outside of all deletions: what stands here now was unwrapped, not reworded. */
function bareText(note: Note): string {
  const bare = (node: { type: string; children?: unknown[]; value?: unknown }): string => {
    if (node.type === 'cloze') return ' | ';
    if (node.children) return (node.children as (typeof node)[]).map(bare).join(' ');
    return typeof node.value === 'string' ? node.value : '';
  };
  return folded(bare(note));
}

function matched(
  wholes: Whole[],
  known: Pinned,
  written: Set<number>,
  bare: string,
): Map<Whole, number> {
  const given = new Map<Whole, number>();
  const open = (rows: [number, string][]) =>
    new Map(rows.filter(([number]) => !written.has(number)));
  const free = open(known.cloze);
  const dead = open(known.dead);
  const give = (whole: Whole, number: number) => {
    given.set(whole, number);
    free.delete(number);
    dead.delete(number);
  };
  // A deletion that comes back gets its number back, but none that only resembles it.
  for (const candidates of [free, dead]) {
    for (const same of sameness) {
      for (const whole of wholes) {
        const found = [...candidates].find(
          ([, text]) => !given.has(whole) && same(text, whole.text),
        );
        if (found) give(whole, found[0]);
      }
    }
  }
  for (const [whole, number] of likest(wholes, free, given))
    if (!given.has(whole) && free.has(number)) give(whole, number);
  for (const [whole, number] of betweenKnown(wholes, known.cloze, free, given, bare))
    give(whole, number);
  return given;
}

const sameness: ((a: string, b: string) => boolean)[] = [
  (a, b) => a === b,
  (a, b) => folded(a) === folded(b) && folded(a) !== '',
];

/** Pairs of what is still open, the most alike first. */
function likest(
  wholes: Whole[],
  free: Map<number, string>,
  given: Map<Whole, number>,
): [Whole, number][] {
  const pairs = wholes
    .filter((whole) => !given.has(whole))
    .flatMap((whole) =>
      [...free].map(([number, text]) => ({
        whole,
        number,
        score: likeness(bigrams(whole.text), bigrams(text)),
      })),
    )
    .filter(({ score }) => score >= alike);
  return pairs.sort((a, b) => b.score - a.score).map(({ whole, number }) => [whole, number]);
}

/** A deletion with a new text, alone between the same two neighbours as one that is missing, is that one reworded. */
function betweenKnown(
  wholes: Whole[],
  known: [number, string][],
  free: Map<number, string>,
  given: Map<Whole, number>,
  bare: string,
): [Whole, number][] {
  const gapsNow = gaps(wholes, (whole) => given.get(whole));
  const gapsThen = gaps(known, ([number]) => (free.has(number) ? undefined : number));
  return [...gapsNow].flatMap(([key, [whole, ...more]]): [Whole, number][] => {
    const [old, ...others] = gapsThen.get(key) ?? [];
    if (!whole || !old || more.length > 0 || others.length > 0) return [];
    const unwrapped = folded(old[1]) !== '' && ` ${bare} `.includes(` ${folded(old[1])} `);
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

function leastFree(taken: Set<number>): number {
  let number = 1;
  while (taken.has(number)) number += 1;
  return number;
}
