import { decodeNamedCharacterReference } from 'decode-named-character-reference';
import type { Text } from 'mdast';
import { attributesAtEnd } from '../attributes.ts';

/** One character of a text node: what it says, where it was written, and whether it was written as itself. */
export interface RawCharacter {
  text: string;
  /** Into the source. */
  offset: number;
  /** False for `\{` and `&#123;`, which never are syntax of ours. */
  literal: boolean;
}

/**
 * The characters of a text node with their places. Markdown's parser drops escapes from the value, and a
 * mark of ours must not be found in `\{\{`, so the source is read again beside the value.
 */
export function rawCharacters(node: Text, source: string): RawCharacter[] {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined) return unplaced(node.value, 0);
  const raw = source.slice(start, end);
  for (const reading of [read, readQuoted, readAround]) {
    const characters = reading(raw, start);
    if (characters.map(({ text }) => text).join('') === node.value) return characters;
  }
  return unplaced(node.value, start);
}

/** In quotes, as in a CSV file, each quote is written twice. */
function readQuoted(raw: string, start: number): RawCharacter[] {
  return raw.includes('""') ? read(raw, start, inQuotes) : [];
}

/** Attributes may end the first line, or the only one. */
function readAround(raw: string, start: number): RawCharacter[] {
  const line = raw.indexOf('\n');
  const attributes = attributesAtEnd(line === -1 ? raw : raw.slice(0, line));
  if (!attributes) return [];
  const before = raw.slice(0, attributes.start).trimEnd();
  return [...read(before, start), ...read(raw.slice(attributes.end), start + attributes.end)];
}

const syntax =
  /\\([!-/:-@[-`{-~])|&(#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z\d]{1,31});|(?:(?<![ \t])[ \t]+)?\n[ \t>]*|[\s\S]/gu;
const inQuotes = new RegExp(syntax.source.replace('(', '(""|').replace(/^/u, '""|'), 'gu');

function read(raw: string, start: number, pieces = syntax): RawCharacter[] {
  const characters: RawCharacter[] = [];
  for (const { 0: written, 1: escaped, 2: reference, index } of raw.matchAll(pieces)) {
    const text =
      escaped ?? (reference ? decode(reference) : written.includes('\n') ? '\n' : written);
    characters.push({
      text: text === '""' ? '"' : (text ?? written),
      offset: start + index,
      literal: escaped === undefined && reference === undefined,
    });
  }
  return characters;
}

function decode(reference: string): string | undefined {
  if (!reference.startsWith('#')) return decodeNamedCharacterReference(reference) || undefined;
  const hex = /^#x/iu.test(reference);
  const code = Number.parseInt(reference.slice(hex ? 2 : 1), hex ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}

function unplaced(value: string, start: number): RawCharacter[] {
  return Array.from(value, (text) => ({ text, offset: start, literal: true }));
}
