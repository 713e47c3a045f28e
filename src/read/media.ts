import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mediaKind } from '../media.ts';
import type { MediaFile } from '../project.ts';
import { surroundingsError } from '../surroundings.ts';
import { pictureSize } from './picture-size.ts';
import type { FoundFile } from './walk.ts';

const atOnce = 8;

/** Hashes files as streams, some at a time, and measures pictures; the order stays. */
export async function hashMedia(files: FoundFile[]): Promise<MediaFile[]> {
  const hashed: MediaFile[] = new Array(files.length);
  const queue = files.entries();
  const worker = async () => {
    for (const [index, file] of queue) {
      const { sha1, head } = await readThrough(file.location);
      const isPicture = mediaKind(file.path) === 'picture';
      hashed[index] = { ...file, sha1, ...(isPicture && pictureSize(head)) };
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return hashed;
}

/** What a photograph says of itself may stand before its measures. */
const longestHead = 256 * 1024;

async function readThrough(location: string): Promise<{ sha1: string; head: Buffer }> {
  const hash = createHash('sha1');
  const first: Buffer[] = [];
  let kept = 0;
  try {
    for await (const chunk of createReadStream(location)) {
      hash.update(chunk);
      if (kept < longestHead) first.push(chunk);
      kept += chunk.length;
    }
  } catch (error) {
    throw surroundingsError(`${location} cannot be read: ${(error as Error).message}`, error);
  }
  return { sha1: hash.digest('hex'), head: Buffer.concat(first) };
}
