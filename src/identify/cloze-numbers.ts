import type { VFile } from 'vfile';
import { messages, report } from '../messages/index.ts';
import type { DeletionFacts, NoteFacts } from './facts.ts';
import { grouped } from './grouped.ts';
import { matchDeletions } from './match-deletions.ts';

/** The deletions of a note that learners have: number and hidden text, in the order of writing. */
export interface Pinned {
  cloze: [number, string][];
  dead: [number, string][];
}

/** Nothing that a learner has. */
export const noPins: Pinned = { cloze: [], dead: [] };

export interface Numbered {
  numbers: (number | undefined)[];
  pinned: Pinned;
}

/** Most notes have no deletions: they share this. */
const without: Numbered = { numbers: [], pinned: noPins };

/**
 * The number of each automatic deletion of a note, in the order of writing, and undefined for one whose numbers
 * the author wrote: known by its text, or by being the only one reworded between two that are known. New ones get
 * numbers that never stood for anything else.
 */
export function pinDeletions(note: NoteFacts, known: Pinned, file: VFile): Numbered {
  const deletions = note.deletions ?? [];
  if (deletions.length === 0 && known.cloze.length === 0)
    return known.dead.length === 0 ? without : { ...without, pinned: known };
  if (isUnchanged(deletions, known))
    return {
      numbers: known.cloze.map(([number], index) => givenTo(deletions[index], number)),
      pinned: known,
    };
  const byHand = new Set(deletions.flatMap(({ numbers }) => numbers));
  const automatic = deletions.filter(({ numbers }) => numbers.length === 0);
  const given = matchDeletions(automatic, known, byHand, note.bare ?? '');
  const taken = new Set([...byHand, ...[...known.dead, ...known.cloze].map(([number]) => number)]);
  let fresh = 1;
  const numbers = deletions.map((deletion) => {
    if (deletion.numbers.length > 0) return undefined;
    while (taken.has(fresh)) fresh += 1;
    const number = given.get(deletion) ?? fresh;
    taken.add(number);
    return number;
  });
  const cloze = deletions.flatMap((deletion, index) => {
    const number = numbers[index];
    const all = number === undefined ? new Set(deletion.numbers) : [number];
    return [...all].map((one): [number, string] => [one, deletion.text]);
  });
  tellMoved(cloze, known, note, file);
  return { numbers, pinned: { cloze, dead: deadOf(cloze, known, note, file) } };
}

/** Whether all deletions hide what they did, in the order they stood in, as in nearly every note of a build. */
function isUnchanged(deletions: DeletionFacts[], { cloze, dead }: Pinned): boolean {
  return (
    dead.length === 0 &&
    cloze.length === deletions.length &&
    deletions.every(({ numbers, text }, index) => {
      const [number, was] = cloze[index] ?? [];
      return (
        was === text && (numbers.length === 0 || (numbers.length === 1 && numbers[0] === number))
      );
    })
  );
}

function givenTo(deletion: DeletionFacts | undefined, number: number): number | undefined {
  return deletion?.numbers.length === 0 ? number : undefined;
}

/** Learners' histories follow numbers: a text that stands under another number than before parts with its own. */
function tellMoved(cloze: [number, string][], known: Pinned, note: NoteFacts, file: VFile): void {
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
  note: NoteFacts,
  file: VFile,
): [number, string][] {
  const living = new Set(cloze.map(([number]) => number));
  const gone = new Map(known.cloze.filter(([number]) => !living.has(number)));
  for (const [number, text] of gone)
    report(file, note.head, messages.clozeNumberRetired(number, text));
  const dead = new Map([...known.dead.filter(([number]) => !living.has(number)), ...gone]);
  return [...dead].sort(([a], [b]) => a - b);
}
