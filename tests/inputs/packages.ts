import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import JSZip from 'jszip';
import initSqlJs from 'sql.js';
import type { Collection } from '../../src/collection.ts';
import { unzstd } from '../../src/inputs/apkg/zstd/index.ts';
import { writeApkg } from '../../src/outputs/apkg/index.ts';
import { cloze, media, plain } from '../outputs/collections.ts';
import { type Parts, zipOf } from './mutate.ts';

/** Written by Anki 26.9.3 (latest format, schema 18, real zstd); the database for older apps is taken out. */
export const ANKI_PACKAGE = fileURLToPath(new URL('anki-latest.apkg', import.meta.url));

/** The bytes of a package of ours. */
export async function packed(
  collection: Collection,
  format: 'legacy' | 'latest' = 'legacy',
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await writeApkg(collection, { format })) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The files of a package by name. */
export async function partsOf(bytes: Uint8Array): Promise<Parts> {
  const archive = await JSZip.loadAsync(bytes);
  const parts: Parts = new Map();
  for (const { name } of Object.values(archive.files)) {
    parts.set(name, (await archive.file(name)?.async('uint8array')) ?? new Uint8Array(0));
  }
  return parts;
}

/** A zstd frame of one raw block for each 128 KiB (anki-format, 1). */
export function rawFrame(content: Uint8Array): Uint8Array {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeBigUInt64LE(BigInt(content.length), 5);
  const pieces: Uint8Array[] = [head];
  for (let at = 0; at === 0 || at < content.length; at += 0x20000) {
    const block = content.subarray(at, at + 0x20000);
    const word = Buffer.alloc(3);
    word.writeUIntLE(block.length * 8 + (at + 0x20000 >= content.length ? 1 : 0), 0, 3);
    pieces.push(word, block);
  }
  return Buffer.concat(pieces);
}

/** The packages that are damaged to see what becomes of it: ours, Anki's, and Anki's without compression. */
export async function samples(): Promise<Parts[]> {
  const anki = await partsOf(readFileSync(ANKI_PACKAGE));
  const plain: Parts = new Map();
  for (const [name, content] of anki) {
    const unpacked = name === 'meta' ? content : rawFrame(unzstd(content, NO_BOUND));
    plain.set(name, unpacked);
  }
  const small = { ...media(), media: media().media.slice(0, 1) };
  return [
    await partsOf(await packed(cloze())),
    await partsOf(await packed(small)),
    await partsOf(await packed(cloze(), 'latest')),
    anki,
    plain,
  ];
}

/** For what is known to be harmless. */
export const NO_BOUND = { bytes: 2 ** 30, limit: 'databaseBytes' } as const;

/** A zip of the files that are named. */
export function packageOf(parts: Record<string, Uint8Array | string>): Uint8Array {
  return zipOf(
    Object.entries(parts).map(([name, content]) => [name, Buffer.from(content)] as const),
  );
}

/** A database of ours (or the one given) after some statements. */
export async function databaseWith(
  statements: string[],
  database?: Uint8Array,
): Promise<Uint8Array> {
  const { Database } = await initSqlJs();
  const parts = database ? undefined : await partsOf(await packed(plain()));
  const opened = new Database(database ?? parts?.get('collection.anki2'));
  try {
    for (const statement of statements) opened.run(statement);
    return opened.export();
  } finally {
    opened.close();
  }
}
