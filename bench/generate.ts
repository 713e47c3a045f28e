import { createCipheriv } from 'node:crypto';
import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { type DialectName, dialects } from './dialects.ts';
import { mixedDecks, type PlainDeck, pictureName } from './notes.ts';

/** Writes a project of `count` notes of mixed kinds with math, lists, links, code and tables. */
export function generate(root: string, count: number, perFile = 50): void {
  writeDecks(root, mixedDecks(count, perFile), 'deckwright');
}

/** Writes decks in the syntax of a tool. */
export function writeDecks(root: string, decks: PlainDeck[], dialect: DialectName): void {
  mkdirSync(root, { recursive: true });
  for (const [path, text] of dialects[dialect](decks)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Writes `count` PNG pictures of about `bytes` bytes that no zip can make smaller. */
export function writePictures(folder: string, count: number, bytes: number): void {
  mkdirSync(folder, { recursive: true });
  for (let number = 0; number < count; number += 1)
    writeFileSync(join(folder, pictureName(number)), picture(number, bytes));
}

/** The same files once more, without their bytes. */
export function linkPictures(from: string, to: string, count: number): void {
  mkdirSync(to, { recursive: true });
  for (let number = 0; number < count; number += 1)
    linkSync(join(from, pictureName(number)), join(to, pictureName(number)));
}

/** Grey noise: a valid picture, the same every time. */
function picture(seed: number, bytes: number): Buffer {
  const width = 256;
  const height = Math.max(1, Math.round(bytes / (width + 1)));
  const key = Buffer.alloc(16);
  key.writeUInt32BE(seed);
  const rows = createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(
    Buffer.alloc(height * (width + 1)),
  );
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 0 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
