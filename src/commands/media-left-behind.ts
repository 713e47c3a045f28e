import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import type { OutputFile } from '../write.ts';

const listSchema = z.looseObject({ media_files: z.array(z.string()) });

/** Bytes; no deck of ours is larger. */
const largest = 256 * 1024 * 1024;

/**
 * The files that an earlier build listed in the `deck.json` which is about to be replaced, given that file:
 * CrowdAnki imports whatever stands in `media/`. Files that no build of ours listed are not ours to remove.
 */
export async function mediaLeftBehind({ location }: OutputFile): Promise<string[]> {
  if (basename(location) !== 'deck.json') return [];
  const size = await stat(location).then(
    ({ size }) => size,
    () => Number.POSITIVE_INFINITY,
  );
  if (size > largest) return [];
  const listed = listOf(await readFile(location, 'utf8').catch(() => ''));
  return listed
    .filter(
      (name) => name === basename(name) && !['', '.', '..'].includes(name) && !name.includes('\\'),
    )
    .map((name) => join(dirname(location), 'media', name));
}

function listOf(text: string): string[] {
  try {
    return listSchema.parse(JSON.parse(text)).media_files;
  } catch {
    return [];
  }
}
