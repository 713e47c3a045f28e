import type { PackageLimits } from '../../limits.ts';
import { damaged, tooLarge } from '../trouble.ts';
import { badZstd } from './bits.ts';
import type { HuffmanTable } from './huffman.ts';
import { BLOCK, littleEndian, readLiterals } from './literals.ts';
import { type Codes, decodeSequences, readSequences } from './sequences.ts';

/** How many bytes may come out, and the limit that says so. */
export interface Bound {
  bytes: number;
  limit: keyof PackageLimits;
}

/** What has come out so far; the array is longer. */
interface Output {
  bytes: Uint8Array;
  length: number;
  bound: Bound;
}

/**
 * Unpacks zstd (RFC 8878; no dictionaries, checksums are not compared) in time that what comes in and
 * goes out bound, whatever the bytes are. Throws the known error.
 */
export function unzstd(packed: Uint8Array, bound: Bound): Uint8Array {
  const output: Output = { bytes: new Uint8Array(0), length: 0, bound };
  if (packed.length === 0) throw badZstd();
  for (let at = 0; at < packed.length; ) {
    const magic = littleEndian(packed, at, 4);
    if (Math.floor(magic / 16) === SKIPPABLE) at += 8 + littleEndian(packed, at + 4, 4);
    else if (magic === MAGIC) at = readFrame(packed, at + 4, output);
    else throw badZstd();
    if (at > packed.length) throw badZstd();
  }
  reserve(output, 0);
  return output.bytes.subarray(0, output.length);
}

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a5;

interface FrameHead {
  /** Place of the first block. */
  end: number;
  window: number;
  size?: number;
  checksum: boolean;
}

function readFrame(packed: Uint8Array, from: number, output: Output): number {
  const head = frameHead(packed, from);
  // What is said about the size is not to be trusted with memory. A block is what the last one may want.
  reserve(output, Math.min((head.size ?? 0) + BLOCK, packed.length * 32));
  const frame: Frame = {
    start: output.length,
    offsets: [1, 4, 8],
    most: Math.min(BLOCK, head.window),
  };
  let at = head.end;
  for (let last = false; !last; ) {
    const word = littleEndian(packed, at, 3);
    if (at + 3 > packed.length) throw badZstd();
    last = (word & 1) === 1;
    at = readBlock(packed, at + 3, (word >> 1) & 3, word >>> 3, frame, output);
  }
  if (head.size !== undefined && output.length - frame.start !== head.size) throw badZstd();
  return at + (head.checksum ? 4 : 0);
}

function frameHead(packed: Uint8Array, from: number): FrameHead {
  const flags = packed[from] ?? 0;
  const single = (flags & 0x20) !== 0;
  if ((flags & 8) !== 0) throw badZstd();
  const windowAt = from + 1;
  const dictionaryAt = windowAt + (single ? 0 : 1);
  const dictionaryBytes = [0, 1, 2, 4][flags & 3] ?? 0;
  if (littleEndian(packed, dictionaryAt, dictionaryBytes) !== 0) {
    throw damaged('a part of it needs a zstd dictionary');
  }
  const sizeAt = dictionaryAt + dictionaryBytes;
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  const size = littleEndian(packed, sizeAt, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
  const code = packed[windowAt] ?? 0;
  const window = single ? size : 2 ** (10 + (code >> 3)) * (1 + (code & 7) / 8);
  const end = sizeAt + sizeBytes;
  return { end, window, checksum: (flags & 4) !== 0, ...(sizeBytes > 0 && { size }) };
}

/** What blocks of one frame hand on to the next. */
interface Frame {
  /** Where its output begins: nothing before may be repeated. */
  start: number;
  offsets: [number, number, number];
  /** Most bytes of a block. */
  most: number;
  huffman?: HuffmanTable;
  codes?: Codes;
}

function readBlock(
  packed: Uint8Array,
  at: number,
  kind: number,
  size: number,
  frame: Frame,
  output: Output,
): number {
  const end = at + (kind === 1 ? 1 : size);
  if (end > packed.length || kind === 3) throw badZstd();
  if (kind === 2) {
    readCompressed(packed.subarray(at, end), frame, output);
    return end;
  }
  if (size > frame.most) throw badZstd();
  reserve(output, size);
  if (kind === 0) output.bytes.set(packed.subarray(at, end), output.length);
  else output.bytes.fill(packed[at] ?? 0, output.length, output.length + size);
  output.length += size;
  return end;
}

function readCompressed(block: Uint8Array, frame: Frame, output: Output): void {
  const { bytes: literals, end, huffman } = readLiterals(block, frame.huffman);
  if (huffman) frame.huffman = huffman;
  const sequences = readSequences(block.subarray(end), frame.codes);
  const before = output.length;
  let used = 0;
  if (sequences) {
    frame.codes = sequences.codes;
    reserve(output, BLOCK);
    decodeSequences(sequences, (count, offset, match) => {
      if (used + count > literals.length) throw badZstd();
      if (output.length - before + count + match > frame.most) throw badZstd();
      copyLiterals(literals, used, count, output);
      used += count;
      copyMatch(output, distance(frame.offsets, offset, count), match, frame.start);
    });
  }
  const rest = literals.length - used;
  if (output.length - before + rest > frame.most) throw badZstd();
  reserve(output, rest);
  output.bytes.set(literals.subarray(used), output.length);
  output.length += rest;
}

function copyLiterals(literals: Uint8Array, from: number, count: number, output: Output): void {
  const { bytes, length } = output;
  if (count > 32) bytes.set(literals.subarray(from, from + count), length);
  else
    for (let index = 0; index < count; index += 1)
      bytes[length + index] = literals[from + index] ?? 0;
  output.length = length + count;
}

/** An offset above 3 is new; else it names one of the last three (RFC 8878, 3.1.1.5). */
function distance(offsets: Frame['offsets'], offset: number, literals: number): number {
  const first = offsets[0];
  const second = offsets[1];
  const named = offset > 3 ? 4 : offset + (literals === 0 ? 1 : 0);
  if (named === 1) return first;
  const found =
    offset > 3 ? offset - 3 : named === 2 ? second : named === 3 ? offsets[2] : first - 1;
  offsets[0] = found;
  offsets[1] = first;
  if (named > 2) offsets[2] = second;
  return found;
}

function copyMatch(output: Output, back: number, count: number, start: number): void {
  const { bytes, length } = output;
  const from = length - back;
  if (back <= 0 || from < start) throw badZstd();
  if (back >= count && count > 32) bytes.copyWithin(length, from, from + count);
  else
    for (let index = 0; index < count; index += 1) bytes[length + index] = bytes[from + index] ?? 0;
  output.length = length + count;
}

/** Makes room for so many bytes more. One block beyond the bound is let be: it is seen when it is full. */
function reserve(output: Output, more: number): void {
  const { bytes, length, bound } = output;
  if (length > bound.bytes || length + more > bound.bytes + BLOCK) {
    throw tooLarge(`a part of it unpacks to more than ${bound.bytes} bytes`, bound.limit);
  }
  if (length + more <= bytes.length) return;
  const size = Math.max(length + more, Math.min(bytes.length * 2, bound.bytes + BLOCK));
  output.bytes = new Uint8Array(size);
  output.bytes.set(bytes.subarray(0, length));
}
