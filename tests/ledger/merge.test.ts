import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Built, type Files, makeProject, type TestProject } from '../project.ts';

const state: { project?: TestProject } = {};

afterEach(() => state.project?.remove());

const deck = (name: string, ...notes: (string | [string, string])[]) =>
  `# ${name}\n\n${notes
    .map((note) => (typeof note === 'string' ? [note, `The answer to: ${note}`] : note))
    .map(([front, back]) => `## ${front}\n\n${back}\n`)
    .join('\n')}`;

const [a, b] = ['decks/a.md', 'decks/b.md'];
const base: Files = {
  'deckwright.yaml': 'namespace: merge\n',
  [a]: deck('A', 'First?', 'Second?', 'Third?', 'Fourth?'),
  [b]: deck('B', 'Fifth?', 'Sixth?'),
};

interface Merge {
  /** Paths with conflicts. */
  conflicts: string[];
  before: Built;
  left: Built;
  right: Built;
  project: TestProject;
}

/** Two authors change the same project, each builds and commits; then one branch is merged into the other. */
async function merged(left: Files, right: Files, more: Files = {}, now?: number): Promise<Merge> {
  const project = makeProject({ ...base, ...more });
  state.project = project;
  const git = (...words: string[]) =>
    execFileSync(
      'git',
      [
        ...['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'core.autocrlf=false'],
        ...['-c', 'commit.gpgsign=false', '-c', 'core.hooksPath=/dev/null', ...words],
      ],
      { cwd: project.root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
  const release = async (files: Files) => {
    project.change(files);
    const built = await project.build(now === undefined ? {} : { now });
    expect(built.errors).toEqual([]);
    git('add', '-A');
    git('commit', '-qm', 'release');
    return built;
  };
  git('init', '-q', '-b', 'main');
  const before = await release({});
  git('checkout', '-qb', 'right');
  const onRight = await release(right);
  git('checkout', '-q', 'main');
  const onLeft = await release(left);
  const conflicts = () => git('diff', '--name-only', '--diff-filter=U').split('\n').filter(Boolean);
  try {
    git('merge', '-q', '-m', 'merge', 'right');
  } catch {
    return { conflicts: conflicts(), before, left: onLeft, right: onRight, project };
  }
  return { conflicts: [], before, left: onLeft, right: onRight, project };
}

/** What both sides did is in the merged ledger, and a build finds nothing more to do. */
async function expectBoth({ conflicts, left, right, project }: Merge, changed: string[]) {
  expect(conflicts).toEqual([]);
  const built = await project.build();
  expect(built.errors).toEqual([]);
  expect(built.changes).toMatchObject({ added: [], changed: [], retired: [] });
  for (const front of changed) {
    const side = front in right.guids && right.mods[front] !== left.mods[front] ? right : left;
    expect([front, built.guids[front]]).toEqual([front, side.guids[front]]);
  }
  return built;
}

describe('two branches merge without a conflict, and no change is lost', () => {
  it('when they touch different notes', async () => {
    const merge = await merged(
      { [a]: deck('A', ['First?', 'Mended.'], 'Second?', 'Third?', 'Fourth?') },
      { [a]: deck('A', 'First?', 'Second?', 'Third?', ['Fourth?', 'Mended.']) },
    );
    const built = await expectBoth(merge, ['First?', 'Fourth?']);
    expect(built.mods['First?']).toBe(merge.left.mods['First?']);
    expect(built.mods['Fourth?']).toBe(merge.right.mods['Fourth?']);
  });

  it('when the notes are neighbours', async () => {
    const merge = await merged(
      { [a]: deck('A', 'First?', ['Second?', 'Mended.'], 'Third?', 'Fourth?') },
      { [a]: deck('A', 'First?', 'Second?', ['Third?', 'Mended.'], 'Fourth?') },
    );
    const built = await expectBoth(merge, ['Second?', 'Third?']);
    expect(built.mods['Second?']).toBe(merge.left.mods['Second?']);
    expect(built.mods['Third?']).toBe(merge.right.mods['Third?']);
  });

  it('when both append to different files', async () => {
    const merge = await merged(
      { [a]: deck('A', 'First?', 'Second?', 'Third?', 'Fourth?', 'Left?') },
      { [b]: deck('B', 'Fifth?', 'Sixth?', 'Right?') },
    );
    await expectBoth(merge, ['Left?', 'Right?']);
  });

  it('when one removes a note and the other mends another', async () => {
    const merge = await merged(
      { [a]: deck('A', 'First?', 'Third?', 'Fourth?') },
      { [b]: deck('B', ['Fifth?', 'Mended.'], 'Sixth?') },
    );
    const built = await expectBoth(merge, ['Fifth?']);
    expect(built.ledger.retired.map(({ front }) => front)).toEqual(['Second?']);
  });

  it('when each removes another note, and git is told to keep the lines of both', async () => {
    const merge = await merged(
      { [a]: deck('A', 'First?', 'Third?', 'Fourth?') },
      { [b]: deck('B', 'Fifth?') },
      { '.gitattributes': 'deckwright.lock merge=union\n' },
    );
    const built = await expectBoth(merge, ['First?', 'Fifth?']);
    expect(built.ledger.retired.map(({ front }) => front).sort()).toEqual(['Second?', 'Sixth?']);
    const guids = built.ledger.retired.map(({ guid }) => guid);
    expect(guids).toEqual([...guids].sort());
  });

  it('when one renames a file and the other mends a note elsewhere', async () => {
    const merge = await merged(
      { [b]: undefined, 'decks/renamed.md': deck('B', 'Fifth?', 'Sixth?') },
      { [a]: deck('A', ['First?', 'Mended.'], 'Second?', 'Third?', 'Fourth?') },
    );
    await expectBoth(merge, ['First?', 'Fifth?', 'Sixth?']);
  });

  it('when both make notes in the same second: each gets a note id of its own', async () => {
    const merge = await merged(
      { [a]: deck('A', 'First?', 'Second?', 'Third?', 'Fourth?', 'Left?') },
      { [b]: deck('B', 'Fifth?', 'Sixth?', 'Right?') },
      {},
      1800000000,
    );
    const built = await expectBoth(merge, ['Left?', 'Right?']);
    const ids = built.collection.notes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('when both add a file in the same place, and git is told to keep the lines of both', async () => {
    const merge = await merged(
      { 'decks/a-left.md': deck('Left', 'Left?', 'Left too?') },
      { 'decks/a-right.md': deck('Right', 'Right?') },
      { '.gitattributes': 'deckwright.lock merge=union\n' },
    );
    await expectBoth(merge, ['Left?', 'Left too?', 'Right?']);
  });
});

describe('after a merge', () => {
  it('the same note mended on both sides is a conflict; with both lines kept, the newer counts', async () => {
    const merge = await merged(
      { [a]: deck('A', ['First?', 'Mended left.'], 'Second?', 'Third?', 'Fourth?') },
      { [a]: deck('A', ['First?', 'Mended right.'], 'Second?', 'Third?', 'Fourth?') },
    );
    expect(merge.conflicts).toEqual([a, 'deckwright.lock']);
    const { project } = merge;
    project.change({
      [a]: deck('A', ['First?', 'Mended by both.'], 'Second?', 'Third?', 'Fourth?'),
    });
    const stopped = await project.build();
    expect(stopped.errors.map(({ id }) => id)).toEqual(['ledger-conflict']);
    const lock = readFileSync(join(project.root, 'deckwright.lock'), 'utf8');
    project.change({ 'deckwright.lock': lock.replace(/^(<{7}|={7}|>{7}).*\n/gmu, '') });
    const built = await project.build();
    expect(built.errors).toEqual([]);
    expect(built.ledger.notes).toHaveLength(6);
    expect(built.guids).toEqual(merge.before.guids);
    const newest = Math.max(merge.left.mods['First?'] ?? 0, merge.right.mods['First?'] ?? 0);
    expect(built.mods['First?']).toBeGreaterThan(newest);
  });

  it('the same note made on both sides is one, and is told from a second of its front', async () => {
    const merge = await merged(
      { 'decks/left.md': deck('Left', 'Both?') },
      { 'decks/right.md': deck('Right', 'Both?') },
      { '.gitattributes': 'deckwright.lock merge=union\n' },
    );
    expect(merge.conflicts).toEqual([]);
    const built = await merge.project.build();
    expect(built.errors).toEqual([]);
    const guids = built.ledger.notes.map(({ guid }) => guid);
    expect(new Set(guids).size).toBe(8);
    expect(guids).toContain(merge.left.guids['Both?']);
    expect(new Set(built.ledger.notes.map(({ id }) => id)).size).toBe(8);
  });

  it('a note that one side removed and the other moved is living, not retired', async () => {
    const merge = await merged(
      { [a]: deck('A', 'First?', 'Third?', 'Fourth?') },
      {
        [a]: deck('A', 'First?', 'Third?', 'Fourth?'),
        [b]: deck('B', 'Fifth?', 'Sixth?', 'Second?'),
      },
    );
    expect(merge.left.ledger.retired).toHaveLength(1);
    const built = await expectBoth(merge, ['Second?']);
    expect(built.guids).toEqual(merge.before.guids);
    expect(built.ledger.retired).toEqual([]);
  });

  it.each([
    ['twice among the notes', (note: string) => ['"notes": [\n', `"notes": [\n${note}\n,\n`]],
    ['among the retired too', (note: string) => ['"retired": [\n', `"retired": [\n${note}\n`]],
    ['without the line between', (note: string) => [`${note}\n,\n`, `${note}\n${note}\n`]],
    ['with a line too many', (note: string) => [`${note}\n,\n`, `${note}\n,\n,\n`]],
  ])('a note that stands %s is read as one', async (_, change) => {
    const project = makeProject(base);
    state.project = project;
    const first = await project.build();
    const lock = readFileSync(join(project.root, 'deckwright.lock'), 'utf8');
    const note = lock.split('\n').find((line) => line.includes('"First?"')) ?? '';
    const [from = '', to = ''] = change(note);
    expect(lock).toContain(from);
    project.change({ 'deckwright.lock': lock.replace(from, to) });
    const second = await project.build();
    expect(second.errors).toEqual([]);
    expect(second.ledger).toEqual(first.ledger);
  });
});
