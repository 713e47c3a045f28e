import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collection } from '../../src/collection.ts';
import { type ReadPackage, readPackage } from '../../src/inputs/apkg/index.ts';
import { unzstd } from '../../src/inputs/apkg/zstd/index.ts';
import { cloze, decks, media, plain, unicode } from '../outputs/collections.ts';
import { ANKI_PACKAGE, databaseWith, NO_BOUND, packageOf, packed, partsOf } from './packages.ts';

const COLLECTIONS = Object.entries({ plain, cloze, unicode, decks, media });

/** What of a package a collection holds too. */
function collectionOf(read: ReadPackage): Collection {
  const { modified, decks, notetypes, notes, cards, media } = read;
  return { modified, decks, notetypes, notes, cards, media };
}

/** Rows in the order that reading gives them; tags as an import sorts them. */
function inOrder(collection: Collection): Collection {
  const sorted = <Row extends { id: number }>(rows: Row[]) => [...rows].sort((a, b) => a.id - b.id);
  return {
    ...collection,
    decks: sorted(collection.decks),
    notetypes: sorted(collection.notetypes),
    notes: sorted(collection.notes).map((note) => ({ ...note, tags: [...note.tags].sort() })),
    cards: sorted(collection.cards),
    media: collection.media.map((row) => ({ ...row, content: { bytes: hashed(bytesOf(row)) } })),
  };
}

/** Instead of bytes, whose comparison takes long. */
function hashed(bytes: Uint8Array): Uint8Array {
  return createHash('sha1').update(bytes).digest();
}

function bytesOf({ content }: Collection['media'][number]): Uint8Array {
  if ('path' in content) throw new Error('Expected bytes');
  return content.bytes;
}

describe.each(['legacy', 'latest'] as const)('a %s package of ours', (format) => {
  it.each(COLLECTIONS)('gives %s back as it was', async (_, make) => {
    const read = await readPackage(await packed(make(), format));
    expect(inOrder(collectionOf(read))).toEqual(inOrder(make()));
    expect(read).toMatchObject({
      container: format === 'legacy' ? 'legacy 1' : 'latest',
      schema: 11,
      scheduling: { reviews: 0, studiedCards: 0 },
      leftOut: { cards: 0, media: [] },
    });
  });
});

describe('a package on disk', () => {
  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deckwright-'));
    path = join(folder, 'media.apkg');
    await writeFile(path, await packed(media(), 'latest'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is read as from memory, media when it is asked for', async () => {
    const read = await readPackage(path);
    expect(inOrder(collectionOf(read))).toEqual(inOrder(media()));
  });

  it('must not change before its media is read', async () => {
    const other = join(folder, 'other.apkg');
    await writeFile(other, await packed(media()));
    const [first] = (await readPackage(other)).media;
    await truncate(other, 1000);
    expect(() => first && bytesOf(first)).toThrow(/other.apkg cannot be opened: it changed/);
  });

  it('that is missing, or is a folder, gives the known error', async () => {
    await expect(readPackage(join(folder, 'none.apkg'))).rejects.toMatchObject({
      surroundings: true,
      message: expect.stringContaining('none.apkg cannot be opened'),
    });
    await expect(readPackage(folder)).rejects.toMatchObject({
      surroundings: true,
      message: expect.stringContaining('is not a file'),
    });
  });
});

describe('a package of Anki (latest, schema 18)', () => {
  let read: ReadPackage;
  beforeAll(async () => {
    read = await readPackage(ANKI_PACKAGE);
  });

  it('has its notes, with their types', () => {
    expect(read).toMatchObject({ container: 'latest', schema: 18 });
    expect(read.notes).toHaveLength(8);
    expect(read.notes[0]).toMatchObject({
      fields: ['Front 0 <img src="dot.svg">', 'Back 0'],
      tags: ['a::b', 'c'],
    });
    expect(read.notes[6]?.tags).toEqual(['α', 'Ω']);
    expect(read.notetypes.map(({ name, kind, stockKind }) => [name, kind, stockKind])).toEqual([
      ['Basic', 'normal', 1],
      ['Basic (and reversed card)', 'normal', 2],
      ['Cloze', 'cloze', 5],
    ]);
    const [basic] = read.notetypes;
    expect(basic?.fields.map(({ name, description }) => [name, description])).toEqual([
      ['Front', ''],
      ['Back', 'what is asked for'],
    ]);
    expect(basic?.templates).toMatchObject([
      { name: 'Card 1', front: '{{Front}}', browserFont: 'Courier', browserSize: 14 },
    ]);
    // Ids of Anki are random 64-bit integers, which no number holds.
    for (const { fields, templates } of read.notetypes) {
      for (const { id } of [...fields, ...templates])
        expect(Number.isSafeInteger(Number(id))).toBe(false);
    }
  });

  it('has its decks, with settings and presets', () => {
    expect(read.decks.map(({ name }) => name)).toEqual([
      'Top',
      'Top::Middle',
      'Ωmega',
      'Ωmega::日本語',
    ]);
    expect(read.decks[0]).toMatchObject({ description: 'From *stones*', markdown: true });
    expect(read.decks[1]).not.toHaveProperty('markdown');
    const slow = read.presets.find(({ name }) => name === 'Slow');
    expect(read.deckSettings[0]).toEqual({
      deckId: read.decks[0]?.id,
      presetId: slow?.id,
      newLimit: 7,
      desiredRetention: 0.85,
      collapsed: true,
    });
    expect(slow?.json).toMatchObject({
      new: { perDay: 5, delays: [2, 30], initialFactor: 2500, ints: [1, 4, 0], order: 1 },
      rev: { perDay: 200, ease4: 1.3, hardFactor: 1.2, maxIvl: 36500 },
      lapse: { delays: [10], leechFails: 8, mult: 0 },
      autoplay: true,
      replayq: true,
      maxTaken: 60,
      desiredRetention: 0.9,
    });
  });

  it('has its cards as new ones, and tells that three were studied', () => {
    expect(read.cards).toHaveLength(10);
    expect(read.cards.map(({ due }) => due)).toEqual([1, 2, 3, 4, 5, 6, 7, 7, 8, 8]);
    expect(read.scheduling).toEqual({ reviews: 3, studiedCards: 3 });
  });

  it('has its media', () => {
    expect(read.media.map(({ name }) => name).sort()).toEqual(['dot.svg', 'été.txt']);
    const sound = read.media.find(({ name }) => name === 'été.txt');
    expect(sound && Buffer.from(bytesOf(sound)).toString()).toBe('Ωμέγα'.repeat(30));
  });
});

describe('a database of schema', () => {
  it.each([15, 16, 17])('%i is read as 18', async (schema) => {
    const parts = await partsOf(readFileSync(ANKI_PACKAGE));
    const database = unzstd(parts.get('collection.anki21b') ?? new Uint8Array(0), NO_BOUND);
    const read = await readPackage(
      packageOf({
        'collection.anki2': await databaseWith([`UPDATE col SET ver = ${schema}`], database),
      }),
    );
    const { notes, notetypes, decks, presets } = await readPackage(ANKI_PACKAGE);
    expect(read).toMatchObject({ schema, notes, notetypes, decks, presets });
  });

  it('14 has presets in a table, and note types and decks as JSON', async () => {
    const database = await databaseWith([
      `UPDATE col SET ver = 14, dconf = ''`,
      'CREATE TABLE deck_config (id integer PRIMARY KEY, name text, mtime_secs, usn, config blob)',
      // New cards each day: 5.
      `INSERT INTO deck_config VALUES (7, 'Seven', 1700000000, -1, x'4805')`,
    ]);
    const { schema, notes, presets } = await readPackage(
      packageOf({ 'collection.anki2': database }),
    );
    expect({ schema, notes }).toEqual({ schema: 14, notes: plain().notes });
    expect(presets).toMatchObject([{ id: 7, name: 'Seven', json: { new: { perDay: 5 } } }]);
  });

  it.each([
    [10, 'has the unknown schema 10'],
    [12, 'has the unknown schema 12'],
    [19, 'is made for a newer version of Anki'],
  ])('%i gives the known error', async (schema, what) => {
    const database = await databaseWith([`UPDATE col SET ver = ${schema}`]);
    await expect(readPackage(packageOf({ 'collection.anki2': database }))).rejects.toMatchObject({
      surroundings: true,
      message: expect.stringContaining(what),
    });
  });
});

describe('the container', () => {
  it('of version 2 has its collection.anki21', async () => {
    const parts = await partsOf(await packed(cloze()));
    const other = await partsOf(await packed(plain()));
    const read = await readPackage(
      packageOf({
        'collection.anki2': other.get('collection.anki2') ?? '',
        'collection.anki21': parts.get('collection.anki2') ?? '',
      }),
    );
    expect(read).toMatchObject({ container: 'legacy 2', notes: cloze().notes, media: [] });
  });

  const database = async () => (await partsOf(await packed(plain()))).get('collection.anki2') ?? '';
  it.each<[what: string, parts: Record<string, Uint8Array | string>, error: string]>([
    ['no database', { media: '{}' }, 'it is no Anki package, or lacks its collection.anki2'],
    ['an empty meta', { meta: '' }, 'newer version of Anki'],
    ['a newer meta', { meta: '\x08\x04' }, 'newer version of Anki'],
    ['an endless meta', { meta: 'x'.repeat(5000) }, 'its file "meta" is too long'],
    ['meta 2 without its database', { meta: '\x08\x02' }, 'lacks its collection.anki21.'],
    ['meta 3 without its database', { meta: '\x08\x03' }, 'lacks its collection.anki21b'],
    ['a list for the media list', { media: '[]' }, 'media list is no JSON object'],
    ['an empty media list', { media: '' }, 'media list is no valid JSON'],
    ['a media list of words', { media: '{"a":"b"}' }, 'does not give names to numbers'],
    ['leading zeros', { media: '{"01":"b"}' }, 'does not give names to numbers'],
    ['a name that is none', { media: '{"0":1}' }, 'does not give names to numbers'],
    ['a path', { media: '{"0":"../a"}' }, 'holds the name "../a"'],
    ['a path of Windows', { media: '{"0":"a\\\\b"}' }, 'holds the name "a\\\\b"'],
    ['the folder above', { media: '{"0":".."}' }, 'holds the name ".."'],
    ['no name', { media: '{"0":""}' }, 'holds the name ""'],
    [
      'two contents of one name',
      { media: '{"0":"a","1":"a"}', 0: 'x', 1: 'y' },
      'have the name "a"',
    ],
  ])('with %s gives the known error', async (_, parts, error) => {
    const bytes = packageOf({
      ...(error.includes('lacks') ? {} : { 'collection.anki2': await database() }),
      ...parts,
    });
    await expect(readPackage(bytes)).rejects.toMatchObject({
      surroundings: true,
      message: expect.stringContaining(error),
    });
  });

  it('may list files that are missing, have gaps, repeat a file and hold what is not listed', async () => {
    const read = await readPackage(
      packageOf({
        'collection.anki2': await database(),
        media: '{"7":"A?b.txt","3":"gone.txt","12":"Ab.txt"}',
        7: 'seven',
        12: 'seven',
        'folder/': '',
        'readme.md': 'what is this?',
      }),
    );
    expect(read.media.map(({ name, size }) => [name, size])).toEqual([['Ab.txt', 5]]);
    expect(read.leftOut.media).toEqual(['gone.txt']);
  });
});

describe('rows', () => {
  const read = async (...statements: string[]) =>
    readPackage(packageOf({ 'collection.anki2': await databaseWith(statements) }));

  it('keep a guid of digits, and lose control characters, as in an import', async () => {
    const { notes } = await read(
      `UPDATE notes SET guid = '007', tags = ' b  B a::::c ::x ', flds =
        'a' || char(0) || 'b' || char(13) || char(10) || char(9) || char(0x85) || char(31) || 'e' || char(0x301)
        WHERE id = (SELECT min(id) FROM notes)`,
    );
    expect(notes[0]).toMatchObject({
      guid: '007',
      tags: ['a::blank::c', 'b', 'blank::x'],
      fields: ['ab\n\t\u0085', 'é'],
    });
  });

  it('give each card its home deck, and its former place among the new ones', async () => {
    const { cards, decks, scheduling } = await read(
      `UPDATE col SET decks = json_insert(decks, '$.99', json('{"id":99,"name":"Filter","dyn":1}'))`,
      // Lent to a filtered deck; learnt, with and without a memory of its place.
      'UPDATE cards SET odid = did, odue = 5, did = 99, due = -100000 WHERE id % 4 = 1',
      `UPDATE cards SET type = 2, due = 9000, data = '{"pos":12,"s":1.5}' WHERE id % 4 = 2`,
      `UPDATE cards SET type = 1, due = 1700000000, data = 'garbage' WHERE id % 4 = 3`,
      'INSERT INTO revlog VALUES (1, 1, 0, 3, 1, 1, 2500, 1000, 0)',
    );
    expect(cards.map(({ due }) => due)).toEqual([5, 12, 2, 3]);
    expect(new Set(cards.map(({ deckId }) => deckId))).toEqual(new Set([decks[0]?.id]));
    expect(decks.map(({ name }) => name)).toEqual(['Samples']);
    expect(scheduling).toEqual({ reviews: 1, studiedCards: 2 });
  });

  it('drop cards that an import drops, and name a deck that only cards know', async () => {
    const { cards, decks, leftOut } = await read(
      'UPDATE cards SET nid = 5 WHERE id % 4 = 1',
      'UPDATE cards SET ord = 0 WHERE id % 4 = 0',
      'UPDATE cards SET did = 77 WHERE id % 4 = 2',
    );
    expect(cards.map(({ ord, deckId }) => [ord, deckId === 77])).toEqual([
      [1, true],
      [0, false],
    ]);
    expect(leftOut.cards).toBe(2);
    expect(decks.map(({ name }) => name)).toEqual(['recovered77', 'Samples']);
  });

  it('keep the Default deck if it is of use', async () => {
    const { decks } = await read('UPDATE cards SET did = 1 WHERE id % 4 = 2');
    expect(decks.map(({ name }) => name)).toEqual(['Default', 'Samples']);
  });

  it('have no ids where the package gives none', async () => {
    const { notetypes } = await read(
      `UPDATE col SET models = replace(replace(models, ',"id":9', ',"no":9'), ',"id":4', ',"no":4')`,
    );
    expect(notetypes[0]?.fields.map(({ id }) => id)).toEqual([0n, 0n]);
    expect(notetypes[0]?.templates.map(({ id }) => id)).toEqual([0n, 0n]);
  });

  it('are read though ids are texts, and negative or long ids of fields are kept', async () => {
    const { notetypes } = await read(
      `UPDATE col SET models = replace(replace(models, '"id":1700000000001,', '"id":"1700000000001",'),
        '9007199254740993', '-4202183881276323922')`,
    );
    expect(notetypes[0]?.id).toBe(1_700_000_000_001);
    expect(notetypes[0]?.fields.map(({ id }) => id)).toEqual([
      -4_202_183_881_276_323_922n,
      9_223_372_036_854_775_807n,
    ]);
  });

  it.each([
    ['a wrong number of fields', `UPDATE notes SET flds = 'a'`, 'has not the 2 fields'],
    ['a missing note type', 'UPDATE notes SET mid = 3', 'has no note type'],
    [
      'an id beyond all numbers',
      'UPDATE notes SET id = 9223372036854775807 WHERE id % 2',
      'too large',
    ],
    ['a number for a card that none has', 'UPDATE cards SET ord = -1', 'has the number -1'],
    ['no collection', 'DELETE FROM col', 'not of one collection'],
    ['broken JSON', `UPDATE col SET decks = '{"1":'`, 'list of decks is no valid JSON'],
    [
      'JSON of another shape',
      `UPDATE col SET models = '[1]'`,
      'list of note types is no JSON object',
    ],
    [
      'two note types of one id',
      `UPDATE col SET models = substr(models, 1, length(models) - 1) || ',"x":' || json_extract(models, '$.1700000000001') || '}'`,
      'twice',
    ],
    [
      'a note type without fields',
      `UPDATE col SET models = json_set(models, '$.1700000000001.flds', json('[]'))`,
      'has no fields',
    ],
    ['text that is no UTF-8', `UPDATE notes SET flds = CAST(x'61ff1f62' AS TEXT)`, 'no UTF-8'],
  ])('with %s give the known error', async (_, statement, error) => {
    await expect(read(statement)).rejects.toMatchObject({
      surroundings: true,
      message: expect.stringContaining(error),
    });
  });

  it('of more than are allowed give the known error', async () => {
    await expect(readPackage(await packed(plain()), { rows: 1 })).rejects.toMatchObject({
      surroundings: true,
      message: expect.stringContaining('raise the limit `rows`'),
    });
  });
});
