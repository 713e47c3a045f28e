import { damaged } from './trouble.ts';

/** The schema of an Anki database takes some 10 kB. */
const MOST_SCHEMA_BYTES = 2 ** 20;

/**
 * Checks that the schema of a SQLite file is stored as a tree and is small: SQLite reads it before it can
 * be asked to check anything, and would walk in a circle for ever (sqlite.org/fileformat2.html, 1.6).
 */
export function checkSchemaPages(database: Uint8Array): void {
  if (database.length < 512) throw badDatabase();
  const view = new DataView(database.buffer, database.byteOffset, database.byteLength);
  const size = view.getUint16(16) === 1 ? 0x10000 : view.getUint16(16);
  const waiting = [1];
  const seen = new Set<number>();
  let bytes = 0;
  for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
    const at = (page - 1) * size;
    if (size < 512 || page === 0 || at + size > database.length || seen.has(page)) {
      throw badDatabase();
    }
    seen.add(page);
    const { children, payload } = readPage(view, at, page === 1 ? at + 100 : at, size);
    waiting.push(...children);
    bytes += payload;
    if (bytes > MOST_SCHEMA_BYTES || seen.size > 2048) throw badDatabase();
  }
}

/** A page of a table's tree: its children, or how long the rows on it say they are. */
function readPage(view: DataView, at: number, head: number, size: number) {
  const kind = view.getUint8(head);
  const cells = view.getUint16(head + 3);
  const first = head + (kind === 5 ? 12 : 8);
  if ((kind !== 5 && kind !== 13) || first + cells * 2 > at + size) throw badDatabase();
  const children = kind === 5 ? [view.getUint32(head + 8)] : [];
  let payload = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    const place = at + view.getUint16(first + cell * 2);
    if (place + 4 > at + size) throw badDatabase();
    if (kind === 5) children.push(view.getUint32(place));
    else payload += varint(view, place);
  }
  return { children, payload };
}

/** The first four bytes suffice: what is longer is too long. */
function varint(view: DataView, at: number): number {
  let value = 0;
  for (let index = 0; index < 4; index += 1) {
    const byte = view.getUint8(at + index);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return value;
  }
  return Number.POSITIVE_INFINITY;
}

function badDatabase() {
  return damaged('its database is no sound SQLite file');
}
