import { setFlagsFromString } from 'node:v8';
import type { Project } from '../project.ts';

/** Characters of deck files from which memory is worth more than time: some 40,000 notes. */
const large = 10_000_000;

/** SQLite has done its work before V8 would have made it fast. */
const forMost = ['--liftoff-only'];

/** Garbage is collected sooner, as memory would else grow by what is long dead, and what is new gets no more room. */
const forLarge = ['--heap-growing-percent=20', '--semi-space-growth-factor=1'];

/** Has V8 spend its time and its memory on what pays for a project of this size. */
export function makeRoom({ sources }: Project): void {
  const characters = sources.reduce((sum, { file }) => sum + String(file.value).length, 0);
  for (const flag of characters > large ? forLarge : forMost) setFlagsFromString(flag);
}
