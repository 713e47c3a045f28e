import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { ruleIds } from '../../src/rules.ts';
import { makeProject, type TestProject } from '../project.ts';
import { badNotes } from './bad-notes.ts';
import { goodNotes } from './good-notes.ts';

/** Decks as people write them. */
const good = fileURLToPath(new URL('good', import.meta.url));

const state: { project?: TestProject } = {};

afterEach(() => state.project?.remove());

const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>';
const media = {
  'decks/bone.svg': drawing,
  'decks/equation-3.png': 'png',
  'decks/roots.png': 'png too',
  'decks/nightingale.mp3': new Uint8Array(2_100_000).fill(1),
};

function project(files: Parameters<typeof makeProject>[0]): TestProject {
  state.project = makeProject(files);
  return state.project;
}

describe('a bad note', () => {
  it('is caught by the rule meant for it, and by no other', async () => {
    const names = Object.keys(badNotes);
    const files = names.map((name, index) => [`decks/${index}.md`, badNotes[name] ?? '']);
    const { messages } = await project({ ...media, ...Object.fromEntries(files) }).build();
    const said = names.map((name, index) => [
      name,
      messages.filter(({ file }) => file === `decks/${index}.md`).map(({ id }) => id),
    ]);
    expect(said).toEqual(names.map((name) => [name, [name.split(' ')[0]]]));
    expect(names.length).toBeGreaterThan(20);
  });

  it('is there for every rule that looks at notes', () => {
    const covered = new Set(Object.keys(badNotes).map((name) => name.split(' ')[0]));
    const others = ['unused-media', 'unlicensed-media'];
    expect(ruleIds.filter((id) => !covered.has(id) && !others.includes(id))).toEqual([]);
  });
});

describe('a good note', () => {
  it('is left alone, with every rule on that judges no taste', async () => {
    const { messages, ledger } = await project({
      'decks/bone.svg': drawing,
      'decks/good.md': goodNotes,
      'decks/more.md': '# More\n\n## See also\n\nMuch more.\n',
    }).build();
    expect(messages).toEqual([]);
    expect(ledger.notes.length).toBeGreaterThan(40);
  });

  it('of any subject and form is left alone with default settings', async () => {
    const decks = readdirSync(good, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.\w+$/u.test(path),
    );
    const { messages, ledger } = await project(
      Object.fromEntries(
        decks.map((path) => [`decks/${path}`, readFileSync(join(good, path), 'utf8')]),
      ),
    ).build();
    expect(messages).toEqual([]);
    expect(ledger.notes.length).toBeGreaterThan(300);
    const types = new Set(ledger.notes.map(({ type }) => type));
    expect([...types].sort()).toEqual(
      'basic choice cloze image-occlusion reversed typed'.split(' '),
    );
  });

  it('in another language is not judged by the words of English', async () => {
    const text = (lang: string) => `---\nlang: ${lang}\n---\n\n## What is it?\n\nA tree.\n`;
    const { messages } = await project({
      'decks/english.md': text('en-GB'),
      'decks/german.md': text('de').replace('## What', '## So what').replace('tree', 'Baum'),
      'decks/dutch.md': text('nl').replace('tree', 'boom'),
    }).build();
    expect(messages.map(({ file, id }) => [file, id])).toEqual([
      ['decks/english.md', 'pronoun-without-noun'],
    ]);
  });
});
