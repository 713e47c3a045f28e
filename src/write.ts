import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { surroundingsError } from './surroundings.ts';

/** A file to be written: where, and its bytes. */
export interface OutputFile {
  /** Absolute, or relative to the working folder. */
  location: string;
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/**
 * Writes files so that each is either the old one or the whole new one: all go to temporary files first,
 * and get their names when the last is complete.
 */
export async function write(files: OutputFile[]): Promise<void> {
  const written: { temporary: string; location: string }[] = [];
  const folders = new Set<string>();
  try {
    for (const { location, content } of files) {
      const temporary = join(dirname(location), `.${basename(location)}.${process.pid}.tmp`);
      written.push({ temporary, location });
      if (!folders.has(dirname(location))) await mkdir(dirname(location), { recursive: true });
      folders.add(dirname(location));
      await writeFile(temporary, gathered(content));
    }
    for (const { temporary, location } of written) await rename(temporary, location);
  } catch (error) {
    await Promise.all(written.map(({ temporary }) => rm(temporary, { force: true })));
    throw isSystemError(error)
      ? surroundingsError(`The output cannot be written: ${error.message}`, error)
      : error;
  }
}

/** Bytes that are worth a call to the disk. */
const WORTHWHILE = 64 * 1024;

/** The same bytes in pieces that are worth writing: a zip of a small deck comes in dozens. */
async function* gathered(content: OutputFile['content']): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of content) {
    waiting.push(piece);
    bytes += piece.length;
    if (bytes < WORTHWHILE) continue;
    yield joined(waiting);
    waiting = [];
    bytes = 0;
  }
  yield joined(waiting);
}

function joined(pieces: Uint8Array[]): Uint8Array {
  const [first] = pieces;
  return first && pieces.length === 1 ? first : Buffer.concat(pieces);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
