import { posix } from 'node:path';
import type { Node } from 'unist';
import { shortened } from './ledger.ts';
import { type Cloze, type Deletion, descend, type Note, plainText } from './tree.ts';

/** A deletion with all its pieces; a range in code or math is one of its own. */
export interface Whole {
  pieces: (Cloze | Deletion)[];
  /** What it hides, shortened as the ledger keeps it. */
  text: string;
}

/** Every deletion of a note, in the order of writing. */
export function deletionsOf(note: Note): Whole[] {
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

/** The numbers that the author wrote, or that were given; none while the deletion is automatic. */
export function numbersOf({ pieces }: Pick<Whole, 'pieces'>): number[] {
  return pieces.flatMap(({ numbers }) => numbers);
}

/** Writes into a note the number of each of its deletions, in their order; undefined leaves one as it is. */
export function numberDeletions(note: Note, numbers: readonly (number | undefined)[]): void {
  if (numbers.every((number) => number === undefined)) return;
  for (const [index, { pieces }] of deletionsOf(note).entries()) {
    const number = numbers[index];
    if (number !== undefined) for (const piece of pieces) piece.numbers = [number];
  }
}

/** What a node says: its text, or the names of its pictures and the shapes, where there is none. */
export function saidBy(node: Node): string {
  const wordless = () =>
    descend(node).flatMap((part) => {
      const { url, shape } = part as { url?: string; shape?: string };
      return url === undefined ? (shape ?? []) : posix.basename(url);
    });
  return plainText(node) || wordless().join(' ');
}
