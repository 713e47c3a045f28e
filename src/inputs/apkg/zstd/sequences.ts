import { type Bits, badZstd, bitsOf, take } from './bits.ts';
import { constantTable, type FseTable, fseTable, readFse } from './fse.ts';

/** A code of lengths or offsets: the largest accuracy and symbol, and the table that needs no words. */
interface Code {
  mostLog: number;
  mostSymbol: number;
  table: FseTable;
}

/** The three codes of a block's sequences, in their written order (RFC 8878, 3.1.1.3.2.2). */
export type Codes = [literals: FseTable, offsets: FseTable, matches: FseTable];

const repeat = (value: number, count: number) => Array<number>(count).fill(value);

const CODES: Code[] = [
  {
    mostLog: 9,
    mostSymbol: 35,
    table: fseTable(
      [4, 3, ...repeat(2, 11), 1, 1, 1, ...repeat(2, 9), 3, 2, ...repeat(1, 5), ...repeat(-1, 4)],
      6,
    ),
  },
  {
    mostLog: 8,
    mostSymbol: 31,
    table: fseTable([...repeat(1, 6), 2, 2, 2, ...repeat(1, 15), ...repeat(-1, 5)], 5),
  },
  {
    mostLog: 9,
    mostSymbol: 52,
    table: fseTable([1, 4, 3, ...repeat(2, 6), ...repeat(1, 37), ...repeat(-1, 7)], 6),
  },
];

/** Extra bits and first length of each code (RFC 8878, tables 16 and 17). */
const LITERALS = lengths(0, [
  ...repeat(0, 16),
  1,
  1,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
]);
const MATCHES = lengths(3, [
  ...[...repeat(0, 32), 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7],
  ...[8, 9, 10, 11, 12, 13, 14, 15, 16],
]);

function lengths(first: number, extra: number[]): { bits: Uint8Array; bases: Uint32Array } {
  let base = first;
  const bases = extra.map((bits) => {
    base += 2 ** bits;
    return base - 2 ** bits;
  });
  return { bits: Uint8Array.from(extra), bases: Uint32Array.from(bases) };
}

/** A block's sequences, to be decoded one by one. */
export interface Sequences {
  count: number;
  bits: Bits;
  codes: Codes;
}

/** Reads the head of the sequences section, which is all that is left of the block. */
export function readSequences(section: Uint8Array, last: Codes | undefined): Sequences | undefined {
  const { count, end: modesAt } = sequenceCount(section);
  if (count === 0) {
    if (modesAt !== section.length) throw badZstd();
    return undefined;
  }
  const modes = section[modesAt] ?? 0;
  if ((modes & 3) !== 0) throw badZstd();
  let at = modesAt + 1;
  const [literals, offsets, matches] = CODES.map((code, index) => {
    const read = readCode(section, at, (modes >> (6 - index * 2)) & 3, code, last?.[index]);
    at = read.end;
    return read.table;
  });
  if (!literals || !offsets || !matches || at > section.length) throw badZstd();
  return { count, bits: bitsOf(section.subarray(at)), codes: [literals, offsets, matches] };
}

function sequenceCount(section: Uint8Array): { count: number; end: number } {
  const [first = 0, second = 0, third = 0] = section;
  if (section.length === 0) throw badZstd();
  if (first < 128) return { count: first, end: 1 };
  if (first < 255) return { count: ((first - 128) << 8) + second, end: 2 };
  return { count: second + (third << 8) + 0x7f00, end: 3 };
}

function readCode(
  section: Uint8Array,
  at: number,
  mode: number,
  code: Code,
  last: FseTable | undefined,
): { table: FseTable; end: number } {
  if (mode === 0) return { table: code.table, end: at };
  if (mode === 2) return readFse(section, at, code.mostLog, code.mostSymbol);
  if (mode === 3) {
    if (!last) throw badZstd();
    return { table: last, end: at };
  }
  const symbol = section[at] ?? 0;
  if (symbol > code.mostSymbol) throw badZstd();
  return { table: constantTable(symbol), end: at + 1 };
}

/** What one sequence says: so many literals, then so many bytes again from `offset` (3 is added) before. */
export type Execute = (literals: number, offset: number, match: number) => void;

/** Decodes the sequences (RFC 8878, 3.1.1.3.2.1). */
export function decodeSequences({ count, bits, codes }: Sequences, execute: Execute): void {
  const [literalCode, offsetCode, matchCode] = codes;
  let literalState = take(bits, literalCode.log);
  let offsetState = take(bits, offsetCode.log);
  let matchState = take(bits, matchCode.log);
  for (let number = 0; number < count; number += 1) {
    const literal = literalCode.symbols[literalState] ?? 0;
    const match = matchCode.symbols[matchState] ?? 0;
    const offset = takeOffset(bits, offsetCode.symbols[offsetState] ?? 0);
    const matchLength = (MATCHES.bases[match] ?? 0) + take(bits, MATCHES.bits[match] ?? 0);
    const literalLength = (LITERALS.bases[literal] ?? 0) + take(bits, LITERALS.bits[literal] ?? 0);
    execute(literalLength, offset, matchLength);
    if (number === count - 1) break;
    literalState = follow(literalCode, literalState, bits);
    matchState = follow(matchCode, matchState, bits);
    offsetState = follow(offsetCode, offsetState, bits);
  }
  if (bits.at !== 0) throw badZstd();
}

function follow(table: FseTable, state: number, bits: Bits): number {
  return (table.bases[state] ?? 0) + take(bits, table.bits[state] ?? 0);
}

/** More than 24 bits in two halves, as they may lie in five bytes. */
function takeOffset(bits: Bits, code: number): number {
  if (code <= 24) return (1 << code) + take(bits, code);
  const high = take(bits, code - 16);
  return 2 ** code + high * 2 ** 16 + take(bits, 16);
}
