import { badZstd, wordAt } from './bits.ts';

/** A decoding table of finite state entropy: by state, the symbol and how to get to the next state. */
export interface FseTable {
  /** The table has 2^log states. */
  log: number;
  symbols: Uint8Array;
  bits: Uint8Array;
  bases: Uint16Array;
}

/** Reads a table's description (RFC 8878, 4.1.1); gives the table and the place after it. */
export function readFse(
  bytes: Uint8Array,
  at: number,
  mostLog: number,
  mostSymbol: number,
): { table: FseTable; end: number } {
  const log = ((bytes[at] ?? 0) & 15) + 5;
  if (log > mostLog) throw badZstd();
  const { shares, end } = readShares(bytes, at * 8 + 4, log, mostSymbol);
  return { table: fseTable(shares, log), end: Math.ceil(end / 8) };
}

/** How many of the 2^log states each symbol has (-1: a single one at the table's end). */
function readShares(bytes: Uint8Array, from: number, log: number, mostSymbol: number) {
  const most = bytes.length * 8;
  const shares: number[] = [];
  let end = from;
  for (let left = 1 << log; left > 0; ) {
    if (end > most || shares.length > mostSymbol) throw badZstd();
    const { share, bits } = readShare(bytes, end, left);
    end += bits;
    shares.push(share);
    left -= Math.abs(share);
    for (let more = share === 0; more; ) {
      const zeros = wordAt(bytes, end, 2);
      end += 2;
      for (let count = 0; count < zeros; count += 1) shares.push(0);
      more = zeros === 3 && end <= most;
    }
  }
  if (end > most || shares.length > mostSymbol + 1) throw badZstd();
  return { shares, end };
}

/** A share is written in as few bits as can tell it from all that are still possible. */
function readShare(bytes: Uint8Array, at: number, left: number): { share: number; bits: number } {
  const wide = 32 - Math.clz32(left + 1);
  const narrow = (1 << (wide - 1)) - 1;
  const spare = (1 << wide) - 1 - (left + 1);
  const value = wordAt(bytes, at, wide);
  if ((value & narrow) < spare) return { share: (value & narrow) - 1, bits: wide - 1 };
  return { share: (value > narrow ? value - spare : value) - 1, bits: wide };
}

/** Spreads the symbols over the states as the RFC lays down (4.1.1). */
export function fseTable(shares: readonly number[], log: number): FseTable {
  const size = 1 << log;
  const symbols = new Uint8Array(size);
  const next = shares.map((share) => Math.abs(share));
  let high = size;
  for (const [symbol, share] of shares.entries()) {
    if (share === -1) symbols[--high] = symbol;
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let place = 0;
  for (const [symbol, share] of shares.entries()) {
    for (let count = 0; count < share; count += 1) {
      symbols[place] = symbol;
      do place = (place + step) & (size - 1);
      while (place >= high);
    }
  }
  const bits = new Uint8Array(size);
  const bases = new Uint16Array(size);
  for (let state = 0; state < size; state += 1) {
    const symbol = symbols[state] ?? 0;
    const number = next[symbol] ?? 1;
    next[symbol] = number + 1;
    const wide = log - 31 + Math.clz32(number);
    bits[state] = wide;
    bases[state] = (number << wide) - size;
  }
  return { log, symbols, bits, bases };
}

/** A table of one state that always gives the same symbol. */
export function constantTable(symbol: number): FseTable {
  return {
    log: 0,
    symbols: Uint8Array.of(symbol),
    bits: Uint8Array.of(0),
    bases: Uint16Array.of(0),
  };
}
