import { execFileSync } from 'node:child_process';
import {
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
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { isSurroundingsError } from '../../src/surroundings.ts';
import { testWorld } from './world.ts';

const sample = fileURLToPath(new URL('../inputs/anki-latest.apkg', import.meta.url));
const state = { folder: '' };

beforeEach(() => {
  state.folder = mkdtempSync(join(tmpdir(), 'deckwright-import-'));
});

afterEach(() => rmSync(state.folder, { recursive: true, force: true }));

async function run(operands: string[], values = {}, name = 'import') {
  const world = testWorld(state.folder);
  try {
    const code = await commands[name]?.run(values, operands, world);
    return { code, out: world.out(), err: world.err() };
  } catch (error) {
    if (!isSurroundingsError(error)) throw error;
    return { code: 2, out: world.out(), err: error.message };
  }
}

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(state.folder, path)), { recursive: true });
  writeFileSync(join(state.folder, path), content);
}

function files(folder = ''): string[] {
  return readdirSync(join(state.folder, folder), { recursive: true, encoding: 'utf8' });
}

describe('import', () => {
  it('makes a project that builds at once, again when frozen', async () => {
    const done = await run([sample], { root: 'new' });
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(files('new')).toContain('deckwright.lock');
    expect(files('new')).toContain('deckwright.yaml');
    const root = join(state.folder, 'new');
    const built = await run([], { root, frozen: true }, 'build');
    expect(built.code, built.err).toBe(0);
  });

  it('leaves nothing temporary behind', async () => {
    await run([sample]);
    expect(files().filter((path) => /\.tmp$|(?:^|\/)\./u.test(path))).toEqual([]);
  });

  it('tells programs what it did', async () => {
    const { out } = await run([sample], { root: 'new', json: true });
    const report = JSON.parse(out);
    expect(report).toMatchObject({ ok: true, root: 'new', imported: [{ kind: 'Anki package' }] });
    expect(report.files.every((path: string) => existsSync(join(state.folder, 'new', path)))).toBe(
      true,
    );
    expect(report.notes).toBeGreaterThan(0);
  });

  it('says nothing when it is to be quiet', async () => {
    expect(await run([sample], { quiet: true })).toEqual({ code: 0, out: '', err: '' });
  });

  it('refuses a folder with decks, and leaves it as it is', async () => {
    put('decks/mine.md', '## a\n\nb\n');
    const before = files();
    const { code, err } = await run([sample]);
    expect(code).toBe(2);
    expect(err).toContain('There are decks in');
    expect(files()).toEqual(before);
  });

  it('writes beside decks that are there when it is forced to', async () => {
    put('decks/mine.md', '## a\n\nb\n');
    await run([], {}, 'build');
    const { code, err } = await run([sample], { force: true });
    expect(code, err).toBe(0);
    expect(readFileSync(join(state.folder, 'decks/mine.md'), 'utf8')).toBe('## a\n\nb\n');
    expect((await run([], { frozen: false }, 'build')).code).toBe(0);
    const again = await run([sample], { force: true });
    expect(again).toMatchObject({ code: 2 });
    expect(again.err).toMatch(/notes are in .* already/u);
  });

  it('refuses a folder with changes that git does not know', async () => {
    execFileSync('git', ['init', '-q', state.folder]);
    put('notes.txt', 'mine');
    const { code, err } = await run([sample]);
    expect(code).toBe(2);
    expect(err).toContain('not committed');
    expect((await run([sample], { force: true })).code).toBe(0);
  });

  it('refuses a folder that is none', async () => {
    put('file', '');
    expect((await run([sample], { root: 'file' })).err).toContain('is no folder');
  });

  it.each([
    ['cut', readFileSync(sample).subarray(0, 4000)],
    ['no package', Buffer.from('hello')],
    ['empty', Buffer.alloc(0)],
  ])('says that a file is %s, and writes nothing', async (_, bytes) => {
    put('deck.apkg', bytes);
    const { code, err } = await run(['deck.apkg'], { root: 'new' });
    expect(code).toBe(1);
    expect(err).toMatch(/^deckwright: The package cannot be read: .*\n$/u);
    expect(existsSync(join(state.folder, 'new'))).toBe(false);
  });

  it('says that a file is not there, or of no known kind', async () => {
    expect(await run(['none.apkg'])).toMatchObject({ code: 1 });
    put('thing.xyz', 'x');
    const { code, err } = await run(['thing.xyz']);
    expect(code).toBe(1);
    expect(err).toContain('Anki packages (.apkg, .colpkg)');
  });

  it('keeps to limits, which can be set', async () => {
    const { code, err } = await run([sample], { limits: 'rows=1' });
    expect(code).toBe(1);
    expect(err).toContain('raise the limit `rows`');
    expect((await run([sample], { limits: 'rows=1e6,ratio=500' })).code).toBe(0);
  });

  it.each([
    [{ limits: 'rosw=1' }, 'did you mean rows?'],
    [{ limits: 'rows=many' }, 'expected a number'],
    [{ as: 'apk' }, 'did you mean apkg?'],
  ])('refuses the flags %o', async (values, words) => {
    const { code, err } = await run([sample], values);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  it('wants a file', async () => {
    expect((await run([])).err).toContain('Give the files to import');
  });
});
