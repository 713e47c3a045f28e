/** How much a package may hold; beyond it is refused. */
export interface PackageLimits {
  /** Files in the zip. */
  files: number;
  /** Bytes of the database, unpacked. */
  databaseBytes: number;
  /** Bytes of one media file, unpacked. */
  mediaFileBytes: number;
  /** Bytes of all that is unpacked. */
  totalBytes: number;
  /** Bytes unpacked from each packed one; the first 16 MiB of a file are free. */
  ratio: number;
  /** Rows of a table; fields and tags may be ten times as many. */
  rows: number;
}

const MIB = 2 ** 20;

/** Room for ten times the largest decks that are shared, on a machine of 8 GB. */
export const DEFAULT_LIMITS: PackageLimits = {
  files: 200_000,
  databaseBytes: 512 * MIB,
  mediaFileBytes: 256 * MIB,
  totalBytes: 16 * 1024 * MIB,
  ratio: 200,
  rows: 2_000_000,
};

/** How many bytes may come out of so many packed ones. */
export function mostUnpacked(packed: number, limits: PackageLimits): number {
  return Math.max(16 * MIB, packed * limits.ratio);
}
