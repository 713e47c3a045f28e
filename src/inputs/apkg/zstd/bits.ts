import { damaged } from '../trouble.ts';

/** A stream of bits that is read from its end (RFC 8878, 4.1): `at` bits are left. */
export interface Bits {
  bytes: Uint8Array;
  at: number;
}

/** Opens a stream; its last byte holds a 1 that marks where the bits end. */
export function bitsOf(bytes: Uint8Array): Bits {
  const last = bytes[bytes.length - 1] ?? 0;
  if (last === 0) throw badZstd();
  return { bytes, at: bytes.length * 8 - Math.clz32(last) + 23 };
}

/** The next `count` bits (at most 24) without taking them; beyond the stream's begin there are zeros. */
export function peek({ bytes, at }: Bits, count: number): number {
  const from = at - count;
  if (from < 0) return at > 0 ? wordAt(bytes, 0, at) << -from : 0;
  return wordAt(bytes, from, count);
}

/** Takes `count` bits, at most 24. */
export function take(bits: Bits, count: number): number {
  const from = bits.at - count;
  if (from < 0) throw badZstd();
  bits.at = from;
  return wordAt(bits.bytes, from, count);
}

/** `count` bits (at most 24) from a place, as a number. */
export function wordAt(bytes: Uint8Array, from: number, count: number): number {
  const byte = from >>> 3;
  const word =
    (bytes[byte] ?? 0) |
    ((bytes[byte + 1] ?? 0) << 8) |
    ((bytes[byte + 2] ?? 0) << 16) |
    ((bytes[byte + 3] ?? 0) << 24);
  return (word >>> (from & 7)) & ((1 << count) - 1);
}

/** The known error for whatever breaks RFC 8878. */
export function badZstd() {
  return damaged('a part of it is no valid zstd');
}
