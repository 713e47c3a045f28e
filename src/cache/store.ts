import { hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  futimesSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';

/** Outcomes that are kept from one run to the next, by all that they depend on. */
export interface Cache {
  /** What was kept under this key; nothing if it was not, or is no longer whole. */
  read: (kind: CacheKind, key: string) => unknown;
  /** Keeps plain data. A disk that is full, or may not be written, keeps nothing, and nobody is bothered. */
  write: (kind: CacheKind, key: string, value: unknown) => void;
}

const kinds = [
  'understood',
  'finished',
  'drawings',
  'ledger',
  'notetypes',
  'media',
  'packages',
  'runs',
] as const;

/** Of what sort an outcome is: a folder of the cache. */
export type CacheKind = (typeof kinds)[number];

/** Opens the cache in a folder; it may be deleted at any time, and several programs may use it at once. */
export function openCache(folder: string): Cache {
  const state = { writable: true, tidied: false };
  const placeOf = (kind: CacheKind, key: string) => join(folder, kind, key.slice(0, 2), key);
  return {
    read: (kind, key) => readEntry(placeOf(kind, key)),
    write(kind, key, value) {
      if (!state.writable) return;
      try {
        writeEntry(placeOf(kind, key), JSON.stringify(value));
        if (!state.tidied) tidy(folder);
        state.tidied = true;
      } catch {
        state.writable = false;
      }
    },
  };
}

/** A key for all that an outcome depends on. */
export function cacheKey(...parts: string[]): string {
  return hash('sha1', parts.map((part) => `${part.length}:${part}`).join(''));
}

const day = 86_400_000;
/** What nobody asked for in so long is deleted. */
const longest = 30 * day;

function readEntry(location: string): unknown {
  const bytes = bytesOf(location);
  if (bytes === undefined) return undefined;
  const end = bytes.indexOf('\n');
  const body = bytes.subarray(end + 1);
  if (bytes.toString('latin1', 0, end) !== sumOf(body)) return undefined;
  return JSON.parse(body.toString());
}

function bytesOf(location: string): Buffer | undefined {
  let file: number | undefined;
  try {
    file = openSync(location, 'r');
    const { mtimeMs } = fstatSync(file);
    const bytes = readFileSync(file);
    // Not at each reading: a disk has better things to do.
    if (Date.now() - mtimeMs > day) futimesSync(file, new Date(), new Date());
    return bytes;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function writeEntry(location: string, body: string): void {
  const temporary = `${location}.${process.pid}-${threadId}.tmp`;
  const text = `${sumOf(body)}\n${body}`;
  try {
    writeFileSync(temporary, text);
  } catch {
    mkdirSync(dirname(location), { recursive: true });
    writeFileSync(temporary, text);
  }
  renameSync(temporary, location);
}

function sumOf(body: string | Buffer): string {
  return hash('sha1', body);
}

/**
 * Deletes, once a day, what was not used for long, and what a program left that was stopped; nothing that is not
 * ours, as the folder may be anyone's.
 */
function tidy(folder: string): void {
  const mark = join(folder, 'tidied');
  const last = statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - last < day) return;
  writeFileSync(mark, '');
  for (const kind of kinds.filter((one) => existsSync(join(folder, one)))) {
    const entries = readdirSync(join(folder, kind), { recursive: true, encoding: 'utf8' });
    for (const path of entries.filter((one) => isOurs.test(basename(one)))) {
      const location = join(folder, kind, path);
      const { mtimeMs } = statSync(location, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
      const age = Date.now() - mtimeMs;
      if (age > (path.endsWith('.tmp') ? day : longest)) rmSync(location, { force: true });
    }
  }
}

/** How an entry is called, and one that is being written. */
const isOurs = /^[\da-f]{40}(?:\.\d+-\d+\.tmp)?$/u;
