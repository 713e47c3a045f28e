import { createHash, hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { mediaKind } from '../media.ts';
import type { MediaFile } from '../project.ts';
import { surroundingsError } from '../surroundings.ts';
import { type PictureSize, pictureSize } from './picture-size.ts';
import type { FoundFile } from './walk.ts';

/** What only the bytes of a file tell; the measures are those of a picture. */
export type MediaContent = { sha1: string } & Partial<PictureSize>;

const atOnce = 8;

/**
 * Hashes files, some at a time, and measures pictures; the order stays. Asks `contentOf` once for each file,
 * and that reads it once.
 */
export async function hashMedia(
  files: FoundFile[],
  contentOf: (file: FoundFile) => Promise<MediaContent> = readContent,
): Promise<MediaFile[]> {
  const hashed: MediaFile[] = new Array(files.length);
  const queue = files.entries();
  const worker = async () => {
    for (const [index, file] of queue) hashed[index] = { ...file, ...(await contentOf(file)) };
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return hashed;
}

/** Also what a photograph says of itself may stand before its measures. */
const pieceLength = 256 * 1024;

/** Reads a file through, and keeps of it no more than a piece. */
export async function readContent({ path, location, size }: FoundFile): Promise<MediaContent> {
  try {
    if (size < pieceLength) return smallContent(path, readFileSync(location));
    const file = await open(location);
    try {
      const piece = Buffer.allocUnsafeSlow(pieceLength);
      const sha1 = createHash('sha1');
      const head = await nextPiece(file, piece);
      // The piece holds other bytes afterwards.
      const measures = measuresOf(path, head);
      sha1.update(head);
      for (let part = head; part.length === piece.length; sha1.update(part))
        part = await nextPiece(file, piece);
      return { sha1: sha1.digest('hex'), ...measures };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw surroundingsError(`${location} cannot be read: ${(error as Error).message}`, error);
  }
}

/** A way through the event loop takes longer than to read a small file. */
function smallContent(path: string, bytes: Buffer): MediaContent {
  return { sha1: hash('sha1', bytes), ...measuresOf(path, bytes) };
}

function measuresOf(path: string, head: Buffer): PictureSize | undefined {
  return mediaKind(path) === 'picture' ? pictureSize(head) : undefined;
}

/** As much as goes into the piece; less only at the end. */
async function nextPiece(file: FileHandle, piece: Buffer): Promise<Buffer> {
  let length = 0;
  while (length < piece.length) {
    const { bytesRead } = await file.read(piece, length, piece.length - length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return piece.subarray(0, length);
}
