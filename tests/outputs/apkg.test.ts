import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decompress } from 'fzstd';
import JSZip from 'jszip';
import initSqlJs, { type SqlValue } from 'sql.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Collection, MediaRow } from '../../src/collection.ts';

import { writeApkg } from '../../src/outputs/apkg/index.ts';
import { sortText } from '../../src/outputs/apkg/sort-field.ts';
import { zip } from '../../src/outputs/apkg/zip.ts';
import { zstdFrame } from '../../src/outputs/apkg/zstd-frame.ts';
import { cloze, decks, media, mediaRow, plain, unicode } from './collections.ts';
import vectors from './sort-vectors.json' with { type: 'json' };

const FORMATS = ['legacy', 'latest'] as const;
type Format = (typeof FORMATS)[number];

async function joined(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function write(collection: Collection, format: Format): Promise<Buffer> {
  return joined(await writeApkg(collection, { format }));
}

async function open(bytes: Uint8Array): Promise<JSZip> {
  return JSZip.loadAsync(bytes, { checkCRC32: true });
}

async function part(archive: JSZip, name: string): Promise<Uint8Array> {
  const file = archive.file(name);
  if (!file) throw new Error(`Expected ${name} in the package`);
  return file.async('uint8array');
}

async function select(database: Uint8Array, sql: string): Promise<SqlValue[][]> {
  const { Database } = await initSqlJs();
  const opened = new Database(database);
  try {
    return opened.exec(sql).flatMap(({ values }) => values);
  } finally {
    opened.close();
  }
}

async function databaseOf(collection: Collection): Promise<Uint8Array> {
  return part(await open(await write(collection, 'legacy')), 'collection.anki2');
}

async function col(collection: Collection, column: string): Promise<string> {
  const [row] = await select(await databaseOf(collection), `SELECT ${column} FROM col`);
  return String(row?.[0]);
}

describe('the container', () => {
  it('is the oldest layout when legacy: one database, a JSON list, media as they are', async () => {
    const collection = media();
    const archive = await open(await write(collection, 'legacy'));
    expect(Object.keys(archive.files).sort()).toEqual(
      ['0', '1', '2', '3', 'collection.anki2', 'media'].sort(),
    );
    expect(JSON.parse(Buffer.from(await part(archive, 'media')).toString())).toEqual({
      0: 'a b.png',
      1: "it's 100 & more.svg",
      2: 'Übung 漢字.mp3',
      3: '_font.woff2',
    });
    for (const [index, { sha1 }] of collection.media.entries()) {
      const bytes = await part(archive, String(index));
      expect(createHash('sha1').update(bytes).digest('hex')).toBe(sha1);
    }
  });

  it('is version 3 when latest: zstd frames, a protobuf list, a database for older apps', async () => {
    const collection = media();
    const archive = await open(await write(collection, 'latest'));
    expect(Object.keys(archive.files).sort()).toEqual(
      ['0', '1', '2', '3', 'collection.anki2', 'collection.anki21b', 'media', 'meta'].sort(),
    );
    expect([...(await part(archive, 'meta'))]).toEqual([8, 3]);
    for (const [index, { sha1 }] of collection.media.entries()) {
      const bytes = decompress(await part(archive, String(index)));
      expect(createHash('sha1').update(bytes).digest('hex')).toBe(sha1);
    }
    const list = Buffer.from(decompress(await part(archive, 'media')));
    // Message of 35 bytes: name of 7 bytes, size 10, SHA-1 of 20 bytes.
    const [first] = collection.media;
    expect(list.subarray(0, 35).toString('hex')).toBe(
      `0a210a07${Buffer.from('a b.png').toString('hex')}100a1a14${first?.sha1}`,
    );
    expect(decompress(await part(archive, 'collection.anki21b'))).toEqual(
      await databaseOf(collection),
    );
  });

  it('lists no media as an empty object or an empty frame', async () => {
    const legacy = await open(await write(plain(), 'legacy'));
    expect(Buffer.from(await part(legacy, 'media')).toString()).toBe('{}');
    const latest = await open(await write(plain(), 'latest'));
    const frame = await part(latest, 'media');
    expect(frame.length).toBeGreaterThan(0);
    expect(decompress(frame)).toHaveLength(0);
  });

  it('tells an older app to update, in one note', async () => {
    const archive = await open(await write(plain(), 'latest'));
    const notice = await part(archive, 'collection.anki2');
    const notes = await select(notice, 'SELECT flds FROM notes JOIN cards ON nid = notes.id');
    expect(notes).toEqual([[expect.stringContaining('Update your Anki app')]]);
  });

  it('dates every file 1980-01-01 and deflates its databases', async () => {
    const bytes = await write(media(), 'latest');
    const archive = await open(bytes);
    for (const file of Object.values(archive.files)) {
      expect(file.date.toISOString()).toBe('1980-01-01T00:00:00.000Z');
    }
    expect(methods(bytes)).toEqual({
      0: 0,
      1: 0,
      2: 0,
      3: 0,
      meta: 0,
      'collection.anki21b': 8,
      'collection.anki2': 8,
      media: 0,
    });
  });

  it('deflates also a list of many media', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => mediaRow(`picture ${index}.png`, 3));
    for (const format of FORMATS)
      expect(methods(await write({ ...plain(), media: rows }, format))).toMatchObject({ media: 8 });
  });
});

/** The compression method of each file, from the zip's central directory. */
function methods(bytes: Buffer): Record<string, number> {
  const found: Record<string, number> = {};
  const signature = Buffer.from('PK\x01\x02');
  for (let at = bytes.indexOf(signature); at >= 0; at = bytes.indexOf(signature, at + 46)) {
    const name = bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)).toString();
    found[name] = bytes.readUInt16LE(at + 10);
  }
  return found;
}

describe.each(FORMATS)('the bytes of a %s package', (format) => {
  it.each([plain, cloze, unicode, decks, media])(
    'are the same in each build of %o',
    async (make) => {
      const first = await write(make(), format);
      const second = await write(make(), format);
      expect(first.equals(second)).toBe(true);
    },
  );

  it('do not depend on whether media is on disk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'deckwright-'));
    const onDisk = await Promise.all(
      media().media.map(async (row, index) => {
        if (!('bytes' in row.content)) throw new Error('Expected bytes');
        const path = join(folder, String(index));
        await writeFile(path, row.content.bytes);
        return { ...row, content: { path } };
      }),
    );
    const fromDisk = await write({ ...media(), media: onDisk }, format);
    expect(fromDisk.equals(await write(media(), format))).toBe(true);
    await rm(folder, { recursive: true });
  });
});

describe('the database', () => {
  it('is one row of schema 11, dated by the collection', async () => {
    const database = await databaseOf(plain());
    const rows = await select(
      database,
      'SELECT id, crt, mod, scm, ver, dty, usn, ls, tags FROM col',
    );
    const modified = 1_700_000_000;
    expect(rows).toEqual([[1, modified, modified * 1000, modified * 1000, 11, 0, 0, 0, '{}']]);
  });

  it('has all tables and indexes of schema 11', async () => {
    const names = await select(
      await databaseOf(plain()),
      'SELECT name FROM sqlite_master ORDER BY name',
    );
    expect(names.flat()).toEqual([
      ...['cards', 'col', 'graves'],
      ...['ix_cards_nid', 'ix_cards_sched', 'ix_cards_usn', 'ix_notes_csum', 'ix_notes_usn'],
      ...['ix_revlog_cid', 'ix_revlog_usn', 'notes', 'revlog'],
    ]);
  });

  it('holds the notes', async () => {
    const notes = await select(
      await databaseOf(plain()),
      'SELECT id, guid, mid, mod, usn, tags, flds, flags, data FROM notes',
    );
    expect(notes).toEqual([
      [
        ...[1_700_000_001_001, 'guid-1', 1_700_000_000_001, 1_699_999_999, -1],
        ...[' arithmetic maths::order ', 'What is <b>2 &lt; 3</b>?\x1ftrue', 0, ''],
      ],
      [
        ...[1_700_000_001_002, 'guid-2', 1_700_000_000_001, 1_699_999_998, -1],
        ...['', '007\x1fa <em>number</em>&nbsp;', 0, ''],
      ],
    ]);
  });

  it('holds the cards, all of them new', async () => {
    const cards = await select(
      await databaseOf(cloze()),
      'SELECT id, nid, did, ord, mod, usn, due FROM cards',
    );
    expect(cards[1]).toEqual([
      ...[1_700_000_002_002, 1_700_000_001_001, 1_700_000_000_100, 2, 1_699_999_999, -1, 2],
    ]);
    const zeros = await select(
      await databaseOf(cloze()),
      `SELECT count(*) FROM cards WHERE type = 0 AND queue = 0 AND ivl = 0 AND factor = 0 AND reps = 0
        AND lapses = 0 AND left = 0 AND odue = 0 AND odid = 0 AND flags = 0 AND data = ''`,
    );
    expect(zeros).toEqual([[4]]);
  });

  it('keeps guids as text, also those that look like numbers', async () => {
    const guids = await select(await databaseOf(unicode()), 'SELECT guid, typeof(guid) FROM notes');
    expect(guids).toEqual([
      ['ä guid ☃', 'text'],
      ['12345678901', 'text'],
    ]);
  });

  it('replaces lone surrogates, which Anki refuses, wherever a text may hold them', async () => {
    const { notes: sound, notetypes, ...rest } = plain();
    const broken = {
      ...rest,
      notes: sound.map((row) => ({ ...row, fields: ['\ud83d', '😀'] })),
      notetypes: notetypes.map((row) => ({ ...row, css: '\ude00' })),
    };
    const notes = await select(await databaseOf(broken), 'SELECT flds, sfld FROM notes');
    expect(notes[0]).toEqual(['\ufffd\x1f😀', '\ufffd']);
    expect(await col(broken, 'models')).toContain('"css":"\ufffd"');
  });

  it('is not made of rows that name what is not there', async () => {
    const { notes, ...rest } = plain();
    await expect(write({ ...rest, notes: [] }, 'legacy')).rejects.toThrow(/Expected a note 17/);
    await expect(write({ ...plain(), notes, notetypes: [] }, 'legacy')).rejects.toThrow(
      /Expected a note type 1700000000001/,
    );
  });
});

describe('the JSON of the database', () => {
  it('writes the ids of fields and templates with all their digits', async () => {
    const models = await col(plain(), 'models');
    expect([...models.matchAll(/"id":(\d+)/g)].map(([, id]) => id)).toEqual([
      ...['1700000000001', '4611686018427387905', '4611686018427387907'],
      ...['9007199254740993', '9223372036854775807'],
    ]);
  });

  it('describes a note type', async () => {
    const models = JSON.parse(await col(cloze(), 'models'));
    const notetype = models['1700000000002'];
    expect(notetype).toMatchObject({
      name: 'Gaps',
      type: 1,
      mod: 1_700_000_000,
      sortf: 1,
      did: null,
      originalStockKind: 5,
      latexsvg: false,
      latexPost: '\\end{document}',
    });
    expect(notetype.flds[1]).toMatchObject({ name: 'Source', rtl: true, sticky: true, size: 14 });
    expect(notetype.tmpls[0]).toMatchObject({ name: 'Gap', ord: 0, qfmt: '{{cloze:Text}}' });
  });

  it('holds the decks and, as Anki expects, its Default', async () => {
    const rows = JSON.parse(await col(decks(), 'decks'));
    const names = Object.values<{ name: string }>(rows).map(({ name }) => name);
    expect(names).toEqual([
      ...['Default', 'Physics', 'Physics::Waves', 'Physics::Waves::Sound', 'Chemistry'],
    ]);
    expect(rows['1700000000300']).toMatchObject({
      desc: 'From <i>stones</i> to stars',
      dyn: 0,
      conf: 1,
      newToday: [0, 0],
    });
  });

  it('leaves a Default that the collection has as it is', async () => {
    const own = { id: 1, name: 'Default', description: 'mine' };
    const rows = JSON.parse(await col({ ...plain(), decks: [own] }, 'decks'));
    expect(Object.keys(rows)).toEqual(['1']);
    expect(rows['1'].desc).toBe('mine');
  });

  it('has the preset that every deck names', async () => {
    const presets = JSON.parse(await col(plain(), 'dconf'));
    expect(presets['1']).toMatchObject({ id: 1, name: 'Default', maxTaken: 60, autoplay: true });
    expect(JSON.parse(await col(plain(), 'conf'))).toMatchObject({ nextPos: 4 });
  });
});

describe('sort field and checksum', () => {
  it('are what the real engine stores', async () => {
    const collection = plain();
    const [note] = collection.notes;
    if (!note) throw new Error('Expected a note');
    const notes = vectors.map(([field], index) => ({
      ...note,
      id: note.id + index,
      guid: `vector-${index}`,
      fields: [String(field), ''],
    }));
    const database = await databaseOf({ ...collection, notes, cards: [] });
    // As hexadecimal, because sql.js drops a byte order mark when it reads a text.
    const stored = await select(
      database,
      'SELECT hex(substr(flds, 1, length(flds) - 1)), hex(cast(sfld AS text)), csum FROM notes',
    );
    const text = (hex: SqlValue | undefined) => Buffer.from(String(hex), 'hex').toString();
    const read = stored.map(([field, sfld, csum]) => [text(field), text(sfld), csum]);
    expect(read).toEqual(vectors);
  });

  it('come from the field that the note type sorts by, and from the first', async () => {
    const rows = await select(await databaseOf(cloze()), 'SELECT sfld, csum FROM notes');
    const first = createHash('sha1').update('{{c1::One}} and {{c3::\\(x^2\\)::what?}}').digest();
    expect(rows[0]).toEqual(['a book, p. 12', first.readUInt32BE(0)]);
    expect(rows[1]?.[0]).toBe('');
  });

  it('are found in hostile text without searching it again and again', () => {
    const many = (text: string) => text.repeat(200_000);
    expect(sortText(many('<!--'))).toBe(many('<!--'));
    expect(sortText(`${many('<img src="')}>`)).toBe(' <img src= ');
    expect(sortText(`<img ${many('">\'')}`)).toBe(many('">\'').slice(2));
    expect(sortText(many('<style>'))).toBe('');
    expect(sortText(many('&amp'))).toBe(many('&amp'));
  });
});

describe.each(FORMATS)('media of a %s package', (format) => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deckwright-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  async function onDisk(name: string, bytes: Uint8Array, size: number): Promise<MediaRow> {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return { ...mediaRow(name, size), content: { path } };
  }

  it.each([
    ['shorter', 999, 'had 1000 bytes, now 999'],
    ['longer', 1001, 'had 1000 bytes, now at least 1001'],
    ['empty', 0, 'had 1000 bytes, now 0'],
  ])('is refused when it has become %s', async (name, size, reason) => {
    const row = await onDisk(name, new Uint8Array(size), 1000);
    await expect(write({ ...plain(), media: [row] }, format)).rejects.toThrow(reason);
  });

  it('is refused when it has gone, first, last or among others', async () => {
    const gone = { ...mediaRow('gone', 5), content: { path: join(folder, 'gone') } };
    const there = mediaRow('there', 200_000);
    for (const rows of [[gone], [gone, there], [there, gone], [there, gone, there]]) {
      await expect(write({ ...plain(), media: rows }, format)).rejects.toThrow(
        /^Cannot read the media file .*gone: ENOENT/,
      );
    }
  });

  it('is refused when it goes while the package is being taken', async () => {
    const first = await onDisk('first', new Uint8Array(2_000_000), 2_000_000);
    const second = await onDisk('second', new Uint8Array(10), 10);
    const stream = await writeApkg({ ...plain(), media: [first, second] }, { format });
    const take = async () => {
      for await (const _ of stream) await rm(join(folder, 'second'), { force: true });
    };
    await expect(take()).rejects.toThrow(/Cannot read the media file .*second: ENOENT/);
  });

  it('is refused when it is a folder', async () => {
    const row = { ...mediaRow('folder', 5), content: { path: folder } };
    await expect(write({ ...plain(), media: [row] }, format)).rejects.toThrow(/EISDIR/);
  });

  it('may be empty', async () => {
    const archive = await open(await write({ ...plain(), media: [mediaRow('empty', 0)] }, format));
    const bytes = await part(archive, '0');
    expect(format === 'legacy' ? bytes : decompress(bytes)).toHaveLength(0);
  });
});

describe('zip', () => {
  const piece = new Uint8Array(64 * 1024);

  it('begins a part only after the one before, and keeps little of it', async () => {
    const begun = new Set<number>();
    const given = { bytes: 0, taken: 0, ahead: 0 };
    const parts = Array.from({ length: 50 }, (_, number) => ({
      name: String(number),
      content: async function* () {
        begun.add(number);
        for (let left = 20; left > 0; left -= 1) {
          given.bytes += piece.length;
          yield piece;
        }
        begun.delete(number);
      },
      deflate: false,
    }));
    let together = 0;
    for await (const bytes of zip(parts)) {
      given.taken += bytes.length;
      given.ahead = Math.max(given.ahead, given.bytes - given.taken);
      together = Math.max(together, begun.size);
      await new Promise(setImmediate);
    }
    expect(together).toBe(1);
    expect(given.ahead).toBeLessThan(20 * piece.length);
    expect(given.bytes).toBe(50 * 20 * piece.length);
  });

  it('ends what it reads when nobody takes the rest', async () => {
    let closed = false;
    const content = async function* () {
      try {
        for (;;) yield piece;
      } finally {
        closed = true;
      }
    };
    for await (const _ of zip([{ name: 'a', content, deflate: false }])) break;
    await vi.waitFor(() => expect(closed).toBe(true));
  });

  it('refuses more files than a zip can count', async () => {
    const content = async function* () {
      yield piece;
    };
    const parts = Array.from({ length: 65_536 }, (_, n) => ({
      name: `${n}`,
      content,
      deflate: false,
    }));
    await expect(joined(zip(parts))).rejects.toThrow('at most 65,535 files');
  });
});

describe('a zstd frame', () => {
  const block = 128 * 1024;

  it.each([0, 1, 255, block - 1, block, block + 1, 3 * block, 1_000_000])(
    'of %i bytes gives them back',
    async (size) => {
      const bytes = Buffer.alloc(size, 'deckwright ');
      const uneven = async function* () {
        for (let from = 0; from < size; from += 70_001) yield bytes.subarray(from, from + 70_001);
      };
      const frame = await joined(zstdFrame(uneven(), size));
      expect(Buffer.compare(decompress(frame), bytes)).toBe(0);
    },
  );

  it('asks for a window of one block, however long the content', async () => {
    const frame = await joined(zstdFrame(nothing(), 0));
    const bits = 10 + ((frame[5] ?? 0) >> 3);
    expect(2 ** bits).toBe(block);
  });

  it('is not made of fewer bytes than it was said to hold', async () => {
    await expect(joined(zstdFrame(nothing(), 5))).rejects.toThrow('Expected 5 bytes');
  });
});

async function* nothing(): AsyncGenerator<Uint8Array> {}
