import { crc32, inflateRawSync } from 'node:zlib';
import { mostUnpacked, type PackageLimits } from '../limits.ts';
import type { RandomAccess } from './file.ts';
import { damaged, tooLarge } from './trouble.ts';
import { readDirectory, type ZipPart } from './zip-directory.ts';

/** The files of a zip by name. What is not asked for is not read. */
export interface ZipReader {
  names: string[];
  /** Bytes of a file as it lies in the zip and unpacked, as the zip says; undefined if it is not there. */
  size(name: string): { packed: number; unpacked: number } | undefined;
  /** A file, unpacked; at most `most` bytes. Throws the known error. */
  open(name: string, most: number, limit: keyof PackageLimits): Uint8Array;
}

/** Reads the directory of a zip, of which files are then read one by one. Throws the known error. */
export function openZip(bytes: RandomAccess, limits: PackageLimits): ZipReader {
  const parts = readDirectory(bytes, limits.files);
  return {
    names: [...parts.keys()],
    size: (name) => parts.get(name),
    open: (name, most, limit) => {
      const part = parts.get(name);
      if (!part) throw damaged(`the file ${shown(name)} is missing in it`);
      return readPart(bytes, part, { most, limit, limits });
    },
  };
}

interface Allowed {
  most: number;
  limit: keyof PackageLimits;
  limits: PackageLimits;
}

function readPart(bytes: RandomAccess, part: ZipPart, allowed: Allowed): Uint8Array {
  const { name, packed, unpacked } = part;
  const { most, limit, limits } = allowed;
  if (unpacked > most) throw tooLarge(`its file ${shown(name)} has ${unpacked} bytes`, limit);
  if (unpacked > mostUnpacked(packed, limits)) {
    throw tooLarge(`its file ${shown(name)} unpacks ${packed} bytes to ${unpacked}`, 'ratio');
  }
  const content = unpack(bytes.read(contentPlace(bytes, part), packed), part);
  if (content.length !== unpacked || crc32(content) !== part.crc) {
    throw damaged(`its file ${shown(name)} is not what was packed`);
  }
  return content;
}

/** The local header repeats the name, and may have other extra fields than the directory. */
function contentPlace(bytes: RandomAccess, part: ZipPart): number {
  const header = view(bytes.read(part.at, 30));
  if (header.getUint32(0, true) !== 0x04034b50) {
    throw damaged(`its file ${shown(part.name)} is not where the zip says`);
  }
  const place = part.at + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (place + part.packed > part.end) {
    throw damaged(`its file ${shown(part.name)} overlaps another`);
  }
  return place;
}

function unpack(content: Uint8Array, { name, method, unpacked }: ZipPart): Uint8Array {
  if (method === 0) return content;
  if (method !== 8) throw damaged(`its file ${shown(name)} is packed in an unknown way`);
  try {
    // One chunk with some room, as putting several together would take the memory twice.
    const options = { maxOutputLength: Math.max(unpacked, 1), chunkSize: unpacked + 64 };
    return inflateRawSync(content, options);
  } catch (cause) {
    throw damaged(`its file ${shown(name)} cannot be unpacked`, cause);
  }
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 60));
}
