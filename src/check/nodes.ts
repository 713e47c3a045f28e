import type { Node } from 'unist';
import { type Deck, descend } from '../tree.ts';

/** All nodes of a file, walked once for all rules, in document order. */
export interface FileNodes {
  /** Note by note, the note itself first. */
  notes: Node[][];
  /** Definition by definition. */
  definitions: Node[][];
  description: Node[];
  /** Whether any of a type is there: most rules are about few. */
  has: (...types: string[]) => boolean;
  /** All of a type: those of notes, the description, and definitions. */
  ofType: (type: string) => readonly Node[];
}

export function nodesIn(deck: Deck): FileNodes {
  const notes = deck.children.map(descend);
  const description = deck.description.flatMap(descend);
  const definitions = deck.definitions.map(descend);
  const byType = new Map<string, Node[]>();
  for (const part of [...notes, description, ...definitions])
    for (const node of part) {
      const found = byType.get(node.type);
      if (found) found.push(node);
      else byType.set(node.type, [node]);
    }
  return {
    notes,
    definitions,
    description,
    has: (...types) => types.some((type) => byType.has(type)),
    ofType: (type) => byType.get(type) ?? none,
  };
}

const none: readonly Node[] = [];
