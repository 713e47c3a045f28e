import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { type Files, makeProject, type TestProject } from '../project.ts';
import { testWorld } from './world.ts';

const state: { project?: TestProject } = {};

afterEach(() => state.project?.remove());

async function check(values: Record<string, string | boolean>, env: Record<string, string> = {}) {
  const world = testWorld(state.project?.root ?? '', env);
  const code = await commands.check?.run(values, [], world);
  return { code, out: world.out(), err: world.err() };
}

function project(files: Files): TestProject {
  state.project = makeProject(files);
  return state.project;
}

function textOf(path: string): string {
  return readFileSync(join(state.project?.root ?? '', path), 'utf8');
}

const orange = '## What colour is an orange, at least a ripe orange?\n\nIt is orange.\n';
const bad = orange.replace('It is orange', 'Orange');

describe('check --fix', () => {
  const deck = [
    '\uFEFF# Deck\r\n\r\n## Tags {.a .b  .A Source=".x .x"}\r\n\r\nBack {c1::six} and é {c2::seven::z}.\r\n',
    '\r\n## Colons\r\n\r\n{{c1:one}}, {{ C2 ::two}} and {{c3::three}}  \r\n',
    '\r\n## Border\r\n\r\nThe front goes on.\r\n---\r\n\r\nThe back.\r\n',
    '\n## Other ends\r\rLast.',
  ].join('');
  const fixed = deck
    .replace('  .A', '')
    .replace('{c1::six}', '{{c1::six}}')
    .replace('{c2::seven::z}', '{{c2::seven::z}}')
    .replace('{{c1:one', '{{c1::one')
    .replace('{{ C2 ::two', '{{c2::two')
    .replace('on.\r\n---', 'on.\r\n\r\n---');

  it('corrects what has one right form, and touches no other byte', async () => {
    project({ 'decks/a.md': deck, 'decks/b.md': '## Fine\n\nAs it is.\n' });
    expect((await check({})).code).toBe(1);
    expect(textOf('decks/a.md')).toBe(deck);
    const { code, out } = await check({ fix: true });
    expect(textOf('decks/a.md')).toBe(fixed);
    expect([code, out]).toEqual([0, '6 corrections\n5 notes, nothing to complain about.\n']);
    const again = await check({ fix: true, json: true });
    expect(JSON.parse(again.out)).toEqual({ ok: true, notes: 5, messages: [] });
    expect(textOf('decks/a.md')).toBe(fixed);
  });

  it('leaves alone what may be meant otherwise', async () => {
    const unsure = [
      '## Question?\n\nIs this a heading?\n---\n\nBack.\n',
      '\n## Code\n\n`{c1::x}` and \\{c1::x}\n',
      '\n## {{c1:::x}} stays\n\nBack.\n',
    ].join('');
    project({ 'decks/a.md': unsure });
    await check({ fix: true });
    expect(textOf('decks/a.md')).toBe(unsure);
  });
});

describe('check --write-baseline', () => {
  it('accepts what is found, until the note changes', async () => {
    const made = project({ 'decks/a.md': bad, 'decks/unused.svg': '<svg/>' });
    expect((await made.build()).messages.map(({ id }) => id)).toEqual([
      'answer-in-question',
      'unused-media',
    ]);
    const first = await check({ 'write-baseline': true });
    expect([first.code, first.out.split('\n')[0]]).toEqual([
      0,
      'deckwright-baseline.json  2 findings',
    ]);
    const baseline = textOf('deckwright-baseline.json');
    expect((await made.build()).messages).toEqual([]);

    // Moved down, to another file, and with other line breaks: still accepted.
    made.change({
      'decks/a.md': '## New above\n\nText.\n',
      'decks/b.md': `\n\n${bad.replace('\n\nO', '\n\n\nO')}`,
    });
    expect((await made.build()).messages).toEqual([]);
    await check({ 'write-baseline': true, quiet: true });
    expect(textOf('deckwright-baseline.json')).toBe(baseline);

    // Another text, and a new note: both are said.
    made.change({
      'decks/b.md': bad.replace('a ripe', 'a sweet ripe'),
      'decks/c.md': bad.replace('colour', 'taste'),
    });
    const { messages } = await made.build();
    const said = messages.filter(({ id }) => id === 'answer-in-question');
    expect(said.map(({ file }) => file)).toEqual(['decks/b.md', 'decks/c.md']);
    const { accepted } = JSON.parse((await check({ json: true })).out);
    expect(accepted).toBe(2);
  });
});

describe('check --reporter', () => {
  it('prints annotations with paths from the top of the repository', async () => {
    const { root } = project({ 'sub/decks/a.md': bad });
    const { code, out, err } = await check(
      { root: 'sub', reporter: 'github' },
      { GITHUB_WORKSPACE: root },
    );
    expect(code).toBe(0);
    expect(out).toMatch(/^::warning file=sub\/decks\/a\.md,line=1,endLine=1,col=1,/u);
    expect(err).toContain('decks/a.md:1:1 warning');
  });

  it('prints one document and nothing else for programs', async () => {
    project({ 'decks/a.md': bad });
    const sarif = await check({ reporter: 'sarif', fix: true, 'write-baseline': true });
    expect([JSON.parse(sarif.out).version, sarif.err]).toEqual(['2.1.0', '']);
    const world = testWorld(state.project?.root ?? '');
    await commands.build?.run({ reporter: 'sarif' }, [], world);
    expect([JSON.parse(world.out()).runs.length, world.err()]).toEqual([1, '']);
  });

  it('refuses a form that there is not', async () => {
    project({ 'decks/a.md': bad });
    await expect(check({ reporter: 'serif' })).rejects.toThrow('did you mean sarif?');
    await expect(check({ reporter: 'sarif', json: true })).rejects.toThrow('one of the two');
  });
});
