import type { RandomAccess } from './file.ts';
import { damaged, tooLarge } from './trouble.ts';

/** A file as the zip's directory tells of it. */
export interface ZipPart {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  /** Place of its local header. */
  at: number;
  /** Where the next file (or the directory) begins. */
  end: number;
}

/** Reads the central directory (APPNOTE.TXT 4.3.12 to 4.3.16, also zip64). Throws the known error. */
export function readDirectory(bytes: RandomAccess, mostFiles: number): Map<string, ZipPart> {
  const directory = findDirectory(bytes);
  if (directory.count > mostFiles || directory.size > mostFiles * 512) {
    throw tooLarge(`its zip holds ${directory.count} files`, 'files');
  }
  // 46 bytes are the least for a file, so a lie about the count ends here.
  if (directory.count * 46 > directory.size) throw damaged('the directory of its zip is cut');
  const parts = readParts(view(bytes.read(directory.at, directory.size)), directory.count);
  separate(parts, directory.at);
  const byName = new Map(parts.map((part) => [part.name, part]));
  if (byName.size < parts.length) throw damaged('its zip holds two files of one name');
  return byName;
}

interface Directory {
  at: number;
  size: number;
  count: number;
}

/** Looks for the end record, which a comment of up to 65,535 bytes may follow. */
function findDirectory(bytes: RandomAccess): Directory {
  const length = Math.min(bytes.size, 22 + 0xffff);
  const start = bytes.size - length;
  const tail = view(bytes.read(start, length));
  for (let at = length - 22; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) !== 0x06054b50) continue;
    if (at + 22 + tail.getUint16(at + 20, true) !== length) continue;
    const directory = findLargeDirectory(bytes, start + at) ?? {
      at: tail.getUint32(at + 16, true),
      size: tail.getUint32(at + 12, true),
      count: tail.getUint16(at + 10, true),
    };
    if (directory.at + directory.size <= start + at) return directory;
  }
  throw damaged('it is no whole zip');
}

/** The zip64 records, if they stand before the end record. */
function findLargeDirectory(bytes: RandomAccess, end: number): Directory | undefined {
  if (end < 20 + 56) return undefined;
  const locator = view(bytes.read(end - 20, 20));
  if (locator.getUint32(0, true) !== 0x07064b50) return undefined;
  const record = view(bytes.read(large(locator, 8), 56));
  if (record.getUint32(0, true) !== 0x06064b50) throw damaged('the directory of its zip is lost');
  return { at: large(record, 48), size: large(record, 40), count: large(record, 32) };
}

function readParts(directory: DataView, count: number): ZipPart[] {
  const parts: ZipPart[] = [];
  let at = 0;
  for (let number = 0; number < count; number += 1) {
    if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== 0x02014b50) {
      throw damaged('the directory of its zip is cut');
    }
    const nameEnd = at + 46 + directory.getUint16(at + 28, true);
    const extraEnd = nameEnd + directory.getUint16(at + 30, true);
    const next = extraEnd + directory.getUint16(at + 32, true);
    if (next > directory.byteLength) throw damaged('the directory of its zip is cut');
    parts.push(readPart(directory, at, nameEnd, extraEnd));
    at = next;
  }
  return parts;
}

/** All names that matter are ASCII, so the two encodings of names are not told apart. */
function readPart(directory: DataView, at: number, nameEnd: number, extraEnd: number): ZipPart {
  const { buffer, byteOffset } = directory;
  const nameBytes = new Uint8Array(buffer, byteOffset + at + 46, nameEnd - at - 46);
  const part: ZipPart = {
    name: new TextDecoder('latin1').decode(nameBytes),
    // An encrypted file is as good as one that is packed in an unknown way.
    method: (directory.getUint16(at + 8, true) & 1) === 1 ? -1 : directory.getUint16(at + 10, true),
    crc: directory.getUint32(at + 16, true),
    packed: directory.getUint32(at + 20, true),
    unpacked: directory.getUint32(at + 24, true),
    at: directory.getUint32(at + 42, true),
    end: 0,
  };
  readLargeSizes(directory, nameEnd, extraEnd, part);
  if (part.method === 0 && part.packed !== part.unpacked) {
    throw damaged('its zip tells two sizes of one file');
  }
  return part;
}

/** The zip64 extra field holds, in this order, those numbers that do not fit (APPNOTE.TXT 4.5.3). */
function readLargeSizes(directory: DataView, from: number, end: number, part: ZipPart): void {
  for (let at = from; at + 4 <= end; ) {
    const next = at + 4 + directory.getUint16(at + 2, true);
    if (directory.getUint16(at, true) === 1 && next <= end) {
      let place = at + 4;
      for (const key of ['unpacked', 'packed', 'at'] as const) {
        if (part[key] !== 0xffff_ffff) continue;
        if (place + 8 > next) throw damaged('the directory of its zip is cut');
        part[key] = large(directory, place);
        place += 8;
      }
    }
    at = next;
  }
}

/** Gives each file the place where it has to end: two that share bytes are a bomb or an accident. */
function separate(parts: ZipPart[], directoryAt: number): void {
  const sorted = [...parts].sort((a, b) => a.at - b.at);
  for (const [index, part] of sorted.entries()) {
    part.end = sorted[index + 1]?.at ?? directoryAt;
    if (part.at + 30 + part.packed > part.end) throw damaged('files of its zip overlap');
  }
}

function large(directory: DataView, at: number): number {
  return Number(directory.getBigUint64(at, true));
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
