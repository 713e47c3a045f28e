import initSqlJs, { type Database, type SqlJsStatic } from 'sql.js';
import type { CardRow, Collection, NoteRow } from '../../collection.ts';
import { type ColJson, openColJson } from './col-json.ts';
import { wellFormed } from './json.ts';
import { sortColumns } from './sort-field.ts';

/** Writes a collection as a SQLite file. Throws on a row that names another which is not there. */
export type Schema11 = (collection: Collection) => Uint8Array;

/**
 * Opens a writer of SQLite files of Anki's schema 11, which every version of Anki opens (and brings up to
 * date) in either container (anki-format, 1 and 2). What all of them have in common is made once.
 */
export async function openSchema11(): Promise<Schema11> {
  const sql = await initSqlJs();
  const empty = emptyDatabase(sql);
  const colJson = openColJson();
  return (collection) => {
    const texts = colJson(collection);
    const database = new sql.Database(withRoom(empty, collection, texts));
    try {
      database.run(FAST);
      insertCol(database, collection, texts);
      insert(database, NOTES, noteRows(collection));
      insert(database, CARDS, cardRows(collection));
      // Made when the rows are there, an index is in one place, and deflates better.
      database.run(INDEXES);
      database.run('COMMIT');
      return database.export();
    } finally {
      database.close();
    }
  };
}

function emptyDatabase({ Database }: SqlJsStatic): Uint8Array {
  const database = new Database();
  try {
    database.run(TABLES);
    return database.export();
  } finally {
    database.close();
  }
}

/** Nobody else sees the file before it is complete. */
const FAST = 'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN';

/**
 * A copy, as a database writes into the bytes it is given, with about as much room behind it as the rows take:
 * sql.js copies a file that grows again and again. What is beyond the number of pages in its head, SQLite does
 * not read (its file format, 1.3.7).
 */
function withRoom(empty: Uint8Array, { notes, cards }: Collection, texts: ColJson): Uint8Array {
  let letters = texts.models.length + texts.decks.length;
  for (const { fields } of notes) for (const field of fields) letters += field.length;
  const room = letters + (letters >> 2) + 160 * notes.length + 120 * cards.length;
  const bytes = new Uint8Array(empty.length + 65_536 + room);
  bytes.set(empty);
  return bytes;
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
  CREATE INDEX ix_revlog_usn ON revlog (usn);
  CREATE INDEX ix_revlog_cid ON revlog (cid);
`;

const INDEXES = `
  CREATE INDEX ix_notes_usn ON notes (usn);
  CREATE INDEX ix_cards_usn ON cards (usn);
  CREATE INDEX ix_cards_nid ON cards (nid);
  CREATE INDEX ix_cards_sched ON cards (did, queue, due);
  CREATE INDEX ix_notes_csum ON notes (csum);
`;

/** The texts come as bytes: sql.js would turn each into them letter by letter. */
function insertCol(database: Database, { modified }: Collection, texts: ColJson): void {
  const { conf, models, decks, dconf, tags } = texts;
  database.run(
    `INSERT INTO col (id, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags)
      SELECT 1, ?1, ?1 * 1000, ?1 * 1000, 11, 0, 0, 0, CAST(?2 AS text), CAST(?3 AS text),
        CAST(?4 AS text), CAST(?5 AS text), CAST(?6 AS text)`,
    [modified, ...[conf, models, decks, dconf, tags].map((text) => Buffer.from(text))],
  );
}

/** What differs from note to note: id, guid, mid, mod, tags, flds, sfld, csum. */
const NOTES = `
  INSERT INTO notes (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data)
    SELECT value->>0, value->>1, value->>2, value->>3, -1, value->>4, value->>5, value->>6, value->>7,
      0, '' FROM jsonb_each(?)`;

/** Of a card: id, nid, did, ord, mod, due. It is new: type, queue and all that reviews fill are 0. */
const CARDS = `
  INSERT INTO cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left,
      odue, odid, flags, data)
    SELECT value->>0, value->>1, value->>2, value->>3, value->>4, -1, 0, 0, value->>5, 0, 0, 0, 0, 0,
      0, 0, 0, '' FROM jsonb_each(?)`;

/** Letters of JSON that SQLite gets at once. */
const MOST_LETTERS = 512 * 1024;

/** Many rows by one statement: to bind each value by itself takes most of the time. */
function insert(database: Database, sql: string, rows: Iterable<(string | number)[]>): void {
  const statement = database.prepare(sql);
  const take = (texts: string[]) => statement.run([Buffer.from(`[${texts.join(',')}]`)]);
  try {
    let waiting: string[] = [];
    let letters = 0;
    for (const row of rows) {
      const text = JSON.stringify(row);
      waiting.push(text);
      letters += text.length;
      if (letters < MOST_LETTERS) continue;
      take(waiting);
      waiting = [];
      letters = 0;
    }
    take(waiting);
  } finally {
    statement.free();
  }
}

function* noteRows({ notes, notetypes }: Collection): Generator<(string | number)[]> {
  const sortFields = new Map(notetypes.map(({ id, sortField }) => [id, sortField]));
  for (const note of notes) yield noteRow(note, found(sortFields, note.notetypeId, 'note type'));
}

function noteRow({ id, guid, notetypeId, mod, tags, fields }: NoteRow, sortField: number) {
  const { sfld, csum } = sortColumns(fields, sortField);
  const texts = {
    tags: tags.length > 0 ? wellFormed(` ${tags.join(' ')} `) : '',
    flds: wellFormed(fields.join('\x1f')),
  };
  return [id, wellFormed(guid), notetypeId, mod, texts.tags, texts.flds, wellFormed(sfld), csum];
}

function* cardRows({ notes, cards }: Collection): Generator<number[]> {
  const mods = new Map(notes.map(({ id, mod }) => [id, mod]));
  for (const card of cards) yield cardRow(card, found(mods, card.noteId, 'note'));
}

function cardRow({ id, noteId, deckId, ord, due }: CardRow, mod: number): number[] {
  return [id, noteId, deckId, ord, mod, due];
}

function found<T>(map: Map<number, T>, id: number, kind: string): T {
  const value = map.get(id);
  if (value === undefined) throw new Error(`Expected a ${kind} ${id} in the collection`);
  return value;
}
