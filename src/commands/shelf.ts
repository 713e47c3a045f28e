import { join } from 'node:path';
import { cacheKey, openContents, type Run } from '../cache/index.ts';
import type { CompileOptions } from '../compile.ts';
import type { Project } from '../project.ts';
import type { MediaContent } from '../read/index.ts';
import type { Shelf } from '../work/index.ts';
import type { Flag, Surroundings } from './command.ts';

export const cacheFlag: Record<string, Flag> = {
  cache: {
    type: 'boolean',
    description: 'Take over what earlier runs worked out (the default); --no-cache does all anew.',
  },
};

/** Where what is worked out of deck files is kept; nothing where no cache is. */
function shelfOf({ kept }: Surroundings): Shelf | undefined {
  return (
    kept && {
      read: kept.cache.read,
      write: kept.cache.write,
      keyOf: cacheKey,
      compiler: kept.compiler,
    }
  );
}

/** What a compilation takes over from earlier ones, and keeps for later ones. */
export function keeping(
  root: string,
  world: Surroundings,
): Pick<CompileOptions, 'shelf' | 'contents'> {
  const contents = world.kept && openContents<MediaContent>(world.kept.cache, root);
  return { shelf: shelfOf(world), contents };
}

/** All that a compilation reads, whether it is there or not. */
export function inputsOf({ root, options }: Project): Run['inputs'] {
  const files = ['deckwright.yaml', 'deckwright.lock', 'deckwright-baseline.json'];
  return [...files, options.decks, options.templates].map((path) => join(root, path));
}
