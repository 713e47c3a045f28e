import {
  cacheFolder,
  cacheKey,
  compilerStamp,
  keepRun,
  openCache,
  type Printed,
  type Run,
  repeatedRun,
} from '../cache/index.ts';
import type { Surroundings } from './command.ts';

/** Variables of the environment that a command's output depends on. */
const telling = ['CI', 'GITHUB_WORKSPACE', 'SOURCE_DATE_EPOCH'];

/** The commands that compile. */
const compiling = new Set(['build', 'check', 'decks', 'diff', 'preview', 'push', 'site']);

/**
 * Runs a command; or prints what it printed the last time, if it said then that the same would come of it again, and
 * nothing that it read or wrote has changed since.
 */
export async function repeatable(
  name: string,
  args: string[],
  world: Surroundings,
  run: (world: Surroundings) => Promise<number>,
): Promise<number> {
  const folder = cacheFolder(world.env);
  if (!folder || !compiling.has(name) || args.includes('--no-cache')) return run(world);
  const cache = openCache(folder);
  const compiler = compilerStamp();
  const { color, watched } = world;
  const place = [world.folder, ...telling.map((key) => world.env[key] ?? '')];
  const key = cacheKey(compiler, name, JSON.stringify([args, place, color, watched]));
  const before = repeatedRun(cache, key);
  if (before) return print(before, world);
  const began = world.clock();
  const printed: Printed = { stdout: '', stderr: '', code: 0 };
  const kept: { run?: Run } = {};
  printed.code = await run({
    ...world,
    kept: { folder, cache, compiler },
    remember: (run) => {
      kept.run = run;
    },
    stdout: (text) => {
      printed.stdout += text;
      world.stdout(text);
    },
    stderr: (text) => {
      // What moves on a terminal is no outcome.
      if (!text.startsWith('\r')) printed.stderr += text;
      world.stderr(text);
    },
  });
  if (kept.run) keepRun(cache, key, kept.run, printed, began);
  return printed.code;
}

function print({ stdout, stderr, code }: Printed, world: Surroundings): number {
  if (stderr !== '') world.stderr(stderr);
  if (stdout !== '') world.stdout(stdout);
  return code;
}
