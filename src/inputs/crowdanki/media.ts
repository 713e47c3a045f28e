import { lstatSync, opendirSync } from 'node:fs';
import { join } from 'node:path';
import type { MediaRow, NotetypeRow } from '../../collection.ts';
import { isSurroundingsError, surroundingsError } from '../../surroundings.ts';
import { mediaName } from '../apkg/index.ts';
import type { PackageLimits } from '../limits.ts';
import { mediaRowOf } from '../media-row.ts';
import type { ReadDecks } from './decks.ts';

/**
 * The files of a folder that the decks list, or whose names begin with `_`. Only what stands directly in the
 * folder is opened, and no link is followed, whatever the decks say.
 */
export async function mediaBeside(
  folder: string,
  { media: listed, notes }: ReadDecks,
  notetypes: Map<string, NotetypeRow>,
  limits: PackageLimits,
): Promise<{ rows: MediaRow[]; leftOut: string[] }> {
  const there = filesOf(folder, limits);
  const rows: MediaRow[] = [];
  const leftOut: string[] = [];
  const isUsed = usedBy(notes, notetypes);
  let total = 0;
  for (const name of there) {
    const wanted = nameOf(name);
    if (!wanted || (!listed.has(name) && !isUsed(name))) continue;
    const path = join(folder, name);
    const row = await mediaRowOf(path, wanted, limits);
    total += row.size;
    if (total > limits.totalBytes)
      throw surroundingsError(`${folder} holds more than ${limits.totalBytes} bytes of media.`);
    rows.push(row);
  }
  const found = new Set(there);
  const missing = [...listed].filter((name) => !found.has(name));
  if (missing.length > 0)
    leftOut.push(
      `${missing.length} media file${missing.length === 1 ? '' : 's'} without a file in media/, such as ${JSON.stringify(missing[0]?.slice(0, 80))}.`,
    );
  return { rows, leftOut };
}

function filesOf(folder: string, limits: PackageLimits): string[] {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  const directory = opendirSync(folder);
  const names: string[] = [];
  try {
    for (let one = directory.readSync(); one !== null; one = directory.readSync()) {
      if (one.isFile()) names.push(one.name);
      if (names.length > limits.files)
        throw surroundingsError(`${folder} holds more than ${limits.files} files.`);
    }
  } finally {
    directory.closeSync();
  }
  return names.sort();
}

/** In Anki's normal form; nothing for a name that Anki refuses. */
function nameOf(name: string): string | undefined {
  try {
    return mediaName(name);
  } catch (error) {
    if (isSurroundingsError(error)) return undefined;
    throw error;
  }
}

/** Fields may name files that no deck lists; templates and styling name those that begin with `_`. */
function usedBy(
  notes: ReadDecks['notes'],
  notetypes: Map<string, NotetypeRow>,
): (name: string) => boolean {
  const named = new Set<string>();
  const html = notes.flatMap(({ fields }) =>
    fields.map((field) => ('html' in field ? field.html : '')),
  );
  for (const text of html)
    for (const found of text.matchAll(
      /\[sound:([^\]]{1,200})\]|\ssrc=(?:"([^"]{1,500})"|'([^']{1,500})')/giu,
    ))
      named.add((found[1] ?? found[2] ?? found[3] ?? '').replaceAll('&amp;', '&'));
  return (name) => named.has(name) || (name.startsWith('_') && notetypes.size > 0);
}
