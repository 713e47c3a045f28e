import type { DeckRow } from '../../collection.ts';
import type { Draft } from './draft.ts';

/** Brings in the decks that hold the package's cards, and their parents, by name (anki-format, 5.2). */
export function importDecks(draft: Draft): void {
  for (const deck of decksInUse(draft)) {
    const known = find(draft.decks, deck.name);
    draft.deckOf.set(deck.id, known ? describe(draft, known, deck.description) : add(draft, deck));
  }
}

/** Parents first. Deck 1 is left out: its cards go to the learner's Default. */
function decksInUse({ pkg }: Draft): DeckRow[] {
  const used = new Set(pkg.cards.map(({ deckId }) => deckId));
  const found = new Set(pkg.decks.filter(({ id }) => used.has(id)));
  for (const deck of [...found])
    for (const name of parentNames(deck.name)) {
      const parent = find(pkg.decks, name);
      if (parent) found.add(parent);
    }
  const level = ({ name }: DeckRow) => name.split('::').length;
  return [...found].filter(({ id }) => id !== 1).sort((a, b) => level(a) - level(b));
}

/** A description that is not empty replaces the learner's. */
function describe(draft: Draft, known: DeckRow, description: string): number {
  if (description !== '')
    draft.decks = draft.decks.map((deck) => (deck === known ? { ...known, description } : deck));
  return known.id;
}

/** The levels that are there lend the name their case; those that are missing are made. */
function add(draft: Draft, { name, description }: DeckRow): number {
  const parent = parentNames(name)
    .map((each) => find(draft.decks, each))
    .find((deck) => deck !== undefined);
  const depth = parent ? parent.name.split('::').length : 0;
  const full = [...(parent ? [parent.name] : []), ...name.split('::').slice(depth)].join('::');
  for (const missing of parentNames(full).toReversed())
    if (!find(draft.decks, missing)) push(draft, missing, '');
  return push(draft, full, description);
}

function push(draft: Draft, name: string, description: string): number {
  const id = Math.max(1, ...draft.decks.map((deck) => deck.id)) + 1;
  draft.decks.push({ id, name, description });
  return id;
}

function find(decks: readonly DeckRow[], name: string): DeckRow | undefined {
  return decks.find((deck) => deck.name.toLowerCase() === name.toLowerCase());
}

/** The nearest first. */
function parentNames(name: string): string[] {
  const levels = name.split('::');
  return levels.slice(1).map((_, index) => levels.slice(0, levels.length - 1 - index).join('::'));
}
