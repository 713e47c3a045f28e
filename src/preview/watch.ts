import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

export interface Watching {
  close: () => void;
}

/** How long a burst of changes may last until it is told as one, in milliseconds. */
const quiet = 25;
/** Between two looks where the system cannot tell of changes. */
const between = 1000;

/**
 * Calls `tell` with the locations that changed right in `root` or anywhere below `folders` within it, or
 * with none if only a look around can say which. Folders that come later are watched from then on.
 */
export function watchFolders(
  root: string,
  folders: string[],
  tell: (locations: string[]) => void,
): Watching {
  const changed = new Set<string>();
  const state = { timer: undefined as NodeJS.Timeout | undefined, unsure: false, closed: false };
  const note = (location: string | undefined) => {
    if (state.closed) return;
    if (location === undefined) state.unsure = true;
    else changed.add(location);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => {
      const locations = state.unsure ? [] : [...changed];
      changed.clear();
      state.unsure = false;
      tell(locations);
    }, quiet);
  };
  const isWatched = (folder: string) =>
    folders.some(
      (top) =>
        folder === top || folder.startsWith(`${top}${sep}`) || top.startsWith(`${folder}${sep}`),
    ) && !/[\\/](\.[^\\/]*|node_modules)$/u.test(folder);
  const watching = watchTree(root, isWatched, note);
  return {
    close() {
      state.closed = true;
      clearTimeout(state.timer);
      watching.close();
    },
  };
}

/** Watches each folder by itself: what Node offers for whole trees loses files on Linux that editors replace. */
function watchTree(
  top: string,
  isWatched: (folder: string) => boolean,
  note: (location?: string) => void,
): Watching {
  const watchers = new Map<string, FSWatcher>();
  const state = { closed: false, poll: undefined as NodeJS.Timeout | undefined };

  async function enter(folder: string): Promise<void> {
    const inner = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
    if (!inner || state.closed || watchers.has(folder)) return;
    try {
      const watcher = watch(folder, (_, name) => {
        if (name === null) return note();
        const location = join(folder, name);
        note(location);
        void look(location);
      });
      watcher.on('error', () => leave(folder));
      watchers.set(folder, watcher);
    } catch {
      poll();
      return;
    }
    for (const one of inner)
      if (one.isDirectory() && isWatched(join(folder, one.name)))
        await enter(join(folder, one.name));
  }

  /** A folder that came is watched, and has files that nobody told of; one that went is left. */
  async function look(location: string): Promise<void> {
    const found = await stat(location).catch(() => undefined);
    if (!found) return leave(location);
    if (!found.isDirectory() || watchers.has(location) || !isWatched(location)) return;
    await enter(location);
    note();
  }

  function leave(folder: string): void {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  }

  /** The system watches no more files: look for newer ones now and then. */
  function poll(): void {
    let last = '';
    state.poll ??= setInterval(async () => {
      const now = await timesOf(top, isWatched);
      if (last !== '' && now !== last) note();
      last = now;
    }, between);
  }

  void enter(top);
  return {
    close() {
      state.closed = true;
      clearInterval(state.poll);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

/** Sizes and times of all files below, as one text. */
async function timesOf(folder: string, isWatched: (folder: string) => boolean): Promise<string> {
  const inner = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const parts = await Promise.all(
    inner.map(async (one) => {
      const location = join(folder, one.name);
      if (one.isDirectory()) return isWatched(location) ? timesOf(location, isWatched) : '';
      const found = await stat(location).catch(() => undefined);
      return `${one.name}:${found?.size}:${found?.mtimeMs}`;
    }),
  );
  return parts.join('\n');
}
