import { damaged } from './trouble.ts';

/** A message on the wire: values by field number; integers as they are, all else as bytes. */
export type Message = Map<number, (bigint | Uint8Array)[]>;

/** Room for the longest media list; a value takes ten times the memory of its bytes. */
const MOST_VALUES = 1_000_000;

/** Reads a message; fields that nobody asks for may be of any kind but groups. Throws the known error. */
export function message(bytes: Uint8Array): Message {
  const fields: Message = new Map();
  const cursor: Cursor = { bytes, at: 0 };
  for (let count = 0; cursor.at < bytes.length; count += 1) {
    if (count === MOST_VALUES) throw badMessage();
    const key = Number(varint(cursor));
    const number = Math.floor(key / 8);
    if (number === 0 || key > 0xffff_ffff) throw badMessage();
    const values = fields.get(number) ?? [];
    values.push(value(cursor, key % 8));
    fields.set(number, values);
  }
  return fields;
}

/** A signed 64-bit integer; 0 if it is not there. Of several values the last one counts. */
export function int64(fields: Message, number: number): bigint {
  const found = fields.get(number)?.at(-1) ?? 0n;
  if (typeof found !== 'bigint') throw badMessage();
  return BigInt.asIntN(64, found);
}

/** An integer that a number holds; 0 if it is not there. */
export function integer(fields: Message, number: number): number {
  const found = Number(int64(fields, number));
  if (!Number.isSafeInteger(found)) throw badMessage();
  return found;
}

/** A flag; false if it is not there. */
export function flag(fields: Message, number: number): boolean {
  return int64(fields, number) !== 0n;
}

/** Bytes; undefined if they are not there. */
export function bytes(fields: Message, number: number): Uint8Array | undefined {
  const found = fields.get(number)?.at(-1);
  if (typeof found === 'bigint') throw badMessage();
  return found;
}

/** Text; empty if it is not there. */
export function text(fields: Message, number: number): string {
  const found = bytes(fields, number);
  if (!found) return '';
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(found);
  } catch (cause) {
    throw damaged('a text in it is no UTF-8', cause);
  }
}

/** Floats, packed or one by one, as the shortest decimals that mean them. */
export function floats(fields: Message, number: number): number[] {
  return (fields.get(number) ?? []).flatMap((found) => {
    if (typeof found === 'bigint' || found.length % 4 !== 0) throw badMessage();
    const view = new DataView(found.buffer, found.byteOffset, found.byteLength);
    return Array.from({ length: found.length / 4 }, (_, index) =>
      shortest(view.getFloat32(index * 4, true)),
    );
  });
}

interface Cursor {
  bytes: Uint8Array;
  at: number;
}

function value(cursor: Cursor, wire: number): bigint | Uint8Array {
  if (wire === 0) return varint(cursor);
  const length = wire === 1 ? 8 : wire === 5 ? 4 : wire === 2 ? Number(varint(cursor)) : Number.NaN;
  const end = cursor.at + length;
  if (!(end <= cursor.bytes.length)) throw badMessage();
  const found = cursor.bytes.subarray(cursor.at, end);
  cursor.at = end;
  return found;
}

function varint(cursor: Cursor): bigint {
  let low = 0;
  let high = 0n;
  for (let count = 0; count < 10; count += 1) {
    const byte = cursor.bytes[cursor.at];
    if (byte === undefined) throw badMessage();
    cursor.at += 1;
    // Numbers as far as they go: most are small.
    if (count < 7) low += (byte & 0x7f) * 2 ** (7 * count);
    else high |= BigInt(byte & 0x7f) << BigInt(7 * count);
    if (byte < 0x80) return BigInt.asUintN(64, BigInt(low) | high);
  }
  throw badMessage();
}

function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

function badMessage() {
  return damaged('a part of it is no valid protobuf');
}
