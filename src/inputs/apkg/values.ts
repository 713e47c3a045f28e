import type { Value } from './database.ts';
import { damaged } from './trouble.ts';

/** An integer column that a number holds, or the known error. */
export function integerOf(value: Value): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw damaged('its database lacks a number, or has one that is too large');
}

/** A column of bytes, or the known error. */
export function blobOf(value: Value): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw damaged('its database lacks the settings of a row');
}
