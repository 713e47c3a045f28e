import type { Collection } from '../src/collection.ts';
import { renderCard } from '../src/notetype/index.ts';
import type { Side } from './card-page.ts';

/** A card as a learner sees it: question and answer, with the media of its collection. */
export interface ShownCard {
  guid: string;
  deck: string;
  sides: [question: Side, answer: Side];
}

/** All cards of a collection, in its order, with what Anki puts on them while it shows them. */
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
    const { question, answer } = renderCard(notetype, { ...note, deck }, ord);
    const side = (html: string): Side => ({ html, css: notetype.css, media: files });
    const typed = (field: string) =>
      note.fields[notetype.fields.findIndex(({ name }) => name === field)] ?? '';
    return [
      {
        guid: note.guid,
        deck,
        sides: [
          side(question.replace(typedMark, '<input id="typeans" type="text">')),
          side(
            answer.replace(
              typedMark,
              (_mark, field: string) =>
                `<code id="typeans"><span class="typeGood">${typed(field)}</span></code>`,
            ),
          ),
        ],
      },
    ];
  });
}

/** Where Anki puts the box to type in, and on the back its comparison. */
const typedMark = /\[\[type:([^\]]+)\]\]/u;
