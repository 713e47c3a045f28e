import type { RootContent } from 'mdast';
import { type Deck, descend, type Note } from './tree.ts';

/**
 * The definitions that the content refers to, and those that these do; the note's own come before others of the same
 * name.
 */
export function definitionsFor(
  content: RootContent[],
  note: Pick<Note, 'position'> | undefined,
  { definitions, children }: Pick<Deck, 'definitions' | 'children'>,
): RootContent[] {
  const references = (nodes: RootContent[]) =>
    nodes.flatMap(descend).flatMap((node) => {
      if (!('identifier' in node) || !node.type.endsWith('Reference')) return [];
      const kind = node.type === 'footnoteReference' ? 'footnoteDefinition' : 'definition';
      return [`${kind} ${String(node.identifier)}`];
    });
  const wanted = new Set(definitions.length > 0 ? references(content) : []);
  if (wanted.size === 0) return [];
  const known = new Map<string, RootContent[]>();
  for (const node of definitions) {
    const key = 'identifier' in node ? `${node.type} ${node.identifier}` : '';
    known.set(key, [...(known.get(key) ?? []), node]);
  }
  const result: RootContent[] = [];
  // A set takes in what is added while it is walked: footnotes refer to further ones.
  for (const key of wanted) {
    const found = known.get(key) ?? [];
    const nearest =
      (found.length > 1 && found.find((other) => isWithin(other, note, children))) || found[0];
    if (!nearest) continue;
    result.push(nearest);
    for (const further of references([nearest])) wanted.add(further);
  }
  return result;
}

/** Definitions that end a note are no part of its content: they are its own up to where the next one begins. */
function isWithin(
  node: RootContent,
  note: Pick<Note, 'position'> | undefined,
  notes: Note[],
): boolean {
  const line = node.position?.start.line;
  if (line === undefined || !note) return false;
  const start = note.position.start.line;
  const next = notes.find(({ position }) => position.start.line > start);
  return line >= start && line < (next?.position.start.line ?? Number.POSITIVE_INFINITY);
}
