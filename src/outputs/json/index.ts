import type { CardRow, Collection, NotetypeRow } from '../../collection.ts';
import type { CollectionDocument } from './schema.ts';

export { type CollectionDocument, collectionSchema } from './schema.ts';

type Rows = Omit<CollectionDocument, 'format' | 'version' | 'modified'>;

/** A collection as one JSON document of `collectionSchema`: a row a line, so that lines can be searched and compared. */
export function* writeJson(collection: Collection): Generator<Uint8Array> {
  yield encoded(
    `{\n"format": "deckwright-collection",\n"version": 1,\n"modified": ${collection.modified}`,
  );
  yield* list('decks', decksOf(collection));
  yield* list('notetypes', collection.notetypes.map(notetypeOf));
  yield* list('notes', notesOf(collection));
  yield* list(
    'media',
    collection.media.map(({ name, size, sha1 }) => ({ name, size, sha1 })),
  );
  yield encoded('\n}\n');
}

function* list<Key extends keyof Rows>(
  name: Key,
  rows: Iterable<Rows[Key][number]>,
): Generator<Uint8Array> {
  yield encoded(`,\n"${name}": [`);
  let count = 0;
  for (const row of rows) {
    yield encoded(`${count === 0 ? '' : ','}\n${JSON.stringify(row)}`);
    count += 1;
  }
  yield encoded(count === 0 ? ']' : '\n]');
}

function decksOf({ decks }: Collection): Rows['decks'] {
  return decks.map(({ name, description, markdown = false }) => ({ name, description, markdown }));
}

function notetypeOf(row: NotetypeRow): Rows['notetypes'][number] {
  const { id, name, kind, mod, sortField, stockKind, css, latexPre, latexPost, latexSvg } = row;
  return {
    ...{ id, name, kind, mod, sortField, stockKind },
    fields: row.fields.map((field) => ({
      id: String(field.id),
      name: field.name,
      description: field.description,
      font: field.font,
      size: field.size,
      rtl: field.rtl,
    })),
    templates: row.templates.map((template) => ({
      id: String(template.id),
      name: template.name,
      front: template.front,
      back: template.back,
      browserFront: template.browserFront,
      browserBack: template.browserBack,
    })),
    ...{ css, latexPre, latexPost, latexSvg },
  };
}

function* notesOf(collection: Collection): Generator<Rows['notes'][number]> {
  const decks = new Map(collection.decks.map(({ id, name }) => [id, name]));
  const notetypes = new Map(collection.notetypes.map((row) => [row.id, row]));
  const cards = new Map<number, CardRow[]>();
  for (const card of collection.cards) {
    const known = cards.get(card.noteId);
    if (known) known.push(card);
    else cards.set(card.noteId, [card]);
  }
  for (const { id, guid, notetypeId, mod, tags, fields } of collection.notes) {
    const names = notetypes.get(notetypeId)?.fields ?? [];
    yield {
      ...{ id, guid, notetype: notetypeId, mod, tags },
      fields: Object.fromEntries(names.map(({ name }, index) => [name, fields[index] ?? ''])),
      cards: (cards.get(id) ?? []).map((card) => ({
        id: card.id,
        ord: card.ord,
        deck: decks.get(card.deckId) ?? 'Default',
        due: card.due,
      })),
    };
  }
}

function encoded(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
