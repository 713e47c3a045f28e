import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { surroundingsError } from '../../surroundings.ts';
import { damaged } from './trouble.ts';

/** Bytes that are read piece by piece, from wherever they are. */
export interface RandomAccess {
  size: number;
  /** The bytes at a place, all of them. Throws the known error if there are not so many. */
  read(at: number, length: number): Uint8Array;
}

/**
 * Bytes in memory, or a file that is opened for each read and so never left open. Throws the known
 * error if the file cannot be read, or changes between two reads.
 */
export function randomAccess(source: string | Uint8Array): RandomAccess {
  return typeof source === 'string' ? onDisk(source) : inMemory(source);
}

function inMemory(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    read: (at, length) => {
      if (at < 0 || at + length > bytes.length) throw cut();
      return bytes.subarray(at, at + length);
    },
  };
}

function onDisk(path: string): RandomAccess {
  const before = told(path, () => statSync(path));
  // Opening a pipe would wait for somebody to write into it.
  if (!before.isFile()) throw surroundingsError(`The package ${path} is not a file.`);
  return {
    size: before.size,
    read: (at, length) => {
      if (at < 0 || at + length > before.size) throw cut();
      return told(path, () => readFile(path, before, at, length));
    },
  };
}

function readFile(path: string, before: Stats, at: number, length: number): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const { size, mtimeMs } = fstatSync(file);
    const bytes = Buffer.allocUnsafeSlow(length);
    let done = 0;
    for (let count = 1; done < length && count > 0; done += count) {
      count = readSync(file, bytes, done, length - done, at + done);
    }
    if (size === before.size && mtimeMs === before.mtimeMs && done === length) return bytes;
  } finally {
    closeSync(file);
  }
  throw new Error('it changed while it was read');
}

function told<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw surroundingsError(`The package ${path} cannot be opened: ${reason}.`, error);
  }
}

function cut() {
  return damaged('it ends too early');
}
