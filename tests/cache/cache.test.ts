import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheFolder, cacheKey, openCache } from '../../src/cache/index.ts';
import { commands, repeatable } from '../../src/commands/index.ts';
import { testWorld } from '../commands/world.ts';
import { makeProject, type TestProject } from '../project.ts';

const state: { folder: string; project: TestProject } = { folder: '', project: makeProject({}) };

beforeEach(() => {
  state.folder = mkdtempSync(join(tmpdir(), 'deckwright-cache-'));
  state.project = makeProject({
    'deckwright.yaml': 'namespace: c\n',
    'decks/a.md': '# A\n\n## What is an axon?\n\nA wire.\n',
    'decks/b.md': '# B\n\n## What is a synapse?\n\nA *gap*.\n',
  });
});

afterEach(() => {
  state.project.remove();
  rmSync(state.folder, { recursive: true, force: true });
});

/** Runs a command as the program does; `late`: so much later that the clocks of files have moved on. */
async function run(name: string, values: Record<string, string | boolean> = {}, args = [name]) {
  const world = {
    ...testWorld(state.project.root, { DECKWRIGHT_CACHE: state.folder }),
    clock: () => Date.now() + 60_000,
  };
  const ran = { times: 0 };
  const code = await repeatable(name, args, world, async (inner) => {
    ran.times += 1;
    return (await commands[name]?.run(values, [], inner)) ?? 2;
  });
  return { code, out: world.out(), err: world.err(), ran: ran.times };
}

function entries(): string[] {
  return readdirSync(state.folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /[\da-f]{40}$/u.test(path),
  );
}

describe('a run that would have the same outcome', () => {
  it('is not run, and prints the same', async () => {
    await run('build');
    const second = await run('build');
    const third = await run('build');
    expect(third).toEqual({ ...second, ran: 0 });
    expect(third.out).toContain('a.apkg  1 note');
  });

  it('says again what is wrong, with the same exit code', async () => {
    state.project.change({ 'decks/b.md': '# B\n\n## What is $\\frac{1}{2$?\n\nHalf.\n' });
    const first = await run('check');
    const second = await run('check');
    expect(first).toMatchObject({ code: 1, ran: 1 });
    expect(first.err).toContain('math-invalid');
    expect(second).toEqual({ ...first, ran: 0 });
  });

  const changes: Record<string, () => void> = {
    'a deck file changed': () => state.project.change({ 'decks/a.md': '# A\n\n## Why?\n\nSo.\n' }),
    'a deck file came': () => state.project.change({ 'decks/c.md': '# C\n\n## Who?\n\nI.\n' }),
    'a deck file went': () => state.project.change({ 'decks/b.md': undefined }),
    'a note type came': () =>
      state.project.change({ 'templates/own/notetype.yaml': 'fields: [Word]\n' }),
    'an option changed': () => state.project.change({ 'deckwright.yaml': 'namespace: d\n' }),
    'the ledger went': () => state.project.change({ 'deckwright.lock': undefined }),
    'a package went': () => state.project.change({ 'dist/a.apkg': undefined }),
    'a package was written over': () => state.project.change({ 'dist/a.apkg': 'no package' }),
  };

  it.each(Object.keys(changes))('is run if %s', async (what) => {
    await run('build');
    await run('build');
    changes[what]?.();
    expect((await run('build')).ran).toBe(1);
    const { length } = readFileSync(join(state.project.root, 'dist/a.apkg'));
    expect(length).toBeGreaterThan(1000);
  });

  it('is run if the manifest of a share went', async () => {
    await run('build');
    const share = () => run('build', { shard: '1/2' }, ['build', '--shard', '1/2']);
    await share();
    expect((await share()).ran).toBe(0);
    state.project.change({ 'dist/shard-1-of-2.json': undefined });
    expect((await share()).ran).toBe(1);
    expect(existsSync(join(state.project.root, 'dist/shard-1-of-2.json'))).toBe(true);
  });

  it('is run where other things are asked for, or nothing may be kept', async () => {
    await run('build');
    await run('build');
    expect((await run('build', { quiet: true }, ['build', '-q'])).ran).toBe(1);
    expect((await run('build', { cache: false }, ['build', '--no-cache'])).ran).toBe(1);
  });
});

describe('the cache', () => {
  it('notices an entry that is no longer whole, and has it made anew', async () => {
    await run('build');
    const whole = readFileSync(join(state.project.root, 'dist/b.apkg'));
    for (const path of entries()) {
      const text = readFileSync(join(state.folder, path), 'utf8');
      writeFileSync(join(state.folder, path), text.replace('gap', 'tap').slice(0, -1));
    }
    expect((await run('build', { package: 'decks' }, ['build', 'x'])).code).toBe(0);
    expect(readFileSync(join(state.project.root, 'dist/b.apkg')).equals(whole)).toBe(true);
  });

  it('may be deleted at any time, and be of no use at all', async () => {
    await run('build');
    rmSync(state.folder, { recursive: true });
    writeFileSync(state.folder, 'a file in its place');
    expect((await run('build')).code).toBe(0);
  });

  it('drops what nobody used for long, and nothing that is not its own', () => {
    const old = new Date(Date.now() - 40 * 86_400_000);
    const cache = openCache(state.folder);
    const [used, stale] = [cacheKey('used'), cacheKey('stale')];
    cache.write('runs', used, 1);
    cache.write('runs', stale, 2);
    const foreign = [join(state.folder, 'thesis.txt'), join(state.folder, 'runs', 'thesis.txt')];
    for (const location of foreign) writeFileSync(location, 'years of work');
    const entry = join(state.folder, 'runs', stale.slice(0, 2), stale);
    for (const location of [...foreign, entry, join(state.folder, 'tidied')])
      utimesSync(location, old, old);
    openCache(state.folder).write('runs', cacheKey('other'), 3);
    expect(existsSync(entry)).toBe(false);
    expect(openCache(state.folder).read('runs', used)).toBe(1);
    expect(foreign.map((location) => existsSync(location))).toEqual([true, true]);
  });

  it('serves several programs at once', async () => {
    await run('build');
    rmSync(state.folder, { recursive: true });
    const builds = await Promise.all(
      ['x', 'y', 'z'].map((out) => run('build', { out }, ['build', '--out', out])),
    );
    expect(builds.map(({ code }) => code)).toEqual([0, 0, 0]);
    const left = readdirSync(state.folder, { recursive: true, encoding: 'utf8' });
    expect(left.filter((path) => path.endsWith('.tmp'))).toEqual([]);
  });

  it('keeps the borders between what a key is made of', () => {
    expect(cacheKey('a', 'bc')).not.toBe(cacheKey('ab', 'c'));
    expect(openCache(state.folder).read('runs', cacheKey('none'))).toBeUndefined();
  });

  it('is where the environment says, never in the project', () => {
    expect(cacheFolder({ DECKWRIGHT_CACHE: 'off', HOME: '/home/x' })).toBeUndefined();
    expect(cacheFolder({})).toBeUndefined();
    expect(cacheFolder({ XDG_CACHE_HOME: '/x' })).toBe(join('/x', 'deckwright'));
  });
});
