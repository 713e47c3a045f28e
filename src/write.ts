import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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
  try {
    for (const { location, content } of files) {
      const temporary = join(dirname(location), `.${basename(location)}.${process.pid}.tmp`);
      written.push({ temporary, location });
      await mkdir(dirname(location), { recursive: true });
      await pipeline(Readable.from(content, { objectMode: false }), createWriteStream(temporary));
    }
    for (const { temporary, location } of written) await rename(temporary, location);
  } catch (error) {
    await Promise.all(written.map(({ temporary }) => rm(temporary, { force: true })));
    throw isSystemError(error)
      ? surroundingsError(`The output cannot be written: ${error.message}`, error)
      : error;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
