import { afterEach, describe, expect, it } from 'vitest';
import { makeProject, type TestProject } from '../project.ts';

const state: { project?: TestProject } = {};

afterEach(() => state.project?.remove());

/** Numbers by label, after the note went through these versions. */
async function numbers(
  ...versions: { list?: string; svg?: string }[]
): Promise<Record<string, number>> {
  const project = makeProject({});
  state.project = project;
  const result: Record<string, number> = {};
  for (const [index, { list = '', svg }] of versions.entries()) {
    const labels = svg === undefined ? '' : ' occlude=labels';
    project.change({
      'decks/a.md': `# Deck\n\n## A {#note type=occlusion${labels}}\n\n![](a.svg)\n\n${list}\n`,
      'decks/a.svg': `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">${svg ?? ''}</svg>`,
    });
    const { errors, ledger } = await project.build();
    expect(errors).toEqual([]);
    if (index < versions.length - 1) continue;
    for (const [number, text] of ledger.notes[0]?.cloze ?? []) result[text] = number;
  }
  return result;
}

const text = (label: string, y: number) => `<text x="10" y="${y}">${label}</text>`;

describe('a shape keeps its number', () => {
  it('when the labels of a drawing are moved, and another is put between', async () => {
    expect(
      await numbers(
        { svg: text('gate', 20) + text('cell', 50) + text('output', 80) },
        { svg: text('output', 20) + text('tanh', 40) + text('gate', 60) },
      ),
    ).toEqual({ output: 3, tanh: 4, gate: 1 });
  });

  it('when shapes of a list are put in another order and moved', async () => {
    expect(
      await numbers(
        { list: '- rect 0 0 .1 .1: one\n- rect .2 .2 .1 .1: two' },
        { list: '- rect .2 .3 .1 .1: two\n- rect .1 0 .1 .1: one' },
      ),
    ).toEqual({ one: 1, two: 2 });
  });

  it('without a label, by what it covers', async () => {
    expect(
      await numbers(
        { list: '- rect 0 0 .1 .1\n- rect .2 .2 .1 .1' },
        { list: '- rect .2 .2 .1 .1\n- rect 0 0 .1 .1' },
      ),
    ).toEqual({
      'rect:left=0:top=0:width=.1:height=.1': 1,
      'rect:left=.2:top=.2:width=.1:height=.1': 2,
    });
  });
});

describe('a note of shapes is sent out again', () => {
  it('when a shape has moved, and not before', async () => {
    const project = makeProject({});
    state.project = project;
    const build = async (list: string) => {
      project.change({
        'decks/a.md': `## A {#note type=occlusion}\n\n![](a.svg)\n\n- ${list}\n`,
        'decks/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"></svg>',
      });
      return (await project.build()).collection.notes[0]?.mod;
    };
    const first = await build('rect 0 0 .1 .1: one');
    expect(await build('rect 0 0 .1 .1: one')).toBe(first);
    expect(await build('rect 0 0 .2 .1: one')).not.toBe(first);
  });
});
