import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { testWorld } from './world.ts';

const state = { folder: '' };

beforeEach(async () => {
  state.folder = mkdtempSync(join(tmpdir(), 'deckwright-shard-'));
  for (const name of ['Alps', 'Biscay', 'Crete', 'Danube', 'Etna'])
    put(`decks/${name}.md`, `# ${name}\n\n## Where is ${name}?\n\nIn *Europe*.\n`);
  put('deckwright.yaml', 'namespace: shards\n');
  await run('build', [], { quiet: true });
});

afterEach(() => rmSync(state.folder, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(state.folder, path)), { recursive: true });
  writeFileSync(join(state.folder, path), text);
}

function bytesIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(state.folder, folder)).map((name) => [
      name,
      readFileSync(join(state.folder, folder, name), 'base64'),
    ]),
  );
}

async function run(name: string, operands: string[] = [], values = {}) {
  const world = testWorld(state.folder);
  const code = await commands[name]?.run(values, operands, world);
  return { code, out: world.out(), err: world.err() };
}

async function shards(of: number): Promise<string[]> {
  const numbers = Array.from({ length: of }, (_, index) => index + 1);
  for (const number of numbers)
    await run('build', [], { shard: `${number}/${of}`, out: `shards/${number}`, quiet: true });
  return numbers.map((number) => `shards/${number}`);
}

describe('build --shard and collect', () => {
  it.each([1, 2, 3, 5])('%i shares make the same bytes as one machine', async (of) => {
    const { code, out } = await run('collect', await shards(of), { out: 'collected' });
    expect(code).toBe(0);
    expect(out.trim().split('\n').length).toBe(5);
    expect(bytesIn('collected')).toEqual(bytesIn('dist'));
  });

  it('does the same for packages of several files', async () => {
    await run('build', [], { format: 'crowdanki', out: 'whole', quiet: true });
    for (const number of [1, 2])
      await run('build', [], {
        ...{ shard: `${number}/2`, out: `shards/${number}`, format: 'crowdanki', quiet: true },
      });
    await run('collect', ['shards/1', 'shards/2'], { out: 'collected', quiet: true });
    for (const name of readdirSync(join(state.folder, 'whole')))
      expect(bytesIn(`collected/${name}`)).toEqual(bytesIn(`whole/${name}`));
  });

  it('takes the ledger as it is, and fails where it is not up to date', async () => {
    const before = readFileSync(join(state.folder, 'deckwright.lock'), 'utf8');
    put('decks/Alps.md', '# Alps\n\n## Where are the Alps?\n\nElsewhere.\n');
    const { code, err } = await run('build', [], { shard: '1/2', out: 'shards/1' });
    expect([code, err.includes('ledger-stale')]).toEqual([1, true]);
    expect(existsSync(join(state.folder, 'shards'))).toBe(false);
    expect(readFileSync(join(state.folder, 'deckwright.lock'), 'utf8')).toBe(before);
    await expect(run('build', [], { shard: '1/2', frozen: false })).rejects.toThrow('one ledger');
  });

  it.each(['0/2', '3/2', '2', '1/0', '1/2/3', '-1/2', '1/9999'])(
    'refuses --shard %s',
    async (shard) => {
      await expect(run('build', [], { shard })).rejects.toThrow('such as 2/8');
    },
  );

  it('says which share is missing, there twice, or of another build', async () => {
    const all = await shards(3);
    await expect(run('collect', all.slice(0, 2))).rejects.toThrow('these are missing: 3');
    await expect(run('collect', [...all, 'shards/2'])).rejects.toThrow(
      'Share 2 of 3 is there twice',
    );
    await run('build', [], { shard: '1/2', out: 'others', quiet: true });
    await expect(run('collect', [...all, 'others'])).rejects.toThrow('other numbers of shares');
    put('decks/New.md', '# New\n\n## What?\n\nThis.\n');
    await run('build', [], { quiet: true });
    await run('build', [], { shard: '3/3', out: 'later', quiet: true });
    await expect(run('collect', ['shards/1', 'shards/2', 'later'])).rejects.toThrow(
      'of two builds',
    );
    await expect(run('collect', ['decks'])).rejects.toThrow('holds no shard-N-of-M.json');
    await expect(run('collect')).rejects.toThrow('Give the folders');
  });

  it('finds out what was changed on the way, and writes nothing then', async () => {
    const all = await shards(2);
    const [name = ''] = readdirSync(join(state.folder, 'shards/2')).filter((one) =>
      one.endsWith('.apkg'),
    );
    writeFileSync(join(state.folder, 'shards/2', name), 'short');
    await expect(run('collect', all, { out: 'collected' })).rejects.toThrow('changed or cut off');
    expect(existsSync(join(state.folder, 'collected'))).toBe(false);
  });

  it.each(['../x.apkg', '/x.apkg', 'C:\\x.apkg', 'a/../../x.apkg', '..\\x.apkg'])(
    'writes no file that a manifest puts outside: %s',
    async (path) => {
      await shards(1);
      cpSync(join(state.folder, 'shards'), join(state.folder, 'tricked'), { recursive: true });
      const place = join(state.folder, 'tricked/1/shard-1-of-1.json');
      const manifest = JSON.parse(readFileSync(place, 'utf8'));
      manifest.packages[0].files[0].path = path;
      writeFileSync(place, JSON.stringify(manifest));
      await expect(run('collect', ['tricked/1'])).rejects.toThrow('leads out of its folder');
    },
  );

  it('`decks` lists what a matrix needs', async () => {
    const { out } = await run('decks', [], { json: true, shards: '3' });
    const { decks, shards } = JSON.parse(out);
    expect(shards).toEqual(['1/3', '2/3', '3/3']);
    expect(decks.map(({ name }: { name: string }) => name)).toEqual([
      ...['Alps', 'Biscay', 'Crete', 'Danube', 'Etna'],
    ]);
    expect(decks[0]).toEqual({ name: 'Alps', package: 'alps', decks: 1, notes: 1, cards: 1 });
    expect(
      JSON.parse((await run('decks', [], { json: true, shards: '99' })).out).shards.length,
    ).toBe(5);
    await expect(run('decks', [], { shards: 'many' })).rejects.toThrow('a number from 1 to 256');
  });

  it('--manifest tells what was built', async () => {
    await run('build', [], { manifest: 'made.json', quiet: true });
    const { packages, folder } = JSON.parse(readFileSync(join(state.folder, 'made.json'), 'utf8'));
    expect([packages.length, folder]).toEqual([5, 'dist']);
    expect(packages[0]).toMatchObject({ name: 'alps', notes: 1, cards: 1, decks: 1, media: 0 });
  });
});
