import initSqlJs, { type Database, type SqlJsStatic, type SqlValue } from 'sql.js';
import type { PackageLimits } from '../limits.ts';
import { checkSchemaPages } from './schema-pages.ts';
import { damaged, tooLarge } from './trouble.ts';

/** A value of a row; texts are asked for as blobs, as sql.js ends a text at its first NUL. */
export type Value = SqlValue | undefined;

/** A database that was checked to be sound, to be read from. */
export interface Tables {
  /**
   * The rows of a table, in the order of `by`. A column in brackets, `[name]`, is a text: read it with
   * `text`. Throws the known error.
   */
  rows(table: string, columns: string, by: string): Generator<Value[]>;
  count(table: string): number;
  text(value: Value): string;
  close(): void;
}

/** Opens a SQLite file in memory; nothing in it is run. Throws the known error if it is not sound. */
export async function openDatabase(bytes: Uint8Array, limits: PackageLimits): Promise<Tables> {
  checkSchemaPages(bytes);
  const { Database } = await initSqlJs();
  const database = load(Database, bytes);
  try {
    return openTables(database, { rows: limits.rows, bytes: bytes.length });
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLite makes a copy: no function that lives as long as the tables may see the bytes. */
function load(Sqlite: SqlJsStatic['Database'], bytes: Uint8Array): Database {
  return told(() => new Sqlite(withoutJournal(bytes)));
}

/** How much a table may hold. */
interface Most {
  rows: number;
  bytes: number;
}

function openTables(database: Database, most: Most): Tables {
  harden(database);
  const tables = tableNames(database);
  return {
    rows: (table, columns, by) => {
      checkTable(database, tables, table);
      return readTable(database, most, { table, columns, by });
    },
    count: (table) => {
      checkTable(database, tables, table);
      return Number(first(database, `SELECT count(*) FROM ${table}`));
    },
    text: decoder(String(first(database, 'PRAGMA encoding'))),
    close: () => database.close(),
  };
}

/** A file in WAL mode cannot be opened without its log, which a package does not hold. */
function withoutJournal(bytes: Uint8Array): Uint8Array {
  if (bytes[18] !== 2 && bytes[19] !== 2) return bytes;
  const copy = Uint8Array.from(bytes);
  copy.fill(1, 18, 20);
  return copy;
}

function harden(database: Database): void {
  told(() => {
    database.run('PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON');
    database.run('PRAGMA ignore_check_constraints=ON; PRAGMA journal_mode=OFF');
  });
}

/** The tables, after making sure that the schema holds nothing that computes. */
function tableNames(database: Database): Set<string> {
  const names = new Set<string>();
  for (const [sql, name, type] of select(database, 'SELECT sql, name, type FROM sqlite_master')) {
    if (sql !== null && !/^CREATE (TABLE|(UNIQUE )?INDEX)\s/i.test(String(sql))) {
      throw damaged(
        `its database holds ${JSON.stringify(String(name).slice(0, 60))}, which is no table`,
      );
    }
    if (type === 'table') names.add(String(name));
  }
  const unicase = first(database, "SELECT 1 FROM sqlite_master WHERE sql LIKE '%unicase%'");
  if (unicase !== undefined) replaceUnicase(database);
  return names;
}

/** sql.js has no way to add Anki's collation, and fails on what is ordered by it (anki-format, 3). */
function replaceUnicase(database: Database): void {
  told(() =>
    database.run(`
      PRAGMA writable_schema=1;
      UPDATE sqlite_master SET sql = replace(sql, 'COLLATE unicase', 'COLLATE nocase');
      PRAGMA writable_schema=RESET;
    `),
  );
}

function* readTable(
  database: Database,
  most: Most,
  { table, columns, by }: { table: string; columns: string; by: string },
): Generator<Value[]> {
  const sources = columns.replace(/\[(\w+)\]/g, 'CAST(CAST($1 AS TEXT) AS BLOB)');
  const sql = `SELECT ${sources} FROM ${table} NOT INDEXED ORDER BY ${by}`;
  let rows = 0;
  let bytes = 0;
  for (const row of select(database, sql)) {
    rows += 1;
    if (rows > most.rows) throw tooLarge(`it has more than ${most.rows} ${table}`, 'rows');
    for (const value of row) if (value instanceof Uint8Array) bytes += value.length;
    // Where a column is missing in all rows, each has the default that the schema tells, but once.
    if (bytes > most.bytes) throw damaged(`its table ${table} tells more than its database holds`);
    yield row;
  }
}

/**
 * Checks the pages of a table: one that stands in its tree twice, and again below itself, would make
 * rows without end. The check's first row tells; what it would do after a bad one could take as long.
 */
function checkTable(database: Database, tables: Set<string>, table: string): void {
  if (!tables.has(table)) throw damaged(`its database has no table ${table}`);
  const columns = [...select(database, `PRAGMA table_xinfo(${table})`)];
  const isPlain = columns.every((column) => column[6] === 0);
  const state = isPlain && first(database, `PRAGMA quick_check(${table})`);
  if (state !== 'ok') throw damaged(`the table ${table} of its database is not sound`);
}

/** The first value; no more rows are made. */
function first(database: Database, sql: string): Value {
  const [row] = select(database, sql);
  return row?.[0];
}

function* select(database: Database, sql: string): Generator<Value[]> {
  const statement = told(() => database.prepare(sql));
  const next = () => (statement.step() ? statement.get() : undefined);
  try {
    for (let row = told(next); row; row = told(next)) yield row;
  } finally {
    statement.free();
  }
}

function decoder(encoding: string): (value: Value) => string {
  const decode = told(() => new TextDecoder(encoding, { fatal: true, ignoreBOM: true }));
  return (value) => {
    if (!(value instanceof Uint8Array)) throw damaged('its database lacks a text');
    try {
      return decode.decode(value);
    } catch (cause) {
      throw damaged('a text of its database is no UTF-8', cause);
    }
  };
}

/** Whatever SQLite says or does about a file is the file's fault: its statements are ours. */
function told<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw damaged(`SQLite says of its database: ${reason}`, cause);
  }
}
