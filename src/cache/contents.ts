import { settledState } from './runs.ts';
import { type Cache, cacheKey } from './store.ts';

/** What the bytes of files told, as long as the system says that they are the same. */
export interface Contents<Content> {
  recall: (location: string) => Content | undefined;
  keep: (location: string, content: Content) => void;
  /** Keeps for the next run what was recalled and kept in this one. */
  save: () => void;
}

interface Row<Content> {
  state: string;
  content: Content;
}

/** Opens what is known of the files below a folder. */
export function openContents<Content>(cache: Cache, folder: string): Contents<Content> {
  const key = cacheKey('contents', folder);
  const known = (cache.read('media', key) ?? {}) as Record<string, Row<Content>>;
  const next: Record<string, Row<Content>> = {};
  const changes = { any: false };
  return {
    recall(location) {
      const row = Object.hasOwn(known, location) ? known[location] : undefined;
      if (!row || settledState(location) !== row.state) return undefined;
      next[location] = row;
      return row.content;
    },
    keep(location, content) {
      const state = settledState(location);
      if (state === undefined) return;
      next[location] = { state, content };
      changes.any = true;
    },
    save() {
      if (changes.any) cache.write('media', key, next);
    },
  };
}
