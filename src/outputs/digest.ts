import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NotetypeRow } from '../collection.ts';
import type { formats } from './formats.ts';
import type { Package } from './packages.ts';

export interface DigestOptions {
  format: keyof typeof formats;
  /** Of this compiler: another one may write other bytes. */
  version: string;
}

/**
 * Opens a way to tell packages by what they are made of: two of one digest (SHA-256, lower-case hex) are the
 * same files, to the byte. Media counts by size and hash, so that no file is read.
 */
export function openDigests({ format, version }: DigestOptions): (one: Package) => string {
  const head = JSON.stringify([version, format, libraryVersions()]);
  const textOf = openNotetypeTexts();
  return ({ name, collection }) => {
    const { notetypes, notes, cards, media, uuids, ...rest } = collection;
    const hash = createHash('sha256');
    // No JSON holds a line break: where a part ends is plain.
    const add = (part: string) => hash.update(part).update('\n');
    add(head);
    // Only CrowdAnki's files hold them, and every package of a build is given all.
    add(JSON.stringify([name, rest, format === 'crowdanki' ? (uuids ?? null) : null]));
    addRows(media, ({ name, size, sha1 }) => [name, size, sha1]);
    addRows(notes, (row) => row);
    addRows(cards, ({ id, noteId, deckId, ord, due }) => [id, noteId, deckId, ord, due]);
    for (const row of notetypes) add(textOf(row));
    return hash.digest('hex');

    /** Some at a time: all of a large package would take more memory than the package. */
    function addRows<Row>(rows: Row[], told: (row: Row) => unknown): void {
      for (let from = 0; from < rows.length; from += atOnce)
        add(JSON.stringify(rows.slice(from, from + atOnce).map(told)));
      add('');
    }
  };
}

const atOnce = 1000;

/** A note type that several packages share is written out once. */
function openNotetypeTexts(): (row: NotetypeRow) => string {
  const texts = new WeakMap<NotetypeRow, string>();
  return (row) => {
    const text = texts.get(row) ?? JSON.stringify(row, bigintAsText);
    texts.set(row, text);
    return text;
  };
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** What makes the bytes of database and zip, in the versions that are installed. */
function libraryVersions(): string[] {
  const find = createRequire(import.meta.url);
  const jszip = find.resolve('jszip');
  const pako = createRequire(jszip).resolve('pako');
  return [find.resolve('sql.js'), jszip, pako].map(versionOf);
}

function versionOf(file: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const { version } = manifestIn(folder);
    if (version !== undefined) return version;
    if (dirname(folder) === folder) throw new Error(`Expected a package.json above ${file}`);
  }
}

function manifestIn(folder: string): { version?: string } {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch {
    return {};
  }
}
