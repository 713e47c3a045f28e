import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { MediaFile } from '../project.ts';
import { surroundingsError } from '../surroundings.ts';
import type { FoundFile } from './walk.ts';

const atOnce = 8;

/** Hashes files as streams, some at a time; the order stays. */
export async function hashMedia(files: FoundFile[]): Promise<MediaFile[]> {
  const hashed: MediaFile[] = new Array(files.length);
  const queue = files.entries();
  const worker = async () => {
    for (const [index, file] of queue)
      hashed[index] = { ...file, sha1: await sha1Of(file.location) };
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return hashed;
}

async function sha1Of(location: string): Promise<string> {
  const hash = createHash('sha1');
  try {
    for await (const chunk of createReadStream(location)) hash.update(chunk);
  } catch (error) {
    throw surroundingsError(`${location} cannot be read: ${(error as Error).message}`, error);
  }
  return hash.digest('hex');
}
