import type { Collection, MediaRow } from '../../collection.ts';
import { CONTAINERS, type Container, type Format } from './container.ts';
import { mediaContent } from './media-content.ts';
import { pieces } from './pieces.ts';
import { schema11 } from './schema11.ts';
import { updateNotice } from './update-notice.ts';
import { type Part, zip } from './zip.ts';
import { zstdFrame } from './zstd-frame.ts';

export { mediaContent } from './media-content.ts';

/**
 * Turns a collection into an Anki package, streamed: media is read only as the bytes are taken, and
 * the same collection always gives the same bytes. Taking the bytes throws an Error if a media file
 * cannot be read, or is no longer as long as its row says.
 */
export async function writeApkg(
  collection: Collection,
  options: { format: Format },
): Promise<AsyncIterable<Uint8Array>> {
  const container = CONTAINERS[options.format];
  const parts = [
    ...metaPart(container),
    databasePart(container, await schema11(collection)),
    ...(await noticePart(container, collection.modified)),
    mediaListPart(container, collection.media),
    ...collection.media.map((row, index) => mediaPart(container, row, index)),
  ];
  return zip(parts);
}

function metaPart({ meta }: Container): Part[] {
  return meta ? [{ name: 'meta', content: () => pieces(meta), deflate: false }] : [];
}

function databasePart(container: Container, bytes: Uint8Array): Part {
  return { name: container.database, content: () => framed(container, bytes), deflate: true };
}

async function noticePart({ notice }: Container, modified: number): Promise<Part[]> {
  if (!notice) return [];
  const bytes = await schema11(updateNotice(modified));
  return [{ name: notice, content: () => pieces(bytes), deflate: true }];
}

function mediaListPart(container: Container, media: MediaRow[]): Part {
  const bytes = container.mediaList(media);
  return { name: 'media', content: () => framed(container, bytes), deflate: true };
}

function mediaPart({ zstd }: Container, row: MediaRow, index: number): Part {
  const content = () => (zstd ? zstdFrame(mediaContent(row), row.size) : mediaContent(row));
  return { name: String(index), content, deflate: false };
}

function framed({ zstd }: Container, bytes: Uint8Array): AsyncIterable<Uint8Array> {
  return zstd ? zstdFrame(pieces(bytes), bytes.length) : pieces(bytes);
}
