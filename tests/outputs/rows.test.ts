import fc from 'fast-check';
import JSZip from 'jszip';
import initSqlJs, { type SqlValue } from 'sql.js';
import { describe, expect, it } from 'vitest';
import { openSchema11 } from '../../src/outputs/apkg/schema11.ts';
import { formats } from '../../src/outputs/index.ts';
import { decks, media, plain } from './collections.ts';

const letters = fc.constantFrom(
  ...['a', '7', '0', '.', 'e', '-', ' ', '\u0000', '\u001e', '"', '\\', '/', '\n', '\u007f'],
  ...['é', '\u2028', '\ufeff', '\ud83d', '\ude00', '😀', '<', '&'],
);
const text = fc.string({ unit: letters, maxLength: 12 });
const milliseconds = fc.integer({ min: 1, max: 2 ** 45 });
const notes = fc.uniqueArray(
  fc.record({
    id: milliseconds,
    guid: text,
    mod: fc.integer({ min: 0, max: 2 ** 33 }),
    tags: fc.array(text, { maxLength: 2 }),
    fields: fc.tuple(text, text),
  }),
  { selector: ({ id }) => id, maxLength: 6 },
);

/** What SQLite makes of values that are bound one by one, as types and hexadecimal. */
async function bound(rows: SqlValue[][]): Promise<SqlValue[][]> {
  const { Database } = await initSqlJs();
  const database = new Database();
  database.run(
    'CREATE TABLE notes (id integer PRIMARY KEY, guid text, mod integer, tags text, flds text, sfld integer)',
  );
  for (const row of rows) database.run('INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?)', row);
  return read(database.export());
}

async function read(bytes: Uint8Array): Promise<SqlValue[][]> {
  const { Database } = await initSqlJs();
  const database = new Database(bytes);
  const columns = ['id', 'guid', 'mod', 'tags', 'flds', 'sfld'].map(
    (name) => `typeof(${name}), hex(cast(${name} AS text))`,
  );
  const found = database.exec(`SELECT ${columns.join(', ')} FROM notes ORDER BY id`);
  database.close();
  return found.flatMap(({ values }) => values);
}

describe('rows of a package', () => {
  it('are what SQLite makes of values bound one by one', async () => {
    const schema11 = await openSchema11();
    const collection = plain();
    const notetypeId = collection.notetypes[0]?.id ?? 0;
    await fc.assert(
      fc.asyncProperty(notes, async (some) => {
        const rows = some.map((note) => ({ ...note, notetypeId }));
        const expected = some.map(({ id, guid, mod, tags, fields }) => [
          ...[id, guid.toWellFormed(), mod],
          tags.length > 0 ? ` ${tags.join(' ')} `.toWellFormed() : '',
          fields.join('\x1f').toWellFormed(),
        ]);
        const written = await read(schema11({ ...collection, notes: rows, cards: [] }));
        // How a sort field is made of a field is told by other tests.
        const plainOnes = some.map(({ fields }) => /^[^<&]*$/u.test(fields[0] ?? ''));
        const sorted = some.map(({ fields }) => (fields[0] ?? '').toWellFormed());
        const wanted = await bound(expected.map((row, index) => [...row, sorted[index] ?? '']));
        const order = some.map(({ id }, index) => ({ id, plain: plainOnes[index] }));
        order.sort((a, b) => a.id - b.id);
        for (const [index, { plain: all }] of order.entries())
          expect(written[index]?.slice(0, all ? 12 : 10)).toEqual(
            wanted[index]?.slice(0, all ? 12 : 10),
          );
        expect(written).toHaveLength(some.length);
      }),
      { seed: 90_002, numRuns: 200 },
    );
  });

  it('are all there when they are more than SQLite gets at once', async () => {
    const collection = plain();
    const [note] = collection.notes;
    const [card] = collection.cards;
    if (!note || !card) throw new Error('Expected a note with a card');
    const many = Array.from({ length: 3000 }, (_, index) => ({
      ...{ ...note, id: note.id + index, guid: `g${index}` },
      fields: [`${index} ${'漢字'.repeat(index % 300)}`, ''],
    }));
    const cards = many.map(({ id }, index) => ({ ...card, id, noteId: id, due: index }));
    const { Database } = await initSqlJs();
    const schema11 = await openSchema11();
    const database = new Database(schema11({ ...collection, notes: many, cards }));
    const [found] = database.exec(
      'SELECT flds FROM notes JOIN cards ON nid = notes.id ORDER BY due',
    );
    expect(found?.values.flat()).toEqual(many.map(({ fields }) => fields.join('\x1f')));
    expect(database.exec('PRAGMA integrity_check')[0]?.values).toEqual([['ok']]);
    database.close();
  });
});

describe.each(['legacy', 'latest'] as const)('packages of one build, %s', (format) => {
  it('are the bytes that each would be by itself, in whichever order', async () => {
    const all = [plain(), media(), decks()].map((collection, n) => ({ name: `${n}`, collection }));
    const alone = await Promise.all(all.map((one) => bytesOf(formats[format]()(one)[0]?.content)));
    const write = formats[format]();
    const streams = all.toReversed().map((one) => write(one)[0]?.content);
    const together: Buffer[] = [];
    for (const stream of streams) together.unshift(await bytesOf(stream));
    for (const [index, bytes] of alone.entries()) {
      expect(together[index]?.equals(bytes)).toBe(true);
      expect(Object.keys((await JSZip.loadAsync(bytes)).files)).toContain('media');
    }
  });
});

async function bytesOf(
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array> = [],
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}
