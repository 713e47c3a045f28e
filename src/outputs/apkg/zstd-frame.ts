import { evenPieces } from './pieces.ts';

/**
 * Puts `size` bytes into a zstd frame of raw blocks (RFC 8878): valid zstd that needs no compressor.
 * The frame asks for a window of one block, not of the whole content, because Anki's decoder refuses
 * windows above 128 MiB.
 */
export async function* zstdFrame(
  content: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array> {
  yield frameHeader(size);
  if (size === 0) yield blockHeader(0, true);
  let left = size;
  for await (const block of evenPieces(content)) {
    left -= block.length;
    yield blockHeader(block.length, left === 0);
    yield block;
  }
  if (left !== 0) throw new Error(`Expected ${size} bytes in a zstd frame, got ${size - left}`);
}

/** Magic number, descriptor (8 bytes of content size), window of 2^17 bytes, content size. */
function frameHeader(size: number): Uint8Array {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xc0, 7 << 3, 0, 0, 0, 0, 0, 0, 0, 0]);
  header.writeBigUInt64LE(BigInt(size), 6);
  return header;
}

/** Three bytes, little-endian: size, type (0: raw), whether it is the last. */
function blockHeader(size: number, last: boolean): Uint8Array {
  const header = Buffer.alloc(3);
  header.writeUIntLE(size * 8 + (last ? 1 : 0), 0, 3);
  return header;
}
