import type { Collection, NoteRow } from '../../collection.ts';
import { deckOfNotes, parentsFirst } from '../note-decks.ts';

/**
 * A collection as Anki's own text export, with the header lines that give every note back its guid, note type,
 * deck and tags (rslib `import_export/text/csv/metadata.rs`). It holds no media and no note types: who imports
 * it must have the note types already.
 */
export function* writeText(collection: Collection): Generator<Uint8Array> {
  const notetypes = new Map(collection.notetypes.map((row) => [row.id, row]));
  const used = collection.notes.flatMap(({ notetypeId }) => notetypes.get(notetypeId) ?? []);
  const columns = used.reduce((most, { fields }) => Math.max(most, fields.length), 0);
  yield encoded(`#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:${4 + columns}
`);
  const decks = deckOfNotes(collection);
  for (const note of sorted(collection, decks)) {
    const fields = Array.from({ length: columns }, (_, index) => note.fields[index] ?? '');
    const name = notetypes.get(note.notetypeId)?.name ?? '';
    const row = [note.guid, name, decks.get(note.id) ?? '', ...fields, note.tags.join(' ')];
    yield encoded(`${row.map(quoted).join('\t')}\n`);
  }
}

/** A deck that is named after one of its subdecks is made a second time, as `Name+` (anki-format, 10). */
function sorted({ notes }: Collection, decks: Map<number, string>): NoteRow[] {
  const names = notes.map(({ id }) => decks.get(id) ?? '');
  const places = new Map(parentsFirst(names).map((name, place) => [name, place]));
  const place = ({ id }: NoteRow) => places.get(decks.get(id) ?? '') ?? 0;
  return notes.toSorted((a, b) => place(a) - place(b));
}

/** A row that begins with `#` is a comment unless it is quoted. */
function quoted(text: string): string {
  return /["\t\r\n]|^#|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function encoded(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
