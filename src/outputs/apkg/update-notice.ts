import { type Collection, plainField } from '../../collection.ts';

/** A moment long before any deck of ours, so that the ids of the notice meet no other's. */
const ID = Date.UTC(2010, 0, 1);

/**
 * What an app too old for the latest container finds in a package instead of the decks: one note that
 * asks to update the app. `modified` is in seconds, as in the collection.
 */
export function updateNotice(modified: number): Collection {
  return {
    modified,
    decks: [{ id: 1, name: 'Default', description: '' }],
    notetypes: [notetype()],
    notes: [
      {
        id: ID,
        guid: 'deckwright-update-notice',
        notetypeId: ID,
        mod: modified,
        tags: [],
        fields: [
          'This deck was made for a newer version of Anki. Update your Anki app, then import the file once more.',
          '',
        ],
      },
    ],
    cards: [{ id: ID, noteId: ID, deckId: 1, ord: 0, due: 1 }],
    media: [],
  };
}

function notetype(): Collection['notetypes'][number] {
  return {
    id: ID,
    name: 'Notice',
    kind: 'normal',
    mod: 0,
    sortField: 0,
    fields: [plainField(1n, 'Front'), plainField(2n, 'Back')],
    templates: [
      {
        id: 3n,
        name: 'Card 1',
        front: '{{Front}}',
        back: '{{Front}}<hr>{{Back}}',
        browserFront: '',
        browserBack: '',
      },
    ],
    css: '.card { text-align: center; }',
    latexPre: '',
    latexPost: '',
    latexSvg: false,
    stockKind: 0,
  };
}
