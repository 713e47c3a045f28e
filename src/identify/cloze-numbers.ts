import { type Cloze, type Deletion, descend, type Note } from '../tree.ts';

/** Gives each automatic deletion of a note a number: the least that is free, in the order of writing. */
export function numberDeletions(note: Note): void {
  const taken = new Set(writtenNumbers(note));
  const given = new Map<number, number>();
  for (const part of partsOf(note)) {
    if (part.numbers.length > 0) continue;
    const key = part.deletion ?? -1;
    const number = given.get(key) ?? leastFree(taken);
    taken.add(number);
    given.set(key, number);
    part.numbers = [number];
  }
}

/** Every piece of a deletion in a note, in the order of writing. */
export function partsOf(note: Note): (Cloze | Deletion)[] {
  return [...descend(note)].flatMap((node): (Cloze | Deletion)[] =>
    node.type === 'cloze' ? [node as Cloze] : (node.data?.deletions ?? []),
  );
}

function writtenNumbers(note: Note): number[] {
  return partsOf(note).flatMap(({ numbers }) => numbers);
}

function leastFree(taken: Set<number>): number {
  let number = 1;
  while (taken.has(number)) number += 1;
  return number;
}
