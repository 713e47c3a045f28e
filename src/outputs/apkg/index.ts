import type { Collection, MediaRow } from '../../collection.ts';
import { CONTAINERS, type Container, type Format } from './container.ts';
import { mediaContent } from './media-content.ts';
import { pieces } from './pieces.ts';
import { openSchema11 } from './schema11.ts';
import { updateNotice } from './update-notice.ts';
import { type Part, zip } from './zip.ts';
import { zstdFrame } from './zstd-frame.ts';

export { mediaContent } from './media-content.ts';

/**
 * Turns a collection into an Anki package, streamed: the database is made and media is read only as the
 * bytes are taken, and the same collection always gives the same bytes. Taking the bytes throws an Error if
 * a media file cannot be read, or is no longer as long as its row says.
 */
export async function writeApkg(
  collection: Collection,
  { format }: { format: Format },
): Promise<AsyncIterable<Uint8Array>> {
  return openApkg(format)(collection);
}

/** The same for many collections one after another: what their packages have in common is made once. */
export function openApkg(format: Format): (collection: Collection) => AsyncIterable<Uint8Array> {
  const container = CONTAINERS[format];
  const databaseOf = openDatabases();
  const noticeOf = openNotices(databaseOf);
  return (collection) =>
    zip([
      ...metaPart(container),
      databasePart(container, () => databaseOf(collection)),
      ...noticePart(container, () => noticeOf(collection.modified)),
      mediaListPart(container, collection.media),
      ...collection.media.map((row, index) => mediaPart(container, row, index)),
    ]);
}

type Later = () => Promise<Uint8Array>;

function openDatabases(): (collection: Collection) => Promise<Uint8Array> {
  let opened: ReturnType<typeof openSchema11> | undefined;
  return async (collection) => {
    opened ??= openSchema11();
    return (await opened)(collection);
  };
}

/** The packages of a build were all changed at one time, so that they share their notice. */
function openNotices(databaseOf: (collection: Collection) => Promise<Uint8Array>) {
  const made = new Map<number, Promise<Uint8Array>>();
  return (modified: number): Promise<Uint8Array> => {
    const notice = made.get(modified) ?? databaseOf(updateNotice(modified));
    made.set(modified, notice);
    return notice;
  };
}

function metaPart({ meta }: Container): Part[] {
  return meta ? [{ name: 'meta', content: () => pieces(meta), deflate: false }] : [];
}

function databasePart(container: Container, bytes: Later): Part {
  const content = () => later(async () => framed(container, await bytes()));
  return { name: container.database, content, deflate: true };
}

function noticePart({ notice }: Container, bytes: Later): Part[] {
  const content = () => later(async () => pieces(await bytes()));
  return notice ? [{ name: notice, content, deflate: true }] : [];
}

async function* later(content: () => Promise<AsyncIterable<Uint8Array>>) {
  yield* await content();
}

/** Where deflating begins to be worth what it takes to begin with it. */
const SHORT = 1024;

function mediaListPart(container: Container, media: MediaRow[]): Part {
  const bytes = container.mediaList(media);
  const content = () => framed(container, bytes);
  return { name: 'media', content, deflate: bytes.length > SHORT };
}

function mediaPart({ zstd }: Container, row: MediaRow, index: number): Part {
  const content = () => (zstd ? zstdFrame(mediaContent(row), row.size) : mediaContent(row));
  return { name: String(index), content, deflate: false };
}

function framed({ zstd }: Container, bytes: Uint8Array): AsyncIterable<Uint8Array> {
  return zstd ? zstdFrame(pieces(bytes), bytes.length) : pieces(bytes);
}
