import { type Bits, badZstd, bitsOf, peek, take } from './bits.ts';
import { type FseTable, readFse } from './fse.ts';

/** A Huffman code: by the next `log` bits, the symbol and how many of the bits are its code. */
export interface HuffmanTable {
  log: number;
  symbols: Uint8Array;
  bits: Uint8Array;
}

/** Reads a code's description (RFC 8878, 4.2.1); gives the code and the place after it. */
export function readHuffman(bytes: Uint8Array, at: number): { table: HuffmanTable; end: number } {
  const head = bytes[at] ?? 0;
  if (head < 128) {
    const end = at + 1 + head;
    if (end > bytes.length) throw badZstd();
    return { table: huffmanTable(packedWeights(bytes.subarray(at + 1, end))), end };
  }
  const count = head - 127;
  const end = at + 1 + Math.ceil(count / 2);
  if (end > bytes.length) throw badZstd();
  const weights = Array.from({ length: count }, (_, index) => {
    const pair = bytes[at + 1 + (index >> 1)] ?? 0;
    return index % 2 === 0 ? pair >> 4 : pair & 15;
  });
  return { table: huffmanTable(weights), end };
}

/** Weights packed by two states that take turns; the stream ends when the bits of one do not suffice. */
function packedWeights(bytes: Uint8Array): number[] {
  const { table, end } = readFse(bytes, 0, 6, 255);
  const bits = bitsOf(bytes.subarray(end));
  const weights: number[] = [];
  let first = take(bits, table.log);
  let second = take(bits, table.log);
  while (weights.length < 255) {
    weights.push(table.symbols[first] ?? 0);
    if ((table.bits[first] ?? 0) > bits.at) {
      weights.push(table.symbols[second] ?? 0);
      return weights;
    }
    const now = nextState(table, first, bits);
    first = second;
    second = now;
  }
  throw badZstd();
}

function nextState(table: FseTable, state: number, bits: Bits): number {
  return (table.bases[state] ?? 0) + take(bits, table.bits[state] ?? 0);
}

/** The last weight is not written: it fills the sum of 2^(weight-1) up to a power of two. */
function huffmanTable(given: number[]): HuffmanTable {
  if (given.some((weight) => weight > 11)) throw badZstd();
  const sum = given.reduce((total, weight) => total + ((1 << weight) >> 1), 0);
  const log = 32 - Math.clz32(sum);
  const rest = (1 << log) - sum;
  if (sum === 0 || log > 11 || given.length > 255 || (rest & (rest - 1)) !== 0) throw badZstd();
  const weights = [...given, 32 - Math.clz32(rest)];
  const symbols = new Uint8Array(1 << log);
  const bits = new Uint8Array(1 << log);
  let place = 0;
  for (let weight = 1; weight <= log; weight += 1) {
    for (const [symbol, own] of weights.entries()) {
      if (own !== weight) continue;
      const end = place + (1 << (weight - 1));
      symbols.fill(symbol, place, end);
      bits.fill(log + 1 - weight, place, end);
      place = end;
    }
  }
  return { log, symbols, bits };
}

/** Decodes a stream that holds exactly as many symbols as `out` has places. */
export function decodeHuffman(table: HuffmanTable, bytes: Uint8Array, out: Uint8Array): void {
  const bits = bitsOf(bytes);
  for (let index = 0; index < out.length; index += 1) {
    const ahead = peek(bits, table.log);
    out[index] = table.symbols[ahead] ?? 0;
    bits.at -= table.bits[ahead] ?? 0;
    if (bits.at < 0) throw badZstd();
  }
  if (bits.at !== 0) throw badZstd();
}
