import { readFileSync } from 'node:fs';
import { surroundingsError } from '../surroundings.ts';

/**
 * The bytes of a small file, in one go: a way through the event loop takes longer than to read it. What the system
 * says against it becomes a known error.
 */
export function readBytes(location: string): Uint8Array {
  try {
    return readFileSync(location);
  } catch (error) {
    throw surroundingsError(`${location} cannot be read: ${(error as Error).message}`, error);
  }
}
