import { inflateSync } from 'node:zlib';

/** A font as far as a line is measured before it is drawn. */
export interface Font {
  family: string;
  /** TrueType, as programs that draw want it. */
  bytes: Uint8Array;
  /** Width of a character in parts of the font's size; undefined for one that the font lacks. */
  widthOf: (character: number) => number | undefined;
}

/**
 * Reads a font in the form of the web (WOFF 1: the tables of TrueType, each compressed by itself), under a name of
 * its own: the parts of a font for several scripts have all the same.
 */
export function readFont(woff: Uint8Array, family: string): Font {
  const tables = unpack(woff).set('name', { checksum: 0, data: namesOf(family) });
  const head = viewOf(tables, 'head');
  const unit = head.getUint16(18);
  const metrics = viewOf(tables, 'hmtx');
  const count = viewOf(tables, 'hhea').getUint16(34);
  const glyphs = glyphsOf(viewOf(tables, 'cmap'));
  return {
    family,
    bytes: pack(tables, new DataView(woff.buffer, woff.byteOffset).getUint32(4)),
    widthOf: (character) => {
      const glyph = glyphs.get(character);
      if (glyph === undefined) return undefined;
      return metrics.getUint16(4 * Math.min(glyph, count - 1)) / unit;
    },
  };
}

interface Table {
  checksum: number;
  data: Uint8Array;
}

/** The header of WOFF has 44 bytes, and an entry of its list of tables 20. */
function unpack(woff: Uint8Array): Map<string, Table> {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (view.getUint32(0) !== 0x774f4646) throw new Error('This is no font in WOFF.');
  const tables = new Map<string, Table>();
  for (let index = 0; index < view.getUint16(12); index += 1) {
    const at = 44 + 20 * index;
    const [offset, packed, length, checksum] = [4, 8, 12, 16].map((skip) =>
      view.getUint32(at + skip),
    ) as [number, number, number, number];
    const stored = woff.subarray(offset, offset + packed);
    const tag = String.fromCharCode(...woff.subarray(at, at + 4));
    tables.set(tag, { checksum, data: packed < length ? inflateSync(stored) : stored });
  }
  return tables;
}

/** The same tables in a file of TrueType: a header of 12 bytes, entries of 16, then each table at a multiple of 4. */
function pack(tables: Map<string, Table>, flavour: number): Uint8Array {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const padded = (length: number) => Math.ceil(length / 4) * 4;
  const start = 12 + 16 * sorted.length;
  const size = sorted.reduce((sum, [, { data }]) => sum + padded(data.length), start);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  view.setUint32(0, flavour);
  for (const [index, value] of [
    sorted.length,
    power * 16,
    Math.log2(power),
    (sorted.length - power) * 16,
  ].entries())
    view.setUint16(4 + 2 * index, value);
  let offset = start;
  for (const [index, [tag, { checksum, data }]] of sorted.entries()) {
    const at = 12 + 16 * index;
    bytes.set(Buffer.from(tag, 'latin1'), at);
    for (const [place, value] of [checksum, offset, data.length].entries())
      view.setUint32(at + 4 + 4 * place, value);
    bytes.set(data, offset);
    offset += padded(data.length);
  }
  return bytes;
}

/** The table of names: family, style, full name and that of PostScript, in English for Windows (OpenType, `name`). */
function namesOf(family: string): Uint8Array {
  const names = [
    [1, family],
    [2, 'Regular'],
    [4, family],
    [6, family],
  ] as const;
  const texts = names.map(([, text]) => Buffer.from(text, 'utf16le').swap16());
  const header = Buffer.alloc(6 + 12 * names.length);
  header.writeUInt16BE(names.length, 2);
  header.writeUInt16BE(header.length, 4);
  let offset = 0;
  for (const [index, [id]] of names.entries()) {
    const length = texts[index]?.length ?? 0;
    for (const [place, value] of [3, 1, 0x409, id, length, offset].entries())
      header.writeUInt16BE(value, 6 + 12 * index + 2 * place);
    offset += length;
  }
  return Buffer.concat([header, ...texts]);
}

function viewOf(tables: Map<string, Table>, tag: string): DataView {
  const { data } = tables.get(tag) ?? { data: new Uint8Array() };
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}

/** Character to glyph, by the subtable of format 4 that fonts of the web have (OpenType, `cmap`). */
function glyphsOf(cmap: DataView): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let index = 0; index < cmap.getUint16(2); index += 1) {
    const at = cmap.getUint32(4 + 8 * index + 4);
    if (cmap.getUint16(at) === 4) readSegments(cmap, at, glyphs);
  }
  return glyphs;
}

function readSegments(cmap: DataView, at: number, glyphs: Map<number, number>): void {
  const doubled = cmap.getUint16(at + 6);
  const [ends, starts] = [at + 14, at + 16 + doubled];
  for (let place = 0; place < doubled; place += 2) {
    const [end, start] = [cmap.getUint16(ends + place), cmap.getUint16(starts + place)];
    const delta = cmap.getUint16(starts + doubled + place);
    const offsetAt = starts + 2 * doubled + place;
    const offset = cmap.getUint16(offsetAt);
    for (let character = start; character <= end && character < 0xffff; character += 1) {
      const inArray =
        offset === 0 ? 0 : cmap.getUint16(offsetAt + offset + 2 * (character - start));
      const glyph = offset === 0 ? character + delta : inArray === 0 ? 0 : inArray + delta;
      if ((glyph & 0xffff) !== 0) glyphs.set(character, glyph & 0xffff);
    }
  }
}
