import { afterEach, describe, expect, it } from 'vitest';
import { type Built, type Files, makeProject, type TestProject } from '../project.ts';

const state: { project?: TestProject } = {};

afterEach(() => state.project?.remove());

async function build(files: Files): Promise<Built> {
  state.project?.remove();
  state.project = makeProject(files);
  return state.project.build();
}

function said({ messages }: Built): string[] {
  return messages.map(({ file, id, severity }) => `${file} ${id} ${severity}`);
}

const note = (front = 'Name the colour of a ripe orange, please') => `## ${front}\n\nOrange.\n`;
const rules = (severity: string) => `rules:\n  answer-in-question: ${severity}\n`;

describe('the severity of a rule', () => {
  it('is set for the project, a folder and a file, and the nearest counts', async () => {
    const built = await build({
      'deckwright.yaml': rules('info'),
      'decks/a.md': `# A\n\n${note()}`,
      'decks/b/_deck.yaml': rules('error'),
      'decks/b/b.md': `# B\n\n${note()}`,
      'decks/b/c.md': `---\n${rules('off')}---\n\n# C\n\n${note()}`,
      'decks/b/d/_deck.yaml': rules('{severity: warning}'),
      'decks/b/d/d.md': `# D\n\n${note()}`,
    });
    expect(said(built).filter((line) => line.includes('answer-in-question'))).toEqual([
      'decks/a.md answer-in-question info',
      'decks/b/b.md answer-in-question error',
      'decks/b/d/d.md answer-in-question warning',
    ]);
  });

  it('stays what it was when only more is told, and a rule of taste is then on', async () => {
    const long = `## Why?\n\n${'word '.repeat(12)}\n`;
    const files = (yaml: string) => ({ 'deckwright.yaml': yaml, 'decks/a.md': long });
    expect(said(await build(files('')))).toEqual([]);
    const told = 'rules:\n  long-answer: {words: 10}\n';
    expect(said(await build(files(told)))).toEqual(['decks/a.md long-answer warning']);
    const off = 'rules:\n  long-answer: {words: 10, severity: off}\n';
    expect(said(await build(files(off)))).toEqual([]);
  });

  it("of a file that no note uses is the project's", async () => {
    const files = { 'decks/a.md': '## A\n\nB.\n', 'decks/x.svg': '<svg/>' };
    expect(said(await build(files))).toEqual(['decks/x.svg unused-media warning']);
    const off = { ...files, 'deckwright.yaml': 'rules:\n  unused-media: off\n' };
    expect(said(await build(off))).toEqual([]);
  });

  it('of an unknown rule, and an unknown severity, is an error at its place', async () => {
    const built = await build({
      'deckwright.yaml': 'rules:\n  answer-in-questions: off\n  cloze-tiny: of\n',
      'decks/a.md': '## A\n\nB.\n',
    });
    expect(built.messages.map(({ line, column, note }) => [line, column, note])).toEqual([
      [2, 3, 'Did you mean `answer-in-question`?'],
      [3, 15, 'Did you mean `off`?'],
    ]);
  });
});

describe('a comment', () => {
  const silent = '<!-- deckwright-disable answer-in-question cloze-tiny -->';
  const next = '<!-- deckwright-disable-next answer-in-question -->';

  it('switches rules off for the note it stands in, or the next one, and for no other', async () => {
    const other = (front: string) => note(`Name ${front} of a ripe orange, please`);
    const built = await build({
      'decks/a.md': [
        `# A\n\n${next}\n\n${other('a shade')}`,
        other('the tint'),
        `${other('a hue')}\n${silent}\n\n${next}\n`,
        `<!-- any comment -->\n\n${other('paints')}`,
        `## B\n\nC.\n\n${silent}\n`,
      ].join('\n'),
    });
    expect(built.messages.map(({ line, id }) => [line, id])).toEqual([[9, 'answer-in-question']]);
  });

  it('is no content: the note does not change for learners', async () => {
    const before = await build({ 'decks/a.md': note() });
    state.project?.change({ 'decks/a.md': `${next}\n\n${note()}\n${silent}\n` });
    const after = await state.project?.build();
    expect(after?.messages).toEqual([]);
    expect(after?.mods).toEqual(before.mods);
    expect(after?.guids).toEqual(before.guids);
    expect(after?.ledger.notes[0]?.hash).toBe(before.ledger.notes[0]?.hash);
  });

  it('that belongs to no note, or cannot be read, is an error', async () => {
    const built = await build({
      'decks/a.md': [
        `${silent}\n\n## A\n\nB.\n`,
        '<!-- deckwright-disable -->\n',
        '<!-- deckwright-disable cloze-tiny --> and more\n',
        '<!-- deckwright-enable cloze-tiny -->\n',
        '<!-- deckwright-disable cloze-tyni -->\n',
        next,
      ].join('\n'),
    });
    expect(built.messages.map(({ line, id }) => [line, id])).toEqual([
      [1, 'disable-invalid'],
      [7, 'disable-invalid'],
      [9, 'disable-invalid'],
      [11, 'disable-invalid'],
      [13, 'unknown-rule'],
      [15, 'disable-invalid'],
    ]);
  });
});

describe('licences: required', () => {
  const decks = {
    'deckwright.yaml': 'licences: required\n',
    'decks/a/trees.md': '## A\n\n![](oak.svg) ![](more/ash.svg)\n\n## B\n\n![](oak.svg)\n',
    'decks/a/oak.svg': '<svg>oak</svg>',
    'decks/a/more/ash.svg': '<svg>ash</svg>',
  };
  const credit = '{author: Ada, licence: CC0-1.0}';

  it('wants a credit for each file, at the place where it is shown first', async () => {
    const built = await build(decks);
    expect(said(built)).toEqual([
      'decks/a/trees.md unlicensed-media error',
      'decks/a/trees.md unlicensed-media error',
    ]);
    expect(built.messages.map(({ line, column }) => [line, column])).toEqual([
      [3, 1],
      [3, 14],
    ]);
  });

  it('takes credits of files and folders, beside them or above', async () => {
    const credits = { 'decks/a/credits.yaml': `oak.svg: ${credit}\nmore/: ${credit}\n` };
    expect(said(await build({ ...decks, ...credits }))).toEqual([]);
    expect(said(await build({ ...decks, 'decks/credits.yaml': `./: ${credit}\n` }))).toEqual([]);
  });

  it('says what is wrong in a credits file, even where none is required', async () => {
    const built = await build({
      ...decks,
      'deckwright.yaml': '',
      'decks/a/credits.yaml': 'oak.svg: {author: Ada, license: CC0-1.0}\n',
    });
    expect(said(built)).toEqual(['decks/a/credits.yaml yaml-unknown-key error']);
    const stray = `oak.svg: ${credit}\noke.svg: ${credit}\n`;
    const again = await build({
      ...decks,
      'deckwright.yaml': '',
      'decks/a/credits.yaml': stray,
    });
    expect(again.messages.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'Unexpected credit for oke.svg, expected oak.svg'],
    ]);
  });
});
