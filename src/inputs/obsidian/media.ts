import { posix } from 'node:path';
import type { MediaRow } from '../../collection.ts';
import { digestOf } from '../../ids.ts';
import { isSurroundingsError, surroundingsError } from '../../surroundings.ts';
import { mediaName } from '../apkg/index.ts';
import type { PackageLimits } from '../limits.ts';
import { mediaRowOf } from '../media-row.ts';
import type { VaultFile } from './vault.ts';

/** The files of a vault that notes show. */
export interface VaultMedia {
  /** The name that Anki will know a file by, given what a note calls it and where the note stands. */
  find: (name: string, notePath: string) => string | undefined;
  /** Those that were found so far. */
  rows: () => Promise<MediaRow[]>;
}

/** Finds files as Obsidian does: beside the note, from the top of the vault, or else anywhere by their name. */
export function createMedia(files: VaultFile[], limits: PackageLimits): VaultMedia {
  const byPath = new Map(files.map((file) => [file.path.toLowerCase(), file]));
  const byName = new Map<string, VaultFile>();
  for (const file of files) {
    const name = posix.basename(file.path).toLowerCase();
    if (!byName.has(name)) byName.set(name, file);
  }
  const used = new Map<VaultFile, string>();
  const taken = new Set<string>();
  const find = (name: string, notePath: string) => {
    const wanted = name.normalize('NFC').toLowerCase();
    const beside = posix.join(posix.dirname(notePath.toLowerCase()), wanted);
    const file = byPath.get(beside) ?? byPath.get(wanted) ?? byName.get(posix.basename(wanted));
    if (!file || /\.md$/iu.test(file.path)) return undefined;
    const known = used.get(file);
    if (known !== undefined) return known;
    const named = nameOf(file.path, taken);
    if (named !== undefined) used.set(file, named);
    return named;
  };
  const rows = async () => {
    const found: MediaRow[] = [];
    let total = 0;
    for (const [{ location }, name] of used) {
      const row = await mediaRowOf(location, name, limits);
      total += row.size;
      if (total > limits.totalBytes)
        throw surroundingsError(`The vault shows more than ${limits.totalBytes} bytes of media.`);
      found.push(row);
    }
    return found;
  };
  return { find, rows };
}

/** In Anki's normal form, and of another file of that name told apart. */
function nameOf(path: string, taken: Set<string>): string | undefined {
  try {
    const name = mediaName(posix.basename(path).replace(/[<>()%]/gu, '_'));
    const extension = posix.extname(name);
    const stem = name.slice(0, name.length - extension.length);
    const own = taken.has(name.toLowerCase())
      ? `${stem.slice(0, 80)}-${digestOf(path).slice(0, 8)}${extension}`
      : name;
    taken.add(own.toLowerCase());
    return own;
  } catch (error) {
    if (isSurroundingsError(error)) return undefined;
    throw error;
  }
}
