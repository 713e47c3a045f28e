import { setFlagsFromString } from 'node:v8';
import type { Project } from '../project.ts';

/** Characters of deck files from which memory is worth more than time: some 40,000 notes. */
const large = 10_000_000;

/** Has V8 collect garbage sooner where a project is so large that its memory would grow by what is long dead. */
export function makeRoom({ sources }: Project): void {
  const characters = sources.reduce((sum, { file }) => sum + String(file.value).length, 0);
  if (characters > large) setFlagsFromString('--heap-growing-percent=20');
}
