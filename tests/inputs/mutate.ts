import { crc32 } from 'node:zlib';

/** A file of a package: name in the zip and bytes. */
export type Parts = Map<string, Uint8Array>;

/** Numbers from 0 to below 1 that follow from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A package that was damaged in a way that follows from the seed: half of them as a zip, half within one
 * of its files, which is then packed anew, so that no checksum gives it away.
 */
export function mutated(seed: number, packages: Parts[]): { bytes: Uint8Array; how: string } {
  const random = randomFrom(seed);
  const parts = new Map(pick(packages, random));
  if (random() < 0.35) return mutateBytes(zipOf(parts), random);
  if (random() < 0.15) return swapped(parts, random);
  // The small parts are interesting, too: not each byte has the same chance.
  const name = pick([...parts.keys()], random);
  const { bytes, how } = mutateBytes(parts.get(name) ?? new Uint8Array(0), random);
  parts.set(name, bytes);
  return { bytes: zipOf(parts), how: `${how} in ${name}` };
}

function swapped(parts: Parts, random: () => number): { bytes: Uint8Array; how: string } {
  const [one, other] = [pick([...parts.keys()], random), pick([...parts.keys()], random)];
  const bytes = parts.get(one) ?? new Uint8Array(0);
  parts.set(one, parts.get(other) ?? new Uint8Array(0));
  if (random() < 0.5) parts.set(other, bytes);
  else parts.delete(other);
  return { bytes: zipOf(parts), how: `swap of ${one} and ${other}` };
}

type Mutation = (bytes: Uint8Array, random: () => number) => Uint8Array;

const MUTATIONS: Record<string, Mutation> = {
  flip: (bytes, random) => {
    for (let count = 1 + random() * 8; count > 0; count -= 1) {
      const at = Math.floor(random() * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    }
    return bytes;
  },
  // Lengths and counts stand at the begin of most things.
  flipEarly: (bytes, random) => {
    const at = Math.floor(random() * Math.min(bytes.length, 256));
    bytes[at] = Math.floor(random() * 256);
    return bytes;
  },
  extreme: (bytes, random) => {
    const at = Math.floor(random() * bytes.length);
    const length = 1 + Math.floor(random() * 8);
    return bytes.fill(random() < 0.5 ? 0xff : 0, at, at + length);
  },
  cut: (bytes, random) => bytes.subarray(0, Math.floor(random() * bytes.length)),
  cutStart: (bytes, random) => bytes.subarray(Math.floor(random() * bytes.length)),
  splice: (bytes, random) => {
    const from = Math.floor(random() * bytes.length);
    const piece = bytes.slice(from, from + Math.floor(random() * 4096));
    const at = Math.floor(random() * bytes.length);
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
  },
  overwrite: (bytes, random) => {
    const from = Math.floor(random() * bytes.length);
    const piece = bytes.slice(from, from + Math.floor(random() * 4096));
    bytes.set(piece, Math.floor(random() * (bytes.length - piece.length)));
    return bytes;
  },
};

function mutateBytes(given: Uint8Array, random: () => number): { bytes: Uint8Array; how: string } {
  const how = pick(Object.keys(MUTATIONS), random);
  const copy = Uint8Array.from(given);
  return { bytes: MUTATIONS[how]?.(copy, random) ?? copy, how };
}

function pick<T>(list: T[], random: () => number): T {
  const picked = list[Math.floor(random() * list.length)];
  if (picked === undefined) throw new Error('Expected a list that is not empty');
  return picked;
}

/** What a zip says about a file, where it is to say something else than the truth. */
export interface Lie {
  crc?: number;
  packed?: number;
  unpacked?: number;
  method?: number;
  flags?: number;
  at?: number;
}

/** A zip of stored files, with what it is to lie about. */
export function zipOf(
  parts: Iterable<readonly [name: string, content: Uint8Array]>,
  lies: Record<string, Lie> = {},
): Uint8Array {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of parts) {
    const lie = { at, ...lies[name] };
    const local = Buffer.concat([header(0x04034b50, 30, name, content, lie), content]);
    directory.push(header(0x02014b50, 46, name, content, lie));
    pieces.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length % 0x10000, 8);
  end.writeUInt16LE(directory.length % 0x10000, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, list, end]);
}

/** A local header, or the longer one of the directory: the same with two bytes more at its begin. */
function header(
  signature: number,
  length: number,
  name: string,
  content: Uint8Array,
  lie: Lie,
): Buffer {
  const shift = length === 46 ? 2 : 0;
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(lie.flags ?? 0, 6 + shift);
  bytes.writeUInt16LE(lie.method ?? 0, 8 + shift);
  bytes.writeUInt32LE(lie.crc ?? crc32(content), 14 + shift);
  bytes.writeUInt32LE(lie.packed ?? content.length, 18 + shift);
  bytes.writeUInt32LE(lie.unpacked ?? content.length, 22 + shift);
  bytes.writeUInt16LE(Buffer.byteLength(name), 26 + shift);
  if (shift > 0) bytes.writeUInt32LE(lie.at ?? 0, 42);
  return Buffer.concat([bytes, Buffer.from(name)]);
}
