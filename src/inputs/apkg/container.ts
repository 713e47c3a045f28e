import { mostUnpacked, type PackageLimits } from '../limits.ts';
import { integer, message } from './protobuf.ts';
import { damaged, unsupported } from './trouble.ts';
import type { ZipReader } from './zip.ts';
import { unzstd } from './zstd/index.ts';

/** The versions of Anki's container (anki-format, 1). */
export type ContainerVersion = 'legacy 1' | 'legacy 2' | 'latest';

/** What a version of the container means for who reads it. */
export interface Container {
  version: ContainerVersion;
  /** Name of the database in the zip. */
  database: string;
  /** Whether database, media list and media are zstd frames, and the list is protobuf. */
  zstd: boolean;
}

const CONTAINERS: Container[] = [
  { version: 'legacy 1', database: 'collection.anki2', zstd: false },
  { version: 'legacy 2', database: 'collection.anki21', zstd: false },
  { version: 'latest', database: 'collection.anki21b', zstd: true },
];

/** Finds out the version: `meta` tells it, else the newest database that versions without `meta` have. */
export function containerOf(zip: ZipReader): Container {
  const number = zip.size('meta') ? metaVersion(zip) : zip.size('collection.anki21') ? 2 : 1;
  const container = CONTAINERS[number - 1];
  if (!container) throw unsupported('it is made for a newer version of Anki');
  if (!zip.size(container.database)) {
    throw damaged(`it is no Anki package, or lacks its ${container.database}`);
  }
  return container;
}

function metaVersion(zip: ZipReader): number {
  // It is two bytes.
  if ((zip.size('meta')?.unpacked ?? 0) > 1024) throw damaged('its file "meta" is too long');
  return integer(message(zip.open('meta', 1024, 'databaseBytes')), 1);
}

/** A file of the container without its packings, in whole; at most `most` bytes, as `limit` says. */
export function unpackFile(
  zip: ZipReader,
  name: string,
  { zstd }: Container,
  limits: PackageLimits,
  limit: 'databaseBytes' | 'mediaFileBytes',
): Uint8Array {
  const content = zip.open(name, limits[limit], limit);
  if (!zstd) return content;
  const most = mostUnpacked(content.length, limits);
  return most < limits[limit]
    ? unzstd(content, { bytes: most, limit: 'ratio' })
    : unzstd(content, { bytes: limits[limit], limit });
}
