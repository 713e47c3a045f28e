import initSqlJs from 'sql.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPackage } from '../../src/inputs/apkg/index.ts';
import { plain } from '../outputs/collections.ts';
import { databaseWith, packageOf, packed, partsOf } from './packages.ts';

const PAGE = 4096;

/** The notes of a package that holds this database. */
async function notesOf(database: Uint8Array) {
  return (await readPackage(packageOf({ 'collection.anki2': database }))).notes;
}

async function expectRefusal(database: Uint8Array, what: RegExp): Promise<void> {
  await expect(notesOf(database)).rejects.toMatchObject({
    surroundings: true,
    message: expect.stringMatching(what),
  });
}

/** Statements that put another table of notes in the place of the first. */
const renewed = (columns: string, copied = 'id, guid, mid, mod, tags, flds') => [
  'ALTER TABLE notes RENAME TO old',
  `CREATE TABLE notes (${columns})`,
  `INSERT INTO notes (${copied}) SELECT ${copied} FROM old`,
];

/** Statements that make two notes sixteen. */
const more = [1, 2, 3].map(
  (count) =>
    `INSERT INTO notes (id, guid, mid, mod, tags) SELECT id + ${10 ** count}, guid, mid, mod, tags FROM notes`,
);

/** Statements that change the schema without SQLite's consent. */
const forged = (name: string, sql: string) => [
  'PRAGMA writable_schema=1',
  `UPDATE sqlite_master SET sql = '${sql}' WHERE name = '${name}'`,
];

describe('a database that is odd but sound', () => {
  it.each<[what: string, statements: string[]]>([
    ['without indexes', ['DROP INDEX ix_notes_usn', 'DROP INDEX ix_notes_csum']],
    ['whose ids are no row ids', renewed('id, guid, mid, mod, tags, flds')],
    ['with a table of its own', ['CREATE TABLE mine (a)', 'ANALYZE']],
    // Computing either would take hours.
    [
      'with an index that computes',
      [
        'CREATE INDEX slow ON notes (flds)',
        ...forged('slow', 'CREATE INDEX slow ON notes (hex(zeroblob(4e8)))'),
      ],
    ],
    [
      'with a check that computes',
      [
        ...renewed('id, guid, mid, mod, tags, flds, CHECK (1)'),
        ...forged(
          'notes',
          'CREATE TABLE notes (id, guid, mid, mod, tags, flds, CHECK (hex(zeroblob(4e8))))',
        ),
      ],
    ],
  ])('is read: %s', async (_, statements) => {
    expect(await notesOf(await databaseWith(statements))).toEqual(plain().notes);
  });

  it('is read in WAL mode, and the bytes given stay as they were', async () => {
    const database = await databaseWith([]);
    database.fill(2, 18, 20);
    expect(await notesOf(database)).toEqual(plain().notes);
    expect([...database.subarray(18, 20)]).toEqual([2, 2]);
  });

  it('is read in UTF-16', async () => {
    const { Database } = await initSqlJs();
    const [from, to] = [new Database(await databaseWith([])), new Database()];
    to.run(`PRAGMA encoding = 'UTF-16le'`);
    for (const [sql] of from.exec('SELECT sql FROM sqlite_master')[0]?.values ?? [])
      to.run(String(sql));
    for (const table of ['col', 'notes', 'cards']) {
      for (const row of from.exec(`SELECT * FROM ${table}`)[0]?.values ?? []) {
        to.run(`INSERT INTO ${table} VALUES (${row.map(() => '?')})`, row);
      }
    }
    expect(await notesOf(to.export())).toEqual(plain().notes);
  });
});

describe('a database that is made to harm', () => {
  it.each<[what: string, statements: string[], error: RegExp]>([
    [
      'a view without end',
      [
        'ALTER TABLE notes RENAME TO old',
        'CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id FROM n',
      ],
      /holds "notes", which is no table/,
    ],
    [
      'a trigger',
      ['CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT 1; END'],
      /holds "t", which is no table/,
    ],
    [
      'columns that compute',
      [
        ...renewed('id, guid, mid, mod, tags, flds'),
        ...forged(
          'notes',
          'CREATE TABLE notes (id, guid, mid, mod, tags, flds AS (hex(zeroblob(4e8))))',
        ),
      ],
      /table notes of its database is not sound/,
    ],
    [
      'two notes of one id',
      [
        'ALTER TABLE notes RENAME TO old',
        'CREATE TABLE notes AS SELECT * FROM old UNION ALL SELECT * FROM old',
      ],
      /two of its notes have the id/,
    ],
    [
      'a note without a guid',
      [
        'ALTER TABLE notes RENAME TO old',
        'CREATE TABLE notes AS SELECT id, NULL AS guid, mid, mod, tags, flds FROM old',
      ],
      /lacks a text/,
    ],
    ['no table of notes', ['DROP TABLE notes'], /has no table notes/],
    [
      'a schema of megabytes',
      [`CREATE TABLE large (a DEFAULT '${'x'.repeat(1_100_000)}')`],
      /no sound SQLite file/,
    ],
    [
      'broken SQL',
      forged('ix_notes_usn', 'CREATE INDEX ix_notes_usn ON'),
      /malformed database schema/,
    ],
    [
      'text out of nothing',
      [
        ...renewed('id, guid, mid, mod, tags', 'id, guid, mid, mod, tags'),
        ...more,
        `ALTER TABLE notes ADD COLUMN flds DEFAULT '${'a'.repeat(400_000)}${'\x1f'}b'`,
      ],
      /notes tells more than its database holds/,
    ],
  ])('gives the known error: %s', async (_, statements, error) => {
    await expectRefusal(await databaseWith(statements), error);
  });

  describe('pages that stand in a tree again and again', () => {
    let tangled: Uint8Array;
    let first: number;
    let notesRoot: number;
    beforeAll(async () => {
      const { Database } = await initSqlJs();
      const filled = await databaseWith([
        'CREATE TABLE filler (a)',
        'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) INSERT INTO filler SELECT zeroblob(4000) FROM n',
      ]);
      const database = new Database(filled);
      const [root] = database.exec(`SELECT rootpage FROM sqlite_master WHERE name = 'notes'`);
      database.close();
      notesRoot = Number(root?.values[0]?.[0]);
      tangled = Uint8Array.from(filled);
      first = tangled.length / PAGE - 22;
      // Each level names the next one 401 times: 401^17 ways to a page with one row.
      for (let level = 0; level < 17; level += 1)
        interior(tangled, first + level, first + level + 1);
      tangled.copyWithin((first + 16) * PAGE, (notesRoot - 1) * PAGE, notesRoot * PAGE);
    });

    it('are seen in a table', async () => {
      const database = Uint8Array.from(tangled);
      database.copyWithin((notesRoot - 1) * PAGE, (first - 1) * PAGE, first * PAGE);
      await expectRefusal(database, /table notes of its database is not sound/);
    });

    it('are seen in the schema', async () => {
      const database = Uint8Array.from(tangled);
      const view = new DataView(database.buffer);
      database[100] = 5;
      view.setUint16(103, 0);
      view.setUint32(108, first);
      await expectRefusal(database, /no sound SQLite file/);
    });
  });
});

/** Makes a page one that names a child 401 times (sqlite.org/fileformat2.html, 1.6). */
function interior(database: Uint8Array, page: number, child: number): void {
  const at = (page - 1) * PAGE;
  const view = new DataView(database.buffer, database.byteOffset + at, PAGE);
  database.fill(0, at, at + PAGE);
  view.setUint8(0, 5);
  view.setUint16(3, 400);
  view.setUint16(5, PAGE - 400 * 6);
  view.setUint32(8, child);
  for (let cell = 0; cell < 400; cell += 1) {
    const place = PAGE - (cell + 1) * 6;
    view.setUint16(12 + cell * 2, place);
    view.setUint32(place, child);
    view.setUint8(place + 4, 1);
  }
}

it('the parts of a package of ours are what these tests take them for', async () => {
  expect([...(await partsOf(await packed(plain()))).keys()]).toEqual(['collection.anki2', 'media']);
});
