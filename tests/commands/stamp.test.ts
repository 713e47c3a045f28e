import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { makeProject, type TestProject } from '../project.ts';
import { testWorld } from './world.ts';

const state: { project?: TestProject } = {};

afterEach(() => state.project?.remove());

const deck = [
  '\uFEFF# Deck\r\n\r\n## What is a *gradient*?   \r\n\r\nA vector.\r\n',
  '\r\n## What is a gradient!\r\n\r\nAlso a vector.  \r\n',
  '\r\n## Tagged {.tag type=reversed Source="{x}"}\r\n\r\nBack.\r\n',
  '\r\n## Closed ##\r\n\r\nBack.\r\n',
  '\r\n## Has one {#kept}\r\n\r\nBack.\r\n',
  '\r\n## Что такое градиент?\r\n\r\nВектор.',
].join('');

const stamped = deck
  .replace('*gradient*?   ', '*gradient*? {#what-is-a-gradient}   ')
  .replace('gradient!', 'gradient! {#what-is-a-gradient-2}')
  .replace('{.tag', '{#tagged .tag')
  .replace('Closed ##', 'Closed {#closed} ##')
  .replace('градиент?', 'градиент? {#что-такое-градиент}');

describe('stamp', () => {
  it('writes ids and touches no other byte, and nothing the second time', async () => {
    const project = makeProject({ 'decks/a.md': deck });
    state.project = project;
    const world = testWorld(project.root);
    expect(await commands.stamp?.run({}, [], world)).toBe(0);
    expect(readFileSync(join(project.root, 'decks/a.md'), 'utf8')).toBe(stamped);
    expect(await commands.stamp?.run({}, [], world)).toBe(0);
    expect(readFileSync(join(project.root, 'decks/a.md'), 'utf8')).toBe(stamped);
    expect(world.out()).toBe('decks/a.md  5 ids written\nEvery note has an id.\n');
  });

  it('keeps every history and changes no note', async () => {
    const project = makeProject({ 'decks/a.md': deck });
    state.project = project;
    const first = await project.build();
    expect(first.errors).toEqual([]);
    await commands.stamp?.run({ quiet: true }, [], testWorld(project.root));
    const second = await project.build();
    expect(second.guids).toEqual(first.guids);
    expect(second.mods).toEqual(first.mods);
    expect(second.ledger.notes.every(({ name }) => name !== undefined)).toBe(true);
  });

  it('writes ids behind Q: and C:, and changes no note', async () => {
    const qa = [
      '---\nform: qa\n---\n\nQ: What is # \\{\\{\nor \\[?\nA: A sign.\n',
      '\nC:\nA [deletion], one \\[more\\].  \n\nQ: Tagged {.tag}  \r\nA: Yes.\n',
    ].join('');
    const project = makeProject({ 'decks/a.md': qa });
    state.project = project;
    const first = await project.build();
    expect(first.errors).toEqual([]);
    expect(await commands.stamp?.run({ quiet: true }, [], testWorld(project.root))).toBe(0);
    expect(readFileSync(join(project.root, 'decks/a.md'), 'utf8')).toBe(
      qa
        .replace('is # \\{\\{', 'is # \\{\\{ {#what-is-or}')
        .replace('C:', 'C: {#a-deletion-one-more}')
        .replace('{.tag}', '{#tagged .tag}'),
    );
    const second = await project.build();
    expect(second.errors).toEqual([]);
    expect(Object.values(second.guids)).toEqual(Object.values(first.guids));
    expect(second.mods).toEqual(first.mods);
  });

  it('fills the column id of a table, and leaves a table without one as it is', async () => {
    const csv =
      '\uFEFFFront,id,Back\r\n"one ""1""",,"the\r\nback"\r\ntwo,kept,back\r\n"three", "",back';
    const md =
      '---\nform: table\n---\n\n| id | Front | Back |\n|---|---|---|\n| | four | back |\n||five|back|\n';
    const without = 'Front,Back\nsix,back\n';
    const project = makeProject({ 'decks/a.csv': csv, 'decks/b.md': md, 'decks/c.csv': without });
    state.project = project;
    const first = await project.build();
    expect(first.errors).toEqual([]);
    const world = testWorld(project.root);
    expect(await commands.stamp?.run({}, [], world)).toBe(0);
    const read = (path: string) => readFileSync(join(project.root, path), 'utf8');
    expect(read('decks/a.csv')).toBe(
      csv.replace('",,', '",one-1,').replace(' "",back', ' "three",back'),
    );
    expect(read('decks/b.md')).toBe(
      md.replace('| | four', '| four| four').replace('||f', '|five|f'),
    );
    expect(read('decks/c.csv')).toBe(without);
    expect(world.out()).toBe(
      [
        'decks/a.csv  2 ids written\n',
        'decks/b.md  2 ids written\n',
        'decks/c.csv  1 row left as is: no column `id`\n',
      ].join(''),
    );
    const second = await project.build();
    expect(second.guids).toEqual(first.guids);
    expect(second.mods).toEqual(first.mods);
  });

  it('--check fails where an id is missing, and writes nothing', async () => {
    const project = makeProject({ 'decks/a.md': deck });
    state.project = project;
    const world = testWorld(project.root);
    expect(await commands.stamp?.run({ check: true }, [], world)).toBe(1);
    expect(world.err()).toContain('decks/a.md:3:1');
    expect(readFileSync(join(project.root, 'decks/a.md'), 'utf8')).toBe(deck);
    const forPrograms = testWorld(project.root);
    await commands.stamp?.run({ check: true, json: true }, [], forPrograms);
    const { ok, messages } = JSON.parse(forPrograms.out());
    expect(ok).toBe(false);
    expect(messages[0]).toMatchObject({ file: 'decks/a.md', line: 3, id: 'note-without-id' });
    project.change({ 'decks/a.md': stamped });
    expect(await commands.stamp?.run({ check: true }, [], world)).toBe(0);
  });
});
