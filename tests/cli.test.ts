import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('..', import.meta.url));
const base = mkdtempSync(join(tmpdir(), 'deckwright-cli-'));
const program = join(base, 'node_modules', 'deckwright', 'dist', 'lib', 'cli.js');

/** The tarball that npm would publish, unpacked where npm would install it, with the dependencies beside it. */
beforeAll(() => {
  const npm = (args: string[]) =>
    execFileSync('npm', args, {
      cwd: repository,
      encoding: 'utf8',
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const packed = JSON.parse(
    npm(['pack', '--json', '--ignore-scripts=false', '--pack-destination', base]).replace(
      /^[^[{]*(?=[[{]\s*[{"])/u,
      '',
    ),
  );
  const { filename } = [packed].flat()[0] ?? Object.values(packed)[0];
  const modules = join(base, 'node_modules');
  mkdirSync(join(modules, 'deckwright'), { recursive: true });
  execFileSync('tar', [
    '-xzf',
    join(base, filename),
    '-C',
    join(modules, 'deckwright'),
    '--strip-components=1',
  ]);
  for (const name of readdirSync(join(repository, 'node_modules'))) {
    if (!name.startsWith('.'))
      symlinkSync(join(repository, 'node_modules', name), join(modules, name), 'junction');
  }
}, 180_000);

afterAll(() => rmSync(base, { recursive: true, force: true }));

interface Run {
  code: number | null;
  out: string;
  err: string;
}

function project(name: string, files: Record<string, string>): string {
  const root = join(base, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function deckwright(cwd: string, args: string[], env: Record<string, string> = {}): Run {
  const { PATH, HOME, USERPROFILE, SystemRoot } = process.env;
  const kept = Object.fromEntries(
    Object.entries({ PATH, HOME, USERPROFILE, SystemRoot }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...kept, SOURCE_DATE_EPOCH: '1767225600', ...env } as NodeJS.ProcessEnv,
  });
  return { code: status, out: stdout, err: stderr };
}

const good = '# Deck\n\n## What is a card?\n\nA question.\n';

describe('the installed package', () => {
  it('builds a deck, and the same bytes in another folder', () => {
    const [one, two] = ['one', 'two'].map((name) => project(name, { 'decks/deck.md': good }));
    const run = deckwright(one ?? '', ['build']);
    expect(run).toEqual({
      code: 0,
      out: expect.stringMatching(/^dist[\\/]deck\.apkg {2}1 note, 1 card, 1 deck, \d+ kB\n$/u),
      err: '',
    });
    expect(deckwright(two ?? '', ['build']).code).toBe(0);
    const bytes = [one, two].map((root) => readFileSync(join(root ?? '', 'dist/deck.apkg')));
    expect(bytes[0]?.equals(bytes[1] ?? Buffer.alloc(0))).toBe(true);
  });

  it('builds the same bytes on another day, given the ledger', () => {
    const root = project('days', { 'decks/deck.md': good });
    deckwright(root, ['build']);
    const first = readFileSync(join(root, 'dist/deck.apkg'));
    expect(deckwright(root, ['build'], { SOURCE_DATE_EPOCH: '1799999999' }).code).toBe(0);
    expect(readFileSync(join(root, 'dist/deck.apkg')).equals(first)).toBe(true);
  });

  it('is a library as well, which writes the same bytes', () => {
    const root = project('library', {
      'decks/deck.md': `${good}\n![A card](card.svg)\n`,
      'decks/card.svg': `<svg xmlns="http://www.w3.org/2000/svg">${'<g/>'.repeat(9_000)}</svg>`,
      'use.mjs': `import { compile, messagesOf, writeApkg } from 'deckwright';
import { writeFile } from 'node:fs/promises';
const { collection, files } = await compile({ root: '.', now: 1767225600 });
await writeFile('own.apkg', await writeApkg(collection, { format: 'legacy' }));
console.log(collection.notes.length, messagesOf(files).length);`,
    });
    expect(execFileSync(process.execPath, ['use.mjs'], { cwd: root, encoding: 'utf8' })).toBe(
      '1 0\n',
    );
    expect(deckwright(root, ['build']).code).toBe(0);
    const [own, built] = ['own.apkg', 'dist/deck.apkg'].map((path) =>
      readFileSync(join(root, path)),
    );
    expect(own?.equals(built ?? Buffer.alloc(0))).toBe(true);
  });
});

describe('the command line', () => {
  it('helps', () => {
    const overview = deckwright(base, ['--help']);
    expect(overview.code).toBe(0);
    expect(overview.out).toContain('build');
    const help = deckwright(base, ['build', '--help']);
    expect(help.out).toContain('--format legacy|latest');
    expect(help.out).toContain('Examples:');
    expect(deckwright(base, ['--version']).out).toBe(
      `${JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')).version}\n`,
    );
  });

  it.each([
    [['biuld'], 'There is no command "biuld"; did you mean "build"? See deckwright --help.'],
    [['frobnicate'], 'There is no command "frobnicate". See deckwright --help.'],
    [['build', '--formt', 'latest'], 'did you mean --format? See deckwright build --help.'],
    [['build', '--format', 'lates'], 'did you mean latest?'],
    [['build', 'extra'], 'extra'],
    [['build', '--root', 'nowhere'], 'nowhere'],
  ])('says what is wrong with %j in a line, with exit code 2', (args, said) => {
    const { code, err } = deckwright(base, args);
    expect(code).toBe(2);
    expect(err).toContain(said);
    expect(err).not.toMatch(/\n {4}at /u);
  });

  it('shows every mistake with its place and writes nothing', () => {
    const root = project('bad', { 'decks/deck.md': good });
    deckwright(root, ['build']);
    const before = readFileSync(join(root, 'dist/deck.apkg'));
    project('bad', {
      'decks/deck.md': '# Deck\n\n## Empty\n\n## Math\n\n$\\frac{1$\n\n## Image\n\n![x](no.png)\n',
    });
    const { code, err, out } = deckwright(root, ['build']);
    expect(code).toBe(1);
    expect(out).toBe('');
    const places = [...err.matchAll(/^(decks\/deck\.md:\d+:\d+) error .* ([a-z-]+)$/gmu)].map(
      ([, place, id]) => `${place} ${id}`,
    );
    expect(places).toEqual([
      'decks/deck.md:3:1 empty-side',
      expect.stringMatching(/^decks\/deck\.md:7:\d+ math-invalid$/u),
      'decks/deck.md:11:1 missing-media',
    ]);
    expect(err).toContain('  3 │ ## Empty\n    │ ^^^^^^^^');
    expect(readFileSync(join(root, 'dist/deck.apkg')).equals(before)).toBe(true);
    expect(readdirSync(join(root, 'dist'))).toEqual(['deck.apkg']);
  });

  it('writes nothing outside of the project because of its options', () => {
    const root = project('outside', {
      'decks/deck.md': good,
      'deckwright.yaml': 'out: ../elsewhere\n',
    });
    const { code, err } = deckwright(root, ['build']);
    expect(code).toBe(2);
    expect(err).toContain('--out');
    expect(existsSync(join(base, 'elsewhere'))).toBe(false);
    expect(deckwright(root, ['build', '--out', '../elsewhere']).code).toBe(0);
    expect(existsSync(join(base, 'elsewhere', 'deck.apkg'))).toBe(true);
  });

  it('prints one JSON document with --json', () => {
    const root = project('json', { 'decks/deck.md': '# Deck\n\n## Empty\n' });
    const { code, out } = deckwright(root, ['check', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      messages: [{ file: 'decks/deck.md', line: 3, id: 'empty-side' }],
    });
  });

  it('is silent with --quiet, and without colour unless on a terminal', () => {
    const root = project('quiet', { 'decks/deck.md': good });
    expect(deckwright(root, ['build', '--quiet'])).toEqual({ code: 0, out: '', err: '' });
    project('quiet', { 'decks/deck.md': '# Deck\n\n## Empty\n' });
    expect(deckwright(root, ['build']).err).not.toContain('\u001B[');
  });

  it('fails where CI is set and the ledger would change, and names the note', () => {
    const root = project('frozen', { 'decks/deck.md': good });
    const first = deckwright(root, ['build'], { CI: 'true' });
    expect([first.code, existsSync(join(root, 'dist'))]).toEqual([1, false]);
    expect(first.err).toContain('(1 new note, 1 changed note type)');
    expect(first.err).toContain('The first: "What is a card?" (decks/deck.md)');
    expect(deckwright(root, ['build', '--no-frozen'], { CI: 'true' }).code).toBe(0);
    expect(deckwright(root, ['build'], { CI: 'true' }).code).toBe(0);
  });

  it('never names a package so that Anki would take it for a whole collection', () => {
    const root = project('names', {
      'decks/collection.md': '# Collection\n\n## One\n\nTwo.\n',
      'decks/b.md': '# Backup 1\n\n## Three\n\nFour.\n',
    });
    expect(deckwright(root, ['build']).code).toBe(0);
    expect(readdirSync(join(root, 'dist')).sort()).toEqual([
      'deck-backup-1.apkg',
      'deck-collection.apkg',
    ]);
  });
});
