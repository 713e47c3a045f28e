import type { VFile } from 'vfile';
import { messages, report } from '../messages/index.ts';
import { type Cloze, type Deletion, descend, type Note } from '../tree.ts';
import { saidBy, shortened } from './claims.ts';
import { grouped } from './grouped.ts';
import { matchDeletions } from './match-deletions.ts';
import { words } from './similarity.ts';

/** The deletions of a note that learners have: number and hidden text, in the order of writing. */
export interface Pinned {
  cloze: [number, string][];
  dead: [number, string][];
}

/** A deletion with all its pieces; a range in code or math is one of its own. */
export interface Whole {
  pieces: (Cloze | Deletion)[];
  text: string;
}

/**
 * Gives each automatic deletion of a note, in a copy, the number it had: known by its text, or by being the
 * only one reworded between two that are known. New ones get numbers that never stood for anything else.
 */
export function pinDeletions(
  written: Note,
  known: Pinned,
  file: VFile,
): { note: Note; pinned: Pinned } {
  if (wholesOf(written).length === 0 && known.cloze.length === 0)
    return { note: written, pinned: { cloze: [], dead: known.dead } };
  const note = structuredClone(written);
  const wholes = wholesOf(note);
  const byHand = new Set(wholes.flatMap(numbersOf));
  const automatic = wholes.filter((whole) => numbersOf(whole).length === 0);
  const given = matchDeletions(automatic, known, byHand, bareText(note));
  const taken = new Set([...byHand, ...[...known.dead, ...known.cloze].map(([number]) => number)]);
  let fresh = 1;
  for (const whole of automatic) {
    while (taken.has(fresh)) fresh += 1;
    const number = given.get(whole) ?? fresh;
    taken.add(number);
    for (const piece of whole.pieces) piece.numbers = [number];
  }
  const cloze = wholes.flatMap((whole) =>
    [...new Set(numbersOf(whole))].map((number): [number, string] => [number, whole.text]),
  );
  tellMoved(cloze, known, note, file);
  return { note, pinned: { cloze, dead: deadOf(cloze, known, note, file) } };
}

function numbersOf({ pieces }: Whole): number[] {
  return pieces.flatMap(({ numbers }) => numbers);
}

/** Every piece of a deletion in a note, in the order of writing. */
function wholesOf(note: Note): Whole[] {
  const wholes = new Map<unknown, Whole>();
  for (const field of note.children) {
    for (const node of descend(field)) {
      if (node.type === 'cloze') addPiece((node as Cloze).deletion, node as Cloze, saidBy(node));
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
  return words(bare(note));
}

/** Learners' histories follow numbers: a text that stands under another number than before parts with its own. */
function tellMoved(cloze: [number, string][], known: Pinned, note: Note, file: VFile): void {
  const then = grouped(known.cloze, ([, text]) => text);
  const now = grouped(cloze, ([, text]) => text);
  for (const [text, rows] of then) {
    const numbers = (now.get(text) ?? []).map(([number]) => number);
    const [[was] = [0], ...others] = rows;
    const [number] = numbers;
    if (
      number === undefined ||
      [was, ...others.map(([other]) => other)].some((one) => numbers.includes(one))
    )
      continue;
    report(file, note.head, messages.clozeNumberMoved(text, was, number));
  }
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
