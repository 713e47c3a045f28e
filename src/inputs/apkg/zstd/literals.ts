import { badZstd } from './bits.ts';
import { decodeHuffman, type HuffmanTable, readHuffman } from './huffman.ts';

/** No block holds more (RFC 8878, 3.1.1.2.4). */
export const BLOCK = 128 * 1024;

/** The bytes of a block that are no repetition, and where in the block their section ends. */
export interface Literals {
  bytes: Uint8Array;
  end: number;
  /** The code they are written in, which the next block may use again. */
  huffman?: HuffmanTable;
}

/** Reads the literals section of a compressed block (RFC 8878, 3.1.1.3.1). */
export function readLiterals(block: Uint8Array, last: HuffmanTable | undefined): Literals {
  const kind = (block[0] ?? 0) & 3;
  return kind < 2 ? plainLiterals(block, kind) : packedLiterals(block, kind, last);
}

function plainLiterals(block: Uint8Array, kind: number): Literals {
  const form = ((block[0] ?? 0) >> 2) & 3;
  const head = [1, 2, 1, 3][form] ?? 1;
  const size = littleEndian(block, 0, head) >>> (head === 1 ? 3 : 4);
  const end = head + (kind === 0 ? size : 1);
  if (size > BLOCK || end > block.length) throw badZstd();
  if (kind === 0) return { bytes: block.subarray(head, end), end };
  return { bytes: new Uint8Array(size).fill(block[head] ?? 0), end };
}

function packedLiterals(block: Uint8Array, kind: number, last: HuffmanTable | undefined): Literals {
  const form = ((block[0] ?? 0) >> 2) & 3;
  const head = [3, 3, 4, 5][form] ?? 3;
  const wide = [10, 10, 14, 18][form] ?? 10;
  const sizes = Math.floor(littleEndian(block, 0, head) / 16);
  const size = sizes % 2 ** wide;
  const end = head + Math.floor(sizes / 2 ** wide);
  if (size > BLOCK || end > block.length) throw badZstd();
  const section = block.subarray(0, end);
  const code = kind === 2 ? readHuffman(section, head) : { table: last, end: head };
  if (!code.table) throw badZstd();
  const bytes = new Uint8Array(size);
  const streams = section.subarray(code.end);
  if (form === 0) decodeHuffman(code.table, streams, bytes);
  else decodeFourStreams(code.table, streams, bytes);
  return { bytes, end, huffman: code.table };
}

/** Three sizes of two bytes, then four streams of a quarter each. */
function decodeFourStreams(table: HuffmanTable, streams: Uint8Array, out: Uint8Array): void {
  const quarter = Math.ceil(out.length / 4);
  let from = 6;
  for (let number = 0; number < 4; number += 1) {
    const size = number < 3 ? littleEndian(streams, number * 2, 2) : streams.length - from;
    if (from + size > streams.length || number * quarter > out.length) throw badZstd();
    const part =
      number < 3
        ? out.subarray(number * quarter, (number + 1) * quarter)
        : out.subarray(3 * quarter);
    decodeHuffman(table, streams.subarray(from, from + size), part);
    from += size;
  }
}

/** A number of up to 6 bytes. */
export function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = count - 1; index >= 0; index -= 1) {
    value = value * 256 + (bytes[at + index] ?? 0);
  }
  return value;
}
