import initSqlJs, { type Database, type SqlValue } from 'sql.js';
import type { CardRow, Collection, NoteRow } from '../../collection.ts';
import { colJson } from './col-json.ts';
import { wellFormed } from './json.ts';
import { sortColumns } from './sort-field.ts';

/**
 * Writes a collection as a SQLite file of Anki's schema 11, which every version of Anki opens (and
 * brings up to date) in either container (anki-format, 1 and 2). Throws on a row that names another
 * which is not there.
 */
export async function schema11(collection: Collection): Promise<Uint8Array> {
  const sql = await initSqlJs();
  const database = new sql.Database();
  try {
    database.run(TABLES);
    database.run('BEGIN');
    insert(database, 'col', [colRow(collection)]);
    insert(database, 'notes', noteRows(collection));
    insert(database, 'cards', cardRows(collection));
    database.run('COMMIT');
    return database.export();
  } finally {
    database.close();
  }
}

const TABLES = `
  CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL,
    scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL,
    ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL,
    dconf text NOT NULL, tags text NOT NULL);
  CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL,
    mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL,
    sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
  CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL,
    ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL,
    queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL,
    reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL,
    odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
  CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,
    ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL,
    time integer NOT NULL, type integer NOT NULL);
  CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
  CREATE INDEX ix_notes_usn ON notes (usn);
  CREATE INDEX ix_cards_usn ON cards (usn);
  CREATE INDEX ix_revlog_usn ON revlog (usn);
  CREATE INDEX ix_cards_nid ON cards (nid);
  CREATE INDEX ix_cards_sched ON cards (did, queue, due);
  CREATE INDEX ix_revlog_cid ON revlog (cid);
  CREATE INDEX ix_notes_csum ON notes (csum);
`;

/** A row, by the names of its columns. */
type Row = Record<string, string | number>;

function insert(database: Database, table: string, rows: Iterable<Row>): void {
  const columns = database.exec(`SELECT name FROM pragma_table_info('${table}')`);
  const names = columns[0]?.values.map(([name]) => String(name)) ?? [];
  const places = names.map(() => '?').join(', ');
  const statement = database.prepare(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`,
  );
  try {
    for (const row of rows) statement.run(names.map((name) => bound(row[name])));
  } finally {
    statement.free();
  }
}

/** A column without a value stays NULL, which the table refuses. */
function bound(value: string | number | undefined): SqlValue {
  return typeof value === 'string' ? wellFormed(value) : (value ?? null);
}

function colRow(collection: Collection): Row {
  const { modified } = collection;
  return {
    id: 1,
    crt: modified,
    mod: modified * 1000,
    scm: modified * 1000,
    ver: 11,
    dty: 0,
    usn: 0,
    ls: 0,
    ...colJson(collection),
  };
}

function* noteRows({ notes, notetypes }: Collection): Generator<Row> {
  const sortFields = new Map(notetypes.map(({ id, sortField }) => [id, sortField]));
  for (const note of notes) yield noteRow(note, found(sortFields, note.notetypeId, 'note type'));
}

function noteRow(note: NoteRow, sortField: number): Row {
  return {
    id: note.id,
    guid: note.guid,
    mid: note.notetypeId,
    mod: note.mod,
    usn: -1,
    tags: note.tags.length > 0 ? ` ${note.tags.join(' ')} ` : '',
    flds: note.fields.join('\x1f'),
    ...sortColumns(note.fields, sortField),
    flags: 0,
    data: '',
  };
}

function* cardRows({ notes, cards }: Collection): Generator<Row> {
  const mods = new Map(notes.map(({ id, mod }) => [id, mod]));
  for (const card of cards) yield cardRow(card, found(mods, card.noteId, 'note'));
}

/** A new card: type, queue and all that reviews fill are 0. */
function cardRow(card: CardRow, mod: number): Row {
  return {
    id: card.id,
    nid: card.noteId,
    did: card.deckId,
    ord: card.ord,
    mod,
    usn: -1,
    type: 0,
    queue: 0,
    due: card.due,
    ivl: 0,
    factor: 0,
    reps: 0,
    lapses: 0,
    left: 0,
    odue: 0,
    odid: 0,
    flags: 0,
    data: '',
  };
}

function found<T>(map: Map<number, T>, id: number, kind: string): T {
  const value = map.get(id);
  if (value === undefined) throw new Error(`Expected a ${kind} ${id} in the collection`);
  return value;
}
