import { createReadStream } from 'node:fs';
import type { MediaRow } from '../../collection.ts';
import { PIECE, pieces } from './pieces.ts';

/**
 * The bytes of a media file. The file is opened when the first piece is taken. Throws an Error if it
 * cannot be read or is not as long as the row says: it was changed during the build.
 */
export async function* mediaContent(row: MediaRow): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of read(row)) {
    size += piece.length;
    if (size > row.size) throw changed(row, `at least ${size}`);
    yield piece;
  }
  if (size !== row.size) throw changed(row, String(size));
}

function read({ content }: MediaRow): AsyncIterable<Uint8Array> {
  return 'bytes' in content ? pieces(content.bytes) : readFile(content.path);
}

async function* readFile(path: string): AsyncGenerator<Uint8Array> {
  const file: AsyncIterable<Uint8Array> = createReadStream(path, { highWaterMark: PIECE });
  try {
    yield* file;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot read the media file ${path}: ${reason}`, { cause });
  }
}

function changed(row: MediaRow, found: string): Error {
  const place = 'path' in row.content ? row.content.path : row.name;
  return new Error(
    `The media file ${place} changed during the build: it had ${row.size} bytes, now ${found}`,
  );
}
