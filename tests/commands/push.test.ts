import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { type FakeAnki, type FakeOptions, startFakeAnki } from '../outputs/fake-anki.ts';
import { makeProject, type TestProject } from '../project.ts';
import { testWorld } from './world.ts';

const state: { project?: TestProject; anki?: FakeAnki } = {};

afterEach(async () => {
  state.project?.remove();
  await state.anki?.stop();
});

const capitals = '## Capital of Peru?\n\nLima\n\n## Capital of Chile?\n\nSantiago\n';

async function start(deck = capitals, options: FakeOptions = {}) {
  const project = makeProject({ 'decks/capitals.md': deck });
  const anki = await startFakeAnki(options);
  Object.assign(state, { project, anki });
  return { project, anki };
}

async function push(env: Record<string, string> = {}, values: Record<string, unknown> = {}) {
  const root = state.project?.root ?? '';
  const world = testWorld(root, { ANKICONNECT_URL: state.anki?.url, ...env });
  const code = await commands.push?.run(values as Record<string, string>, [], world);
  return { code, out: world.out(), err: world.err() };
}

const leftovers = (root: string) =>
  existsSync(join(root, 'dist')) ? readdirSync(join(root, 'dist')) : [];

describe('push', () => {
  it('lets Anki import all, says what changed, and leaves only the ledger behind', async () => {
    const { project, anki } = await start();
    expect(await push()).toEqual({
      code: 0,
      out: 'Anki has 2 new, 0 updated and 0 unchanged notes.\n',
      err: '',
    });
    const ledger = readFileSync(join(project.root, 'deckwright.lock'), 'utf8');
    expect([...anki.notes.keys()].every((guid) => ledger.includes(guid))).toBe(true);
    expect(leftovers(project.root)).toEqual([]);
    expect((await push()).out).toBe('Anki has 0 new, 0 updated and 2 unchanged notes.\n');
  });

  it('updates a reworded note, and tells which notes Anki keeps as they are', async () => {
    const { project, anki } = await start();
    await push({ SOURCE_DATE_EPOCH: '1700000000' });
    const [first] = [...anki.notes.values()];
    if (first) first.mod = 2_000_000_000;
    if (first?.fields.Back) first.fields.Back.value = 'my own words';
    project.change({
      'decks/capitals.md': `${capitals.replace('Capital of Chile', 'The capital of Chile')}\n## Capital of Cuba?\n\nHavana\n`,
    });
    const { out } = await push({}, { json: true });
    const { ok, notes } = JSON.parse(out);
    expect([ok, notes]).toEqual([true, { new: 1, updated: 1, unchanged: 0, different: 1 }]);
    expect((await push()).out).toContain('1 note differs there from this build');
  });

  it('asks by note types and decks, with what means something in a search escaped', async () => {
    const { anki } = await start('---\ndeck: A_B* "q" \\::Sub\n---\n\n## One?\n\nTwo\n');
    await push();
    const query = anki.asked.find(({ action }) => action === 'findNotes')?.params.query;
    expect(query).toMatch(/^mid:\d+ OR "deck:A\\_B\\\* \\"q\\" \\\\"$/u);
  });

  it('sends nothing and writes nothing where the decks have errors', async () => {
    const { project, anki } = await start('## No answer\n');
    const { code, err } = await push();
    expect([code, err]).toEqual([1, expect.stringContaining('Nothing was sent to Anki.')]);
    expect(anki.asked.map(({ action }) => action)).toEqual(['version', 'deckNames']);
    expect(existsSync(join(project.root, 'deckwright.lock'))).toBe(false);
  });

  it('sends nothing where the ledger would change and must not', async () => {
    const { anki } = await start();
    expect((await push({ CI: 'true' })).code).toBe(1);
    expect(anki.asked.map(({ action }) => action)).not.toContain('importPackage');
  });

  it('gives the key of the environment, and tells of a missing or wrong one', async () => {
    await start(capitals, { key: 's3cret' });
    expect((await push({ ANKICONNECT_KEY: 's3cret' })).code).toBe(0);
    await expect(push()).rejects.toThrow('Set the environment variable ANKICONNECT_KEY');
    await expect(push({ ANKICONNECT_KEY: 'x' })).rejects.toThrow('does not take the key');
  });

  it('tells that Anki is not open', async () => {
    const { anki } = await start();
    await anki.stop();
    await expect(push()).rejects.toThrow('Open Anki, with the add-on AnkiConnect in it');
    delete state.anki;
  });

  it.each<[what: string, options: FakeOptions, said: string]>([
    ['a page of another program', { text: '<html>' }, 'is not AnkiConnect'],
    ['JSON of another program', { text: '[6]' }, 'is not AnkiConnect'],
    ['null', { text: 'null' }, 'is not AnkiConnect'],
    ['an old version', { answers: { version: { result: 5, error: null } } }, 'too old (version 5'],
    [
      'no open profile',
      { answers: { deckNames: { result: null, error: 'collection is not available' } } },
      'no profile open',
    ],
    [
      'a strange list of notes',
      { answers: { findNotes: { result: ['x'], error: null } } },
      'findNotes that means nothing',
    ],
    [
      'a refused import',
      { answers: { importPackage: { result: null, error: 'Failed to open (os error 2)' } } },
      'Anki refused (importPackage): Failed to open (os error 2)',
    ],
  ])('tells of %s in a sentence', async (_, options, said) => {
    const { project } = await start(capitals, options);
    await expect(push()).rejects.toThrow(said);
    expect(leftovers(project.root)).toEqual([]);
  });

  it.each(['nonsense', 'https://example.org', 'file:///etc/passwd'])(
    'refuses the address %s',
    async (url) => {
      await start();
      await expect(push({}, { url })).rejects.toThrow('expected an address such as');
    },
  );

  it('refuses a timeout that is no time', async () => {
    await start();
    await expect(push({}, { timeout: 'soon' })).rejects.toThrow('expected seconds');
  });
});
