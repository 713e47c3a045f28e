import { closeSync, openSync, readSync } from 'node:fs';
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

function read({ content, size }: MediaRow): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  return 'bytes' in content ? pieces(content.bytes) : readFile(content.path, size);
}

/** A stream of Node takes longer to open than most pictures to read. `size`: bytes that are expected. */
function* readFile(path: string, size: number): Generator<Uint8Array> {
  const state: { file?: number } = {};
  try {
    state.file = openSync(path, 'r');
    for (;;) {
      const piece = Buffer.allocUnsafeSlow(Math.min(size + 1, PIECE));
      const length = readSync(state.file, piece);
      if (length === 0) return;
      yield piece.subarray(0, length);
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot read the media file ${path}: ${reason}`, { cause });
  } finally {
    if (state.file !== undefined) closeSync(state.file);
  }
}

function changed(row: MediaRow, found: string): Error {
  const place = 'path' in row.content ? row.content.path : row.name;
  return new Error(
    `The media file ${place} changed during the build: it had ${row.size} bytes, now ${found}`,
  );
}
