import type { Collection, MediaRow } from '../collection.ts';
import { finderOf } from './names-in-text.ts';

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
  const shares = sharesOf(collection);
  const names = fileNames([...shares.keys()]);
  const named = mediaNamedIn(collection.media, [...shares.values()]);
  return [...shares].map(([top, share]) => ({
    name: names.get(top) ?? 'deck',
    collection: part(collection, share, named.get(share)),
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

/** The rows below a top-level deck, in their order. */
type Share = Pick<Collection, 'decks' | 'cards' | 'notes'>;

/** What is below each top-level deck; a note with cards in two of them is in both. */
function sharesOf({ decks, cards, notes }: Collection): Map<string, Share> {
  const shares = new Map<string, Share>();
  const shareOfDeck = new Map<number, Share>();
  for (const deck of decks) {
    const share = shares.get(topOf(deck.name)) ?? { decks: [], cards: [], notes: [] };
    shares.set(topOf(deck.name), share);
    shareOfDeck.set(deck.id, share);
    share.decks.push(deck);
  }
  const sharesOfNote = new Map<number, Set<Share>>();
  for (const card of cards) {
    const share = shareOfDeck.get(card.deckId);
    if (!share) continue;
    share.cards.push(card);
    const all = sharesOfNote.get(card.noteId) ?? new Set();
    sharesOfNote.set(card.noteId, all.add(share));
  }
  for (const note of notes)
    for (const share of sharesOfNote.get(note.id) ?? []) share.notes.push(note);
  return shares;
}

/** The files that the notes of each share name, of those that stand for themselves. */
function mediaNamedIn(media: MediaRow[], shares: Share[]): Map<Share, Set<string>> {
  const names = media.flatMap(({ name }) => (goesAlong(name) ? [] : [name]));
  if (names.length === 0) return new Map();
  const find = finderOf(names);
  return new Map(shares.map((share) => [share, find(textOf(share))]));
}

function textOf({ notes }: Share): string {
  // Of what HTML escapes, a name may hold these two.
  return notes
    .map(({ fields }) => fields.join('\n'))
    .join('\n')
    .replace(/&(?:amp|#38|#x26);/giu, '&')
    .replace(/&(?:apos|#39|#x27);/giu, "'");
}

/** Templates may name it. */
function goesAlong(name: string): boolean {
  return /^(?:_|latex-)/u.test(name);
}

/** The decks below a top-level deck with all that their cards need. */
function part(
  collection: Collection,
  { decks, cards, notes }: Share,
  named: Set<string> = new Set(),
): Collection {
  const notetypeIds = new Set(notes.map(({ notetypeId }) => notetypeId));
  const presetIds = new Set(decks.map(({ presetId }) => presetId));
  const notetypes = collection.notetypes.filter(({ id }) => notetypeIds.has(id));
  return {
    ...collection,
    // Its own: what changed in another package is no reason for this one to be another file.
    modified: [...notes, ...notetypes].reduce((latest, { mod }) => Math.max(latest, mod), 0),
    decks,
    ...(collection.presets && {
      presets: collection.presets.filter(({ id }) => presetIds.has(id)),
    }),
    cards: renumbered(cards),
    notes,
    notetypes,
    media: collection.media.filter(({ name }) => goesAlong(name) || named.has(name)),
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
