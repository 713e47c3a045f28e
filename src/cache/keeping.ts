import { openContents } from './contents.ts';
import { type Cache, cacheKey } from './store.ts';

/** A cache, and what tells this compiler from all others. */
export interface Kept {
  folder: string;
  cache: Cache;
  compiler: string;
}

/** What a compilation of the project at `root` takes over from earlier ones, and keeps for later ones. */
export function keepingIn({ cache, compiler }: Omit<Kept, 'folder'>, root: string) {
  return {
    shelf: { read: cache.read, write: cache.write, keyOf: cacheKey, compiler },
    contents: openContents<{ sha1: string; width?: number; height?: number }>(cache, root),
  };
}
