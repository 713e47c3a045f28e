import type { Collection } from '../collection.ts';

/** A package to be written: its file name without extension, and what it holds. */
export interface Package {
  name: string;
  collection: Collection;
}

/** The packages as `package` in `deckwright.yaml` has them: one of all, called `name`, or one for each top-level deck. */
export function packagesOf(
  collection: Collection,
  { package: how, name }: { package: 'single' | 'decks'; name?: string | undefined },
): Package[] {
  return how === 'single'
    ? [singlePackage(collection, name ?? collection.decks[0]?.name ?? 'deck')]
    : packageByDeck(collection);
}

/** Cuts a collection into one package for each top-level deck. */
export function packageByDeck(collection: Collection): Package[] {
  const tops = [...new Set(collection.decks.map(({ name }) => topOf(name)))];
  const names = fileNames(tops);
  return tops.map((top) => ({
    name: names.get(top) ?? 'deck',
    collection: part(collection, top),
  }));
}

/** The whole collection as one package. */
export function singlePackage(collection: Collection, name: string): Package {
  return { name: fileNames([name]).get(name) ?? 'deck', collection };
}

/** A file name for each deck: in lower case, with hyphens; two that come out alike are told apart. */
function fileNames(decks: string[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    decks.map((deck) => {
      const plain = deck
        .normalize('NFC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
        .replace(/^-|-$/gu, '');
      // Anki takes these for a backup of the whole collection and offers to replace the learner's.
      const safe = /^(collection$|backup-|$)/u.test(plain) ? `deck-${plain}` : plain;
      let name = safe.replace(/-$/u, '');
      for (let count = 2; taken.has(name); count += 1) name = `${safe}-${count}`;
      taken.add(name);
      return [deck, name];
    }),
  );
}

/** The decks below a top-level deck with all that their cards need. */
function part(collection: Collection, top: string): Collection {
  const decks = collection.decks.filter(({ name }) => topOf(name) === top);
  const deckIds = new Set(decks.map(({ id }) => id));
  const cards = collection.cards.filter(({ deckId }) => deckIds.has(deckId));
  const noteIds = new Set(cards.map(({ noteId }) => noteId));
  const notes = collection.notes.filter(({ id }) => noteIds.has(id));
  const notetypeIds = new Set(notes.map(({ notetypeId }) => notetypeId));
  // Of what HTML escapes, a name may hold these two.
  const text = notes
    .map(({ fields }) => fields.join('\n'))
    .join('\n')
    .replace(/&(?:amp|#38|#x26);/giu, '&')
    .replace(/&(?:apos|#39|#x27);/giu, "'");
  const presetIds = new Set(decks.map(({ presetId }) => presetId));
  return {
    ...collection,
    decks,
    ...(collection.presets && {
      presets: collection.presets.filter(({ id }) => presetIds.has(id)),
    }),
    cards: renumbered(cards),
    notes,
    notetypes: collection.notetypes.filter(({ id }) => notetypeIds.has(id)),
    media: collection.media.filter(
      ({ name }) => /^(?:_|latex-)/u.test(name) || text.includes(name),
    ),
  };
}

/** New cards are learnt in the order of their `due`, which begins at 1 in every package. */
function renumbered(cards: Collection['cards']): Collection['cards'] {
  const due = new Map<number, number>();
  for (const { noteId } of cards) if (!due.has(noteId)) due.set(noteId, due.size + 1);
  return cards.map((card) => ({ ...card, due: due.get(card.noteId) ?? card.due }));
}

function topOf(name: string): string {
  return name.split('::')[0] ?? name;
}
