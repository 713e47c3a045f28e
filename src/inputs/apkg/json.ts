import { damaged } from './trouble.ts';

/** What JSON says, of whatever shape. Integers of more than 15 digits are texts of their digits. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  [key: string]: Json;
}

/**
 * Parses JSON without losing digits: Anki's ids of fields and templates are 64-bit integers
 * (anki-format, 2). `what` names the text in the known error.
 */
export function parseJson(source: string, what: string): Json {
  try {
    return JSON.parse(quoteLongIntegers(source));
  } catch (cause) {
    throw damaged(`its ${what} is no valid JSON`, cause);
  }
}

/** The object, or the known error. */
export function object(value: Json | undefined, what: string): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw damaged(`its ${what} is no JSON object`);
}

/** The list, or the known error. */
export function list(value: Json | undefined, what: string): Json[] {
  if (Array.isArray(value)) return value;
  throw damaged(`its ${what} is no JSON list`);
}

/** The text of a key, or of a key that is missing or of another kind what stands for it. */
export function textOf(from: JsonObject, key: string, otherwise = ''): string {
  const value = from[key];
  return typeof value === 'string' ? value : otherwise;
}

/** The flag of a key; false if it is missing or of another kind. */
export function flagOf(from: JsonObject, key: string): boolean {
  return from[key] === true || from[key] === 1;
}

/** The integer of a key, which some programs write as a text; undefined for all else. */
export function integerOf(from: JsonObject, key: string): number | undefined {
  const value = from[key];
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** The 64-bit integer of a key; 0 for all else. */
export function int64Of(from: JsonObject, key: string): bigint {
  const value = from[key];
  const isInteger =
    typeof value === 'string' ? /^-?\d{1,19}$/.test(value) : Number.isSafeInteger(value);
  return isInteger ? BigInt.asIntN(64, BigInt(String(value))) : 0n;
}

function quoteLongIntegers(source: string): string {
  const pieces: string[] = [];
  let depth = 0;
  for (let at = 0; at < source.length; ) {
    const open = source.indexOf('"', at);
    const outside = source.slice(at, open < 0 ? undefined : open);
    for (const [bracket] of outside.matchAll(/[[\]{}]/g)) {
      depth += bracket === '[' || bracket === '{' ? 1 : -1;
      if (depth > DEEPEST) throw new Error('its nesting is too deep');
    }
    pieces.push(outside.replace(NUMBER, (number) => (LONG.test(number) ? `"${number}"` : number)));
    if (open < 0) break;
    at = stringEnd(source, open);
    pieces.push(source.slice(open, at));
  }
  return pieces.join('');
}

/** Anki's own goes down to 5; what goes down much further breaks whoever walks through it. */
const DEEPEST = 100;

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG = /^-?\d{16,}$/;

/** The place after the quote that closes; an even number of backslashes before it escapes only itself. */
function stringEnd(source: string, open: number): number {
  for (
    let close = source.indexOf('"', open + 1);
    close >= 0;
    close = source.indexOf('"', close + 1)
  ) {
    let slash = close;
    while (source[slash - 1] === '\\') slash -= 1;
    if ((close - slash) % 2 === 0) return close + 1;
  }
  return source.length;
}
