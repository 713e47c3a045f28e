import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { randomAccess } from '../../src/inputs/apkg/file.ts';
import { openZip } from '../../src/inputs/apkg/zip.ts';
import { DEFAULT_LIMITS, type PackageLimits } from '../../src/inputs/limits.ts';
import { type Lie, zipOf } from './mutate.ts';

const TEXT = Buffer.from('Some text, some text, some text.');
const FILES = { one: TEXT, two: Buffer.from('second'), empty: Buffer.alloc(0) };

function open(bytes: Uint8Array, limits: Partial<PackageLimits> = {}) {
  return openZip(randomAccess(bytes), { ...DEFAULT_LIMITS, ...limits });
}

function contents(bytes: Uint8Array): Record<string, string> {
  const zip = open(bytes);
  return Object.fromEntries(
    zip.names.map((name) => [name, Buffer.from(zip.open(name, 1e6, 'totalBytes')).toString()]),
  );
}

const TEXTS = Object.fromEntries(Object.entries(FILES).map(([name, text]) => [name, String(text)]));

describe('a zip', () => {
  it('is read, stored', () => {
    expect(contents(zipOf(Object.entries(FILES)))).toEqual(TEXTS);
  });

  it.each([false, true])('is read, deflated (as a stream: %s)', async (streamFiles) => {
    const archive = new JSZip();
    for (const [name, content] of Object.entries(FILES)) archive.file(name, content);
    const bytes = await archive.generateAsync({
      type: 'uint8array',
      compression: 'DEFLATE',
      streamFiles,
    });
    expect(contents(bytes)).toEqual(TEXTS);
  });

  it('is read with a comment, even one that looks like an end', () => {
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    const bytes = Buffer.concat([zipOf(Object.entries(FILES)), end, Buffer.from('!')]);
    bytes.writeUInt16LE(23, bytes.length - 25);
    expect(contents(bytes)).toEqual(TEXTS);
  });

  it('is read with the numbers of zip64', () => {
    expect(contents(zip64('one', TEXT))).toEqual({ one: String(TEXT) });
  });

  it('is read from disk, where no file stays open', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'deckwright-'));
    const path = join(folder, 'some.zip');
    await writeFile(path, zipOf(Object.entries(FILES)));
    const zip = openZip(randomAccess(path), DEFAULT_LIMITS);
    expect(String(zip.open('one', 1000, 'totalBytes'))).toBe(String(TEXT));
    await rm(folder, { recursive: true });
    expect(() => zip.open('two', 1000, 'totalBytes')).toThrow(/cannot be opened: ENOENT/);
  });
});

/** A zip whose numbers all stand in the 64-bit records. */
function zip64(name: string, content: Uint8Array): Uint8Array {
  const plain = Buffer.from(zipOf([[name, content]]));
  const listAt = plain.readUInt32LE(plain.length - 6);
  const list = plain.subarray(listAt, plain.length - 22);
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  extra.writeBigUInt64LE(BigInt(content.length), 4);
  extra.writeBigUInt64LE(BigInt(content.length), 12);
  list.writeUInt16LE(extra.length, 30);
  list.fill(0xff, 20, 28).fill(0xff, 42, 46);
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(1n, 32);
  record.writeBigUInt64LE(BigInt(list.length + extra.length), 40);
  record.writeBigUInt64LE(BigInt(listAt), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(listAt + list.length + extra.length), 8);
  const end = plain.subarray(plain.length - 22);
  end.fill(0xff, 8, 20);
  return Buffer.concat([plain.subarray(0, listAt), list, extra, record, locator, end]);
}

describe('a zip gives the known error', () => {
  const deflated = deflateRawSync(TEXT);
  const deflate: Lie = { method: 8, unpacked: TEXT.length, crc: crc32(TEXT) };
  const one = (content: Uint8Array, lie: Lie) =>
    zipOf(
      [
        ['one', content],
        ['two', TEXT],
      ],
      { one: lie },
    );

  it('that unpacks as it says', () => {
    expect(contents(one(deflated, deflate))).toEqual({ one: String(TEXT), two: String(TEXT) });
  });

  it.each<[what: string, bytes: Uint8Array, error: RegExp]>([
    ['empty', Buffer.alloc(0), /no whole zip/],
    ['no zip', Buffer.alloc(5000, 'x'), /no whole zip/],
    ['cut at its end', zipOf(Object.entries(FILES)).subarray(0, -5), /no whole zip/],
    ['cut at its begin', zipOf(Object.entries(FILES)).subarray(40), /no whole zip|not where/],
    [
      'two files of one name',
      zipOf([
        ['one', TEXT],
        ['one', TEXT],
      ]),
      /two files of one name/,
    ],
    ['a wrong checksum', one(TEXT, { crc: 1 }), /is not what was packed/],
    ['two sizes', one(TEXT, { unpacked: 5 }), /two sizes/],
    ['a size beyond the end', one(TEXT, { packed: 9999, unpacked: 9999 }), /overlap/],
    ['one file within another', one(TEXT, { at: 40 }), /overlap/],
    [
      'two at one place',
      zipOf(
        [
          ['one', TEXT],
          ['two', TEXT],
        ],
        { two: { at: 0 } },
      ),
      /overlap/,
    ],
    ['a place beyond the end', zipOf([['one', TEXT]], { one: { at: 5000 } }), /overlap/],
    ['a way of packing that is unknown', one(TEXT, { method: 12, unpacked: 9 }), /unknown way/],
    ['an encrypted file', one(TEXT, { flags: 1 }), /unknown way/],
    ['less than it says', one(deflated, { ...deflate, unpacked: 99 }), /is not what was packed/],
    ['more than it says', one(deflated, { ...deflate, unpacked: 9 }), /cannot be unpacked/],
    ['what is not deflated', one(TEXT, deflate), /cannot be unpacked/],
  ])('%s', (_, bytes, error) => {
    expect(() => contents(bytes)).toThrow(error);
    expect(() => contents(bytes)).toThrow(expect.objectContaining({ surroundings: true }));
  });

  it('a bomb', () => {
    const zeros = Buffer.alloc(2 ** 25);
    const bomb = zipOf([['bomb', deflateRawSync(zeros)]], {
      bomb: { method: 8, unpacked: zeros.length, crc: crc32(zeros) },
    });
    expect(() => open(bomb).open('bomb', 1e9, 'totalBytes')).toThrow(/the limit `ratio`/);
    expect(() => open(bomb).open('bomb', 1e6, 'totalBytes')).toThrow(/the limit `totalBytes`/);
    const trusted = open(bomb, { ratio: 2000 }).open('bomb', 1e9, 'totalBytes');
    expect(trusted).toHaveLength(zeros.length);
  });

  it('more files than allowed, or than it has', () => {
    expect(() => open(zipOf(Object.entries(FILES)), { files: 2 })).toThrow(/the limit `files`/);
    const bytes = Buffer.from(zipOf(Object.entries(FILES)));
    bytes.writeUInt16LE(60_000, bytes.length - 12);
    expect(() => open(bytes)).toThrow(/directory of its zip is cut/);
  });
});
