import type { MediaRow } from '../../collection.ts';
import { toJson } from './json.ts';

/** The media list of the older container: JSON of name in the zip (a number) to file name. */
export function mediaListJson(media: MediaRow[]): Uint8Array {
  return new TextEncoder().encode(
    toJson(Object.fromEntries(media.map((row, index) => [String(index), row.name]))),
  );
}

/**
 * The media list of the latest container: protobuf `{1: repeated {1: name, 2: size, 3: sha1}}`, the
 * n-th being the file named n in the zip (anki-format, 1).
 */
export function mediaListProtobuf(media: MediaRow[]): Uint8Array {
  return Buffer.concat(media.map((row) => bytesField(1, mediaMessage(row))));
}

function mediaMessage(row: MediaRow): Uint8Array {
  const sha1 = Buffer.from(row.sha1, 'hex');
  if (sha1.length !== 20) throw new Error(`Expected the SHA-1 of ${row.name}, got "${row.sha1}"`);
  return Buffer.concat([
    bytesField(1, new TextEncoder().encode(row.name)),
    varintField(2, row.size),
    bytesField(3, sha1),
  ]);
}

function bytesField(number: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

function varintField(number: number, value: number): Uint8Array {
  return Buffer.concat([varint(number << 3), varint(value)]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  // Not shifted: sizes may pass 2^31.
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
