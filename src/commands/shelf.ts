import { join } from 'node:path';
import { keepingIn, type Run } from '../cache/index.ts';
import type { CompileOptions } from '../compile.ts';
import type { Project } from '../project.ts';
import type { Flag, Surroundings } from './command.ts';
import { makeRoom } from './room.ts';

export const cacheFlag: Record<string, Flag> = {
  cache: {
    type: 'boolean',
    description: 'Take over what earlier runs worked out (the default); --no-cache does all anew.',
  },
};

/** What a compilation takes over from earlier ones, and keeps for later ones, if there is a cache; and the room it gets. */
export function keeping(
  root: string,
  { kept }: Surroundings,
): Pick<CompileOptions, 'shelf' | 'contents' | 'onRead'> {
  return { ...(kept && keepingIn(kept, root)), onRead: makeRoom };
}

/** All that a compilation reads, whether it is there or not. */
export function inputsOf({ root, options }: Project): Run['inputs'] {
  const files = ['deckwright.yaml', 'deckwright.lock', 'deckwright-baseline.json'];
  return [...files, options.decks, options.templates].map((path) => join(root, path));
}
