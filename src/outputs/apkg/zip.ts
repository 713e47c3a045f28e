import { Readable } from 'node:stream';
import JSZip from 'jszip';
import { PIECE } from './pieces.ts';

/** A file in the zip. */
export interface Part {
  name: string;
  /** Called when the bytes before it have been taken. */
  content: () => AsyncIterable<Uint8Array>;
  deflate: boolean;
}

/** The earliest date a zip can hold: none of its dates tells when it was built. */
const DATE = new Date(Date.UTC(1980, 0, 1));

/** Of 1 to 9: level 6 makes a package of texts a tenth smaller, and takes two and a half times as long. */
const LEVEL = 3;

/** What the fields of a zip can count without its 64-bit extension, which jszip does not write. */
const MOST_PARTS = 0xffff;
const MOST_BYTES = 0xffff_ffff;

/** Zips the parts, one at a time and in bounded memory. Throws what their contents throw. */
export async function* zip(parts: Part[]): AsyncGenerator<Uint8Array> {
  if (parts.length > MOST_PARTS) throw new Error('A package holds at most 65,535 files');
  const failures: unknown[] = [];
  const sources = parts.map((part) => ({
    ...part,
    stream: Readable.from(withoutFailing(part.content, failures)),
  }));
  try {
    let size = 0;
    for await (const bytes of zipped(sources)) {
      if (failures.length > 0) throw failures[0];
      size += bytes.length;
      if (size > MOST_BYTES) throw new Error('A package holds at most 4 GiB');
      yield bytes;
    }
    if (failures.length > 0) throw failures[0];
  } finally {
    for (const { stream } of sources) stream.destroy();
  }
}

/** Ends instead of failing: jszip loses an error that comes while it is paused, and waits forever. */
async function* withoutFailing(
  content: () => AsyncIterable<Uint8Array>,
  failures: unknown[],
): AsyncGenerator<Uint8Array> {
  if (failures.length > 0) return;
  try {
    yield* content();
  } catch (failure) {
    failures.push(failure);
  }
}

function zipped(sources: (Part & { stream: Readable })[]): AsyncIterable<Uint8Array> {
  const archive = new JSZip();
  for (const { name, stream, deflate } of sources) {
    archive.file(name, stream, {
      date: DATE,
      compression: deflate ? 'DEFLATE' : 'STORE',
      compressionOptions: { level: LEVEL },
    });
  }
  return taken(
    // Without `streamFiles` jszip would hold each file whole, to write its size before its bytes.
    archive.generateInternalStream({ type: 'nodebuffer', streamFiles: true, platform: 'DOS' }),
  );
}

/** What a stream of jszip gives, some pieces ahead; its own Node streams take longer than the zip of a small deck. */
async function* taken(stream: JSZip.JSZipStreamHelper<Buffer>): AsyncGenerator<Uint8Array> {
  const ahead: { pieces: Uint8Array[]; bytes: number } = { pieces: [], bytes: 0 };
  const state: { ended: boolean; failures: Error[]; wake: () => void } = {
    ...{ ended: false, failures: [], wake: () => {} },
  };
  stream.on('data', (piece) => {
    ahead.pieces.push(piece);
    ahead.bytes += piece.length;
    if (ahead.bytes >= PIECE) stream.pause();
    state.wake();
  });
  stream.on('end', () => {
    state.ended = true;
    state.wake();
  });
  stream.on('error', (failure) => {
    state.failures.push(failure);
    state.wake();
  });
  while (!state.ended || ahead.pieces.length > 0) {
    if (ahead.pieces.length === 0) {
      const more = new Promise<void>((resolve) => {
        state.wake = resolve;
      });
      stream.resume();
      await more;
    }
    if (state.failures.length > 0) throw state.failures[0];
    ahead.bytes = 0;
    yield* ahead.pieces.splice(0);
  }
}
