import type { ByPath, MediaFile } from '../project.ts';
import type { Asked, Names, WorkScope } from './work.ts';

/** A scope that notes down what is looked up. */
export interface Watched {
  scope: WorkScope;
  namesOf: (names: ByPath<string>) => ByPath<string>;
  /** What was looked up since the last time. */
  take: () => Asked;
}

/** Watches over a scope, so that what was worked out can be kept with all that it depends on. */
export function watch(scope: WorkScope): Watched {
  const media = new Map<string, string | null>();
  const names = new Map<string, string | null>();
  const seeFile = (path: string) => void media.set(path, markOf(scope.media.get(path)));
  return {
    scope: {
      ...scope,
      media: watched(scope.media, seeFile),
      // The text of a file changes with the file.
      data: watched(scope.data, seeFile),
    },
    namesOf: (all) => watched(all, (path) => void names.set(path, all.get(path) ?? null)),
    take() {
      const asked = { media: [...media], names: [...names] };
      media.clear();
      names.clear();
      return asked;
    },
  };
}

/** Whether all that was looked up would be found as it was then. */
export function isSame(asked: Asked, scope: WorkScope, names?: Names): boolean {
  return (
    asked.media.every(([path, mark]) => markOf(scope.media.get(path)) === mark) &&
    asked.names.every(([path, name]) => (names?.mediaNames.get(path) ?? null) === name)
  );
}

function watched<Value>(map: ByPath<Value>, see: (path: string) => void): ByPath<Value> {
  return {
    get(path) {
      see(path);
      return map.get(path);
    },
    has(path) {
      see(path);
      return map.has(path);
    },
  };
}

function markOf(file: MediaFile | undefined): string | null {
  return file ? `${file.sha1} ${file.width ?? ''}x${file.height ?? ''}` : null;
}
