import { setFlagsFromString } from 'node:v8';
import type { Project } from '../project.ts';

/** Characters of deck files from which memory is worth more than time: some 40,000 notes. */
const large = 10_000_000;

/** Has V8 spend its time and its memory on what pays for a project of this size. */
export function makeRoom({ sources }: Project): void {
  const characters = sources.reduce((sum, { file }) => sum + String(file.value).length, 0);
  // Garbage is collected sooner where memory would grow by what is long dead. Elsewhere SQLite has done its work
  // before V8 would have made it fast.
  setFlagsFromString(characters > large ? '--heap-growing-percent=20' : '--liftoff-only');
}
