import { access, readFile } from 'node:fs/promises';
import { surroundingsError } from '../surroundings.ts';

export async function exists(location: string): Promise<boolean> {
  return access(location).then(
    () => true,
    () => false,
  );
}

/** The bytes of a file; what the system says against it becomes a known error. */
export async function readBytes(location: string): Promise<Uint8Array> {
  return readFile(location).catch((error: Error) => {
    throw surroundingsError(`${location} cannot be read: ${error.message}`, error);
  });
}
