import type { Collection } from '../src/collection.ts';
import { showCard } from '../src/notetype/index.ts';
import type { Side } from './card-page.ts';

/** A card as a learner sees it: question and answer, with the media of its collection. */
export interface ShownCard {
  guid: string;
  deck: string;
  sides: [question: Side, answer: Side];
}

/** All cards of a collection, in its order, with what Anki puts on them while it shows them; nothing was typed in. */
export function shownCards({ notes, notetypes, cards, decks, media }: Collection): ShownCard[] {
  const files: NonNullable<Side['media']> = new Map(
    media.map(({ name, content }) => [
      name,
      'path' in content
        ? content
        : { body: Buffer.from(content.bytes), contentType: 'image/svg+xml' },
    ]),
  );
  const byId = new Map(notes.map((note) => [note.id, note]));
  return cards.flatMap(({ noteId, ord, deckId }): ShownCard[] => {
    const note = byId.get(noteId);
    const notetype = notetypes.find(({ id }) => id === note?.notetypeId);
    if (!note || !notetype) return [];
    const deck = decks.find(({ id }) => id === deckId)?.name ?? '';
    const { front, back } = showCard(notetype, { ...note, deck }, ord);
    const side = (html: string): Side => ({ html, css: notetype.css, media: files });
    return [{ guid: note.guid, deck, sides: [side(front), side(back)] }];
  });
}
