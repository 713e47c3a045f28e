import { createHash } from 'node:crypto';
import type { MediaRow } from '../../collection.ts';
import type { PackageLimits } from '../limits.ts';
import { type Container, unpackFile } from './container.ts';
import { type ListedMedia, mediaListJson, mediaListProtobuf } from './media-list.ts';
import { damaged, tooLarge } from './trouble.ts';
import type { ZipReader } from './zip.ts';

/** What is needed to read a package's files, now and later. */
export interface OpenPackage {
  zip: ZipReader;
  container: Container;
  limits: PackageLimits;
}

/**
 * The media files, each read once for its size and hash; no bytes are kept. `missing`: names that are
 * listed, but whose files are not in the package (Anki lets them pass if no note uses them). `renamed`: names in
 * Anki's normal form, by what fields call them.
 */
export function readMedia(open: OpenPackage): {
  media: MediaRow[];
  missing: string[];
  renamed: Map<string, string>;
} {
  const rows = new Map<string, MediaRow>();
  const missing: string[] = [];
  const renamed = new Map<string, string>();
  let total = 0;
  for (const listed of mediaList(open)) {
    if (!open.zip.size(listed.part)) {
      missing.push(listed.name);
      continue;
    }
    const row = mediaRow(open, listed);
    const called = listed.written.normalize('NFC');
    if (called !== row.name) renamed.set(called, row.name);
    total += row.size;
    if (total > open.limits.totalBytes) {
      throw tooLarge(`its media have more than ${open.limits.totalBytes} bytes`, 'totalBytes');
    }
    if ((rows.get(row.name) ?? row).sha1 !== row.sha1) {
      throw damaged(`two of its media files have the name ${JSON.stringify(row.name)}`);
    }
    if (!rows.has(row.name)) rows.set(row.name, row);
  }
  return { media: [...rows.values()], missing, renamed };
}

function mediaList({ zip, container, limits }: OpenPackage): ListedMedia[] {
  if (!zip.size('media') && !container.zstd) return [];
  const bounds = { ...limits, databaseBytes: Math.min(limits.databaseBytes, MOST_LIST_BYTES) };
  const bytes = unpackFile(zip, 'media', container, bounds, 'databaseBytes');
  return container.zstd
    ? mediaListProtobuf(bytes, limits.files)
    : mediaListJson(bytes, limits.files);
}

/** Room for 200,000 of the longest names. */
const MOST_LIST_BYTES = 2 ** 25;

function mediaRow(open: OpenPackage, { part, name }: ListedMedia): MediaRow {
  const bytes = unpackMedia(open, part);
  return {
    name,
    size: bytes.length,
    sha1: createHash('sha1').update(bytes).digest('hex'),
    content: {
      // Read when it is asked for, and not kept: all media of a package may not fit into memory.
      get bytes() {
        return unpackMedia(open, part);
      },
    },
  };
}

function unpackMedia({ zip, container, limits }: OpenPackage, part: string): Uint8Array {
  return unpackFile(zip, part, container, limits, 'mediaFileBytes');
}
