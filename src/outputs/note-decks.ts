import type { Collection } from '../collection.ts';

/** The name of each note's deck, by the note's id: that of its first card. */
export function deckOfNotes({ cards, decks }: Collection): Map<number, string> {
  const names = new Map(decks.map(({ id, name }) => [id, name]));
  const found = new Map<number, string>();
  for (const { noteId, deckId } of cards)
    if (!found.has(noteId)) found.set(noteId, names.get(deckId) ?? 'Default');
  return found;
}

/** The names without repeats in their order, but each deck before those within it. */
export function parentsFirst(names: string[]): string[] {
  const given = new Set(names);
  const placed = new Set<string>();
  for (const name of given) {
    const levels = name.split('::');
    for (let depth = 1; depth <= levels.length; depth += 1) {
      const above = levels.slice(0, depth).join('::');
      if (given.has(above)) placed.add(above);
    }
  }
  return [...placed];
}
