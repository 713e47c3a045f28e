import { createHash } from 'node:crypto';

/** A UUID that is always the same for the same parts (RFC 9562, version 8: made of a hash of our own). */
export function uuidOf(...parts: string[]): string {
  const text = JSON.stringify(['deckwright', ...parts.map((part) => part.normalize('NFC'))]);
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

/** As a collection has them: by what they stand for. */
export type Uuids = Record<string, string>;

/** The uuid of a note type, given its id. */
export function notetypeUuid(id: number, uuids: Uuids): string {
  return uuids[`notetype:${id}`] ?? uuidOf('notetype', String(id));
}
