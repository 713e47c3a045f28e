import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { makeProject, type TestProject } from '../project.ts';
import { testWorld } from './world.ts';

const state: { project?: TestProject } = {};

afterEach(() => state.project?.remove());

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';

function project(): TestProject {
  const made = makeProject({
    'decks/one.md': '## Where is the dot? {#it .tag}\n\n![a dot](dot.svg) and ![two](two.svg)\n',
    'decks/two.md': '## A *second* deck {#other}\n\nYes.\n',
    'decks/dot.svg': svg,
    'decks/two.svg': `${svg}\n`,
  });
  state.project = made;
  return made;
}

async function build(root: string, values: Record<string, string>): Promise<string> {
  const world = testWorld(root);
  expect([await commands.build?.run(values, [], world), world.err()]).toEqual([0, '']);
  return world.out();
}

describe('build --format', () => {
  it('text writes a text file for each deck', async () => {
    const { root } = project();
    const said = await build(root, { format: 'text' });
    expect(said).toMatch(
      /^dist\/one\.txt {2}1 note, 1 card, 1 deck, 2 media, 1 kB\ndist\/two\.txt/u,
    );
    expect(said).toContain('A text file holds no media');
    const text = readFileSync(join(root, 'dist/two.txt'), 'utf8');
    expect(text).toMatch(/^#separator:tab\n#html:true\n#guid column:1\n/u);
    expect(text).toContain('\tTwo\tA <em>second</em> deck\t');
  });

  it('json writes one document, with --package single', async () => {
    const { root } = project();
    await build(root, { format: 'json', package: 'single' });
    const name = readdirSync(join(root, 'dist')).find((file) => file.endsWith('.json')) ?? '';
    const document = JSON.parse(readFileSync(join(root, 'dist', name), 'utf8'));
    expect([document.version, document.notes.length, document.media.length]).toEqual([1, 2, 2]);
  });

  it('crowdanki writes a folder for each deck, and takes away media that it once listed there', async () => {
    const { root, change } = project();
    const said = await build(root, { format: 'crowdanki', package: 'single' });
    expect(said).toMatch(/^dist\/one\/deck\.json {2}1 note/u);
    const media = join(root, 'dist/one/media');
    const before = readdirSync(media);
    expect(before).toHaveLength(2);
    change({
      'dist/one/media/own.txt': 'mine',
      'decks/one.md': '## Where is the dot? {#it}\n\nA dot.\n',
    });
    change({ 'decks/one.md': '## Where is the dot? {#it}\n\n![a dot](dot.svg)\n' });
    change({ 'decks/two.svg': undefined });
    await build(root, { format: 'crowdanki' });
    const after = readdirSync(media);
    expect(after).toHaveLength(2);
    expect(after).toContain('own.txt');
    expect(before).toEqual(expect.arrayContaining(after.filter((name) => name !== 'own.txt')));
    expect(existsSync(join(root, 'dist/two/media'))).toBe(false);
  });

  it.each(['../../evil.txt', '..', '', 'a\\b', '/evil.txt'])(
    'crowdanki takes away nothing outside of its media folder, though an old deck.json names %s',
    async (name) => {
      const { root, change } = project();
      const list = JSON.stringify({ media_files: [name, 5] });
      change({ 'dist/one/deck.json': list, 'dist/evil.txt': 'x', 'evil.txt': 'x' });
      await build(root, { format: 'crowdanki' });
      change({ 'dist/one/deck.json': list.replace(',5', '') });
      await build(root, { format: 'crowdanki' });
      expect([existsSync(join(root, 'dist/evil.txt')), existsSync(join(root, 'evil.txt'))]).toEqual(
        [true, true],
      );
      expect(readdirSync(join(root, 'dist/one/media'))).toHaveLength(2);
    },
  );

  it.each(['text', 'crowdanki', 'json'])('%s gives the same bytes each time', async (format) => {
    const { root } = project();
    const read = () =>
      readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map(({ parentPath, name }) => readFileSync(join(parentPath, name)).toString('base64'));
    await build(root, { format });
    const first = read();
    await build(root, { format });
    expect(read()).toEqual(first);
    expect(first.length).toBeGreaterThan(1);
  });
});
