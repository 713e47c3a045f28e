import { createHash } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A guid of 14 letters and digits (83 bits), always the same for the same parts. */
export function guidOf(...parts: string[]): string {
  let number = BigInt(`0x${digest(parts).subarray(0, 16).toString('hex')}`);
  let guid = '';
  while (guid.length < 14) {
    guid += letters[Number(number % 62n)];
    number /= 62n;
  }
  return guid;
}

/** An id between 1 and 2^53, always the same for the same parts: for note types, fields, templates, decks. */
export function idOf(...parts: string[]): number {
  return Number(digest(parts).readBigUInt64BE() & 0x1fffffffffffffn || 1n);
}

/** A hash of 64 hex digits, always the same for the same parts. */
export function digestOf(...parts: string[]): string {
  return digestOfAll(parts);
}

/** The same of any number of parts: a call takes some hundred thousand at most. */
export function digestOfAll(parts: string[]): string {
  return digest(parts).toString('hex');
}

/** Parts keep their borders: `a`, `bc` is not `ab`, `c`. */
function digest(parts: string[]): Buffer {
  const text = JSON.stringify(parts.map((part) => part.normalize('NFC')));
  return createHash('sha256').update(text).digest();
}
