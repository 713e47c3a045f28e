import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../../src/commands/index.ts';
import { compile } from '../../src/compile.ts';
import { messagesOf } from '../../src/reporters/index.ts';
import { type Engine, engineAvailable, startEngine } from '../engine/engine.ts';
import { testWorld } from './world.ts';

const state = { folder: '' };

beforeEach(() => {
  state.folder = mkdtempSync(join(tmpdir(), 'deckwright-init-'));
});

afterEach(() => rmSync(state.folder, { recursive: true, force: true }));

async function run(name: string, operands: string[] = [], values = {}, folder = state.folder) {
  const world = testWorld(folder);
  const code = await commands[name]?.run(values, operands, world);
  return { code, out: world.out(), err: world.err() };
}

function textOf(path: string): string {
  return readFileSync(join(state.folder, path), 'utf8');
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(state.folder, path)), { recursive: true });
  writeFileSync(join(state.folder, path), text);
}

describe('init', () => {
  it('makes a project that checks and builds clean at once, again when frozen', async () => {
    expect((await run('init', ['my decks'])).code).toBe(0);
    const root = join(state.folder, 'my decks');
    const checked = await run('check', [], {}, root);
    expect(checked).toEqual({
      code: 0,
      out: '11 notes, nothing to complain about.\n',
      err: '',
    });
    expect((await run('build', [], { quiet: true }, root)).code).toBe(0);
    expect(await run('build', [], { frozen: true, quiet: true }, root)).toEqual({
      ...{ code: 0, out: '', err: '' },
    });
  });

  it('lets git merge both sides of a ledger', async () => {
    await run('init');
    expect(textOf('.gitattributes')).toMatch(/^deckwright\.lock merge=union /mu);
  });

  it('shows a note of every kind', async () => {
    await run('init');
    const { collection, files } = await compile({ root: state.folder, now: 1767225600 });
    expect(messagesOf(files)).toEqual([]);
    const used = new Set(collection.notes.map(({ notetypeId }) => notetypeId));
    expect(used.size).toBe(6);
    expect(collection.notetypes.length).toBe(6);
  });

  it('gives each project a namespace of its own, from the name of its folder', async () => {
    await run('init', ['Año: 1']);
    await run('init', ['b/Año: 1']);
    const [a, b] = ['Año: 1', 'b/Año: 1'].map((path) => parse(textOf(`${path}/deckwright.yaml`)));
    expect(a.name).toBe('Año: 1');
    expect(a.namespace).toMatch(/^ano-1-[\da-f]{12}$/u);
    expect(b.namespace).not.toBe(a.namespace);
  });

  it('keeps what is there, and says so', async () => {
    put('README.md', 'Mine.');
    put('decks/own.md', '## A\n\nB.\n');
    const { out } = await run('init');
    expect(out).toContain('README.md was there already, and stays as it is\n');
    expect([textOf('README.md'), readdirSync(join(state.folder, 'decks'))]).toEqual([
      'Mine.',
      ['own.md'],
    ]);
    const before = textOf('deckwright.yaml');
    await expect(run('init')).rejects.toThrow('There is a project in');
    expect(textOf('deckwright.yaml')).toBe(before);
  });

  it('wires every YAML file to a schema that lies in the project', async () => {
    await run('init');
    await run('init', [], { 'note-type': 'word' });
    const yaml = readdirSync(state.folder, { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.yaml') && !path.startsWith('.'),
    );
    expect(yaml.length).toBe(4);
    for (const path of yaml) {
      const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)\n/u.exec(textOf(path)) ?? [];
      expect(JSON.parse(textOf(join(dirname(path), schema))).title).toBeTruthy();
    }
    const { 'yaml.schemas': schemas } = JSON.parse(textOf('.vscode/settings.json'));
    for (const path of Object.keys(schemas)) expect(JSON.parse(textOf(path)).type).toBe('object');
  });

  it('writes the workflows that this repository uses', async () => {
    await run('init');
    const folder = join(import.meta.dirname, '../../.github/workflows');
    const names = readdirSync(join(state.folder, '.github/workflows'));
    expect(names).toEqual(['deck-main.yml', 'deck-pull-request.yml', 'deck-release.yml']);
    for (const name of names)
      expect(textOf(`.github/workflows/${name}`)).toBe(
        readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n'),
      );
  });
});

describe('init --note-type', () => {
  it('begins a note type that builds as it is', async () => {
    put('decks/a.md', '## Front {type=verb-form Example="*An example*"}\n\nBack.\n');
    const { out } = await run('init', [], { 'note-type': 'verb-form' });
    expect(out).toContain('templates/verb-form/notetype.yaml\n');
    const { collection, files } = await compile({ root: state.folder, now: 1767225600 });
    expect(messagesOf(files)).toEqual([]);
    expect(collection.notetypes.map(({ name }) => name)).toEqual(['Verb form']);
  });

  it('never overwrites one, nor takes the place of a built-in one', async () => {
    await run('init', [], { 'note-type': 'word' });
    await expect(run('init', [], { 'note-type': 'word' })).rejects.toThrow('There is a note type');
    await expect(run('init', [], { 'note-type': 'cloze' })).rejects.toThrow(
      'comes with Deckwright',
    );
    await expect(run('init', [], { 'note-type': 'My word' })).rejects.toThrow('such as my-word');
    await expect(run('init', [], { 'note-type': '../x' })).rejects.toThrow('such as x');
  });
});

describe.skipIf(!engineAvailable)('in real Anki', () => {
  it('the new project imports clean', async () => {
    await run('init', ['decks of mine']);
    await run('init', ['decks of mine'], { 'note-type': 'word' });
    put('decks of mine/decks/own.md', '# Own\n\n## One {type=word}\n\nTwo.\n');
    const root = join(state.folder, 'decks of mine');
    expect((await run('build', [], { package: 'single', quiet: true }, root)).code).toBe(0);
    const [name = ''] = readdirSync(join(root, 'dist'));
    const engine: Engine = await startEngine();
    try {
      const report = await engine.import([join(root, 'dist', name)]);
      expect(report.problems).toEqual([]);
      expect(report.imports).toMatchObject([
        { error: null, found: 12, updated: [], duplicate: [], conflicting: [] },
      ]);
      expect(report.notes.map(({ cards }) => cards.length)).not.toContain(0);
      expect(report.media.map(({ size }) => size > 0)).toEqual([true]);
    } finally {
      await engine.stop();
    }
  });
});
