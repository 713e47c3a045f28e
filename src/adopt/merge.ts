import type { MediaRow, NotetypeRow } from '../collection.ts';
import type { Imported, ImportedNote } from '../imported.ts';
import { verbatimMedia } from '../media.ts';
import { surroundingsError } from '../surroundings.ts';

/** Several imports as one. Throws the known error where two do not go together. */
export function merged(imported: Imported[]): Omit<Imported, 'name' | 'kind'> {
  const media = new Map<string, MediaRow>();
  const notetypes = new Map<number, NotetypeRow>();
  const notes: ImportedNote[] = [];
  for (const one of imported) {
    const renamed = addMedia(one.media, media);
    const types = new Map(one.notetypes.map((row) => [row, addNotetype(row, notetypes)]));
    for (const note of one.notes) notes.push(noteIn(note, types, renamed));
  }
  const decks = new Map(
    imported.flatMap((one) => one.decks).map((deck) => [deck.name, deck] as const),
  );
  return {
    decks: [...decks.values()],
    notetypes: [...notetypes.values()],
    notes,
    media: [...media.values()],
    presets: imported.flatMap(({ presets }) => presets),
    said: [...imported.flatMap(({ said }) => said), ...quotesLine(imported)],
    leftOut: imported.flatMap(({ leftOut }) => leftOut),
    ...(imported.some(({ uuids }) => uuids) && {
      uuids: Object.assign({}, ...imported.map(({ uuids }) => uuids ?? {})),
    }),
  };
}

function quotesLine(imported: Imported[]): string[] {
  const quoted = imported.some(({ notes }) =>
    notes.some(({ tags }) => tags.some((tag) => tag.includes('"'))),
  );
  return quoted ? ['Tags with a double quote have a single one for new learners.'] : [];
}

/** The note itself where nothing about it changes: there may be a million. */
function noteIn(
  note: ImportedNote,
  types: Map<NotetypeRow, NotetypeRow>,
  renamed: Map<string, string>,
): ImportedNote {
  const notetype =
    typeof note.notetype === 'string' ? note.notetype : (types.get(note.notetype) ?? note.notetype);
  const isQuoted = note.tags.some((tag) => tag.includes('"'));
  if (notetype === note.notetype && !isQuoted && renamed.size === 0) return note;
  return {
    ...note,
    notetype,
    // Anki's search has no way to name a tag with a quote in it.
    tags: note.tags.map((tag) => tag.replaceAll('"', "'")),
    fields: renamed.size > 0 ? withNames(note.fields, renamed) : note.fields,
  };
}

/** Two files of one name with other contents: the second is called as Anki calls it (anki-format, 6.2). */
function addMedia(rows: MediaRow[], media: Map<string, MediaRow>): Map<string, string> {
  const renamed = new Map<string, string>();
  for (const row of rows) {
    const known = media.get(row.name);
    if (!known || known.sha1 === row.sha1) {
      media.set(row.name, row);
      continue;
    }
    const name = row.name.replace(/(?=\.[^.]*$|$)/u, `-${row.sha1}`);
    renamed.set(row.name, name);
    media.set(name, { ...row, name });
  }
  return renamed;
}

function withNames(
  fields: ImportedNote['fields'],
  renamed: Map<string, string>,
): ImportedNote['fields'] {
  return fields.map((field) => {
    if ('html' in field)
      return { ...field, html: verbatimMedia(field.html, (name) => renamed.get(name)) };
    if (!('markdown' in field)) return field;
    const markdown = field.markdown.replace(/\]\(<([^<>\n]{1,500})>\)/gu, (all, name) =>
      renamed.has(name) ? `](<${renamed.get(name)}>)` : all,
    );
    return { ...field, markdown };
  });
}

/** One note type in two packages is the newer of the two, if notes of both fit. */
function addNotetype(row: NotetypeRow, notetypes: Map<number, NotetypeRow>): NotetypeRow {
  const known = notetypes.get(row.id);
  if (!known) {
    notetypes.set(row.id, row);
    return row;
  }
  const shape = ({ fields, templates }: NotetypeRow) =>
    JSON.stringify([fields, templates].map((rows) => rows.map(({ name }) => name)));
  if (shape(known) === shape(row)) return known;
  throw surroundingsError(
    `Two files have the note type "${row.name}" with other fields or templates. Import them into two folders.`,
  );
}
