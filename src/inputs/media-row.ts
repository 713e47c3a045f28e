import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { MediaRow } from '../collection.ts';
import { isSurroundingsError, surroundingsError } from '../surroundings.ts';
import type { PackageLimits } from './limits.ts';

/** A file on the disk as a media row, read once for its size and hash. Throws the known error if it is too large. */
export async function mediaRowOf(
  path: string,
  name: string,
  { mediaFileBytes }: PackageLimits,
): Promise<MediaRow> {
  const hash = createHash('sha1');
  let size = 0;
  try {
    for await (const chunk of createReadStream(path)) {
      size += (chunk as Buffer).length;
      if (size > mediaFileBytes)
        throw surroundingsError(
          `${path} is larger than ${mediaFileBytes} bytes. If it is meant, raise the limit \`mediaFileBytes\`.`,
        );
      hash.update(chunk as Buffer);
    }
  } catch (error) {
    if (isSurroundingsError(error)) throw error;
    throw surroundingsError(`${path} cannot be read: ${(error as Error).message}.`, error);
  }
  return { name, size, sha1: hash.digest('hex'), content: { path } };
}
