import { openContents } from './contents.ts';
import { type Cache, cacheKey } from './store.ts';

/** A cache, and what tells this compiler from all others. */
export interface Kept {
  folder: string;
  cache: Cache;
  compiler: string;
}

/** Where a compilation finds what earlier ones worked out. */
export function shelfIn({ cache, compiler }: Omit<Kept, 'folder'>) {
  return { read: cache.read, write: cache.write, keyOf: cacheKey, compiler };
}

/** What a compilation of the project at `root` takes over from earlier ones, and keeps for later ones. */
export function keepingIn({ cache, compiler }: Omit<Kept, 'folder'>, root: string) {
  return {
    shelf: shelfIn({ cache, compiler }),
    contents: openContents<{ sha1: string; width?: number; height?: number }>(cache, root),
  };
}
