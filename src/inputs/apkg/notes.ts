import type { NoteRow, NotetypeRow } from '../../collection.ts';
import type { PackageLimits } from '../limits.ts';
import type { Tables, Value } from './database.ts';
import { fieldText, tagList } from './text.ts';
import { damaged, tooLarge } from './trouble.ts';
import { integerOf } from './values.ts';

/**
 * The notes, their texts as an import stores them. A note whose type is missing, or has another number
 * of fields, makes Anki refuse the whole package (anki-format, 0), and gives the known error.
 */
export function readNotes(
  tables: Tables,
  notetypes: NotetypeRow[],
  limits: PackageLimits,
): NoteRow[] {
  const fieldCounts = new Map(notetypes.map(({ id, fields }) => [id, fields.length]));
  const notes: NoteRow[] = [];
  let pieces = 0;
  for (const row of tables.rows('notes', 'id, [guid], mid, mod, [tags], [flds]', 'id')) {
    const note = noteRow(tables, row, fieldCounts);
    if (note.id === notes.at(-1)?.id) throw damaged(`two of its notes have the id ${note.id}`);
    pieces += note.fields.length + note.tags.length;
    if (pieces > limits.rows * 10) throw tooLarge('it has too many fields and tags', 'rows');
    notes.push(note);
  }
  return notes;
}

function noteRow(tables: Tables, row: Value[], fieldCounts: Map<number, number>): NoteRow {
  const id = integerOf(row[0]);
  const notetypeId = integerOf(row[2]);
  const expected = fieldCounts.get(notetypeId);
  if (expected === undefined) throw damaged(`its note ${id} has no note type`);
  const fields = tables.text(row[5]).split('\x1f', expected + 1);
  if (fields.length !== expected) {
    throw damaged(`its note ${id} has not the ${expected} fields of its note type`);
  }
  return {
    id,
    guid: tables.text(row[1]),
    notetypeId,
    mod: integerOf(row[3]),
    tags: tagList(tables.text(row[4])),
    fields: fields.map(fieldText),
  };
}
