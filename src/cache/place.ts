import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The folder of the cache: `DECKWRIGHT_CACHE`, else where the system keeps such things for a user. It is not in the
 * project, as a stranger's project could bring outcomes along that no compiler made. Nothing where there is no
 * home, or where `DECKWRIGHT_CACHE` is `off`.
 */
export function cacheFolder(env: Record<string, string | undefined>): string | undefined {
  const own = env.DECKWRIGHT_CACHE;
  if (own === 'off') return undefined;
  if (own) return resolve(own);
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'deckwright');
  if (process.platform === 'win32')
    return env.LOCALAPPDATA ? join(env.LOCALAPPDATA, 'deckwright', 'cache') : undefined;
  if (!env.HOME) return undefined;
  return process.platform === 'darwin'
    ? join(homedir(), 'Library', 'Caches', 'deckwright')
    : join(homedir(), '.cache', 'deckwright');
}
