import { afterEach, describe, expect, it } from 'vitest';
import { makeProject, type TestProject } from '../project.ts';

const state: { project?: TestProject } = {};

afterEach(() => state.project?.remove());

const svg = (radius: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="${radius}"/></svg>`;

/** Numbers by hidden text, after the note's text went through these versions. */
async function numbers(...versions: string[]): Promise<Record<string, number>> {
  const path = 'decks/a.md';
  const project = makeProject({ 'decks/one.svg': svg(1), 'decks/two.svg': svg(2) });
  state.project = project;
  const result: Record<string, number> = {};
  for (const [index, version] of versions.entries()) {
    const type = version.startsWith('![](one.svg)') ? ' type=image-occlusion' : '';
    project.change({ [path]: `# Deck\n\n## The note {#note${type}}\n\n${version}\n` });
    const { errors, ledger } = await project.build();
    expect(errors).toEqual([]);
    if (index < versions.length - 1) continue;
    for (const [number, text] of ledger.notes[0]?.cloze ?? []) result[text] = number;
  }
  return result;
}

describe('a deletion keeps its number', () => {
  it('in the order of writing at first, around written ones', async () => {
    expect(await numbers('{{one}} and {{c2::two}} and {{three}}')).toEqual({
      one: 1,
      two: 2,
      three: 3,
    });
  });

  it('when the one before it is removed', async () => {
    expect(await numbers('{{one}}, {{two}}, {{three}}', '{{one}}, two, {{three}}')).toEqual({
      one: 1,
      three: 3,
    });
  });

  it('when another is put before it', async () => {
    expect(await numbers('{{one}}, {{two}}', '{{zero}}, {{one}}, {{two}}')).toEqual({
      zero: 3,
      one: 1,
      two: 2,
    });
  });

  it('when they are put in another order', async () => {
    expect(await numbers('{{one}}, {{two}}, {{three}}', '{{three}}, {{one}}, {{two}}')).toEqual({
      one: 1,
      two: 2,
      three: 3,
    });
  });

  it('when it is reworded a little', async () => {
    expect(await numbers('{{the mean of x}}, {{two}}', '{{The means of x}}, {{two}}')).toEqual({
      'The means of x': 1,
      two: 2,
    });
  });

  it('when it is reworded wholly in its place', async () => {
    expect(await numbers('{{one}}, {{two}}, {{three}}', '{{one}}, {{zwei}}, {{three}}')).toEqual({
      one: 1,
      zwei: 2,
      three: 3,
    });
  });

  it('when it is a picture without words', async () => {
    const [one, two] = ['{{![](one.svg)}}', '{{![](two.svg)}}'];
    expect(await numbers(`${one} ${two}`, `${one} ${two}`, `${two} and ${one}`)).toEqual({
      'one.svg': 1,
      'two.svg': 2,
    });
  });

  it('when it is a shape over a picture, with a label or without', async () => {
    const shapes = (...lines: string[]) =>
      `![](one.svg)\n\n${lines.map((line) => `- ${line}\n`).join('')}`;
    const [left, right, bare] = [
      'rect 0 0 .1 .1: left',
      'rect .5 0 .1 .1: right',
      'rect 0 .5 .1 .1',
    ];
    const [, last] = Object.entries(
      await numbers(
        shapes(left, bare, right),
        shapes('rect .9 .9 .1 .1', right, bare, left.replace('0 0', '.01 .01')),
      ),
    ).sort(([, a], [, b]) => a - b);
    expect(last?.[0]).toContain('top=.5');
    expect(
      await numbers(shapes(left, right), shapes('rect .9 .9 .1 .1: new', right, left)),
    ).toEqual({ left: 1, right: 2, new: 3 });
  });

  it('when it gets a hint, emphasis or math around it', async () => {
    expect(await numbers('{{one}}, {{two}}', '{{**one**::which?}}, {{two}}')).toEqual({
      one: 1,
      two: 2,
    });
  });
});

describe('a number that the author writes', () => {
  /** What is said of the last of these versions. */
  async function said(...versions: string[]) {
    const project = makeProject({});
    state.project = project;
    const messages: string[][] = [];
    for (const version of versions) {
      project.change({ 'decks/a.md': `# Deck\n\n## The note {#note}\n\n${version}\n` });
      messages.push((await project.build()).messages.map(({ id, reason }) => `${id}: ${reason}`));
    }
    return messages.at(-1);
  }

  it('is what it is, and a warning tells whose history goes to another text', async () => {
    expect(await said('{{c1::one}}, {{c2::two}}', '{{c2::one}}, {{c1::two}}')).toEqual([
      'cloze-number-moved: Unexpected number 2 for the deletion "one", expected 1, by which learners know it',
      'cloze-number-moved: Unexpected number 1 for the deletion "two", expected 2, by which learners know it',
    ]);
  });

  it('takes it from a deletion that numbered itself, and that is said', async () => {
    expect(await said('{{one}}, {{two}}', '{{c1::zero}}, {{one}}, {{two}}')).toEqual([
      'cloze-number-moved: Unexpected number 3 for the deletion "one", expected 1, by which learners know it',
    ]);
  });

  it('may be put around what had it anyway', async () => {
    expect(await said('{{one}}, {{two}}', '{{c1::one}}, {{two}}')).toEqual([]);
  });
});

describe('a dead number', () => {
  it('is not given to another deletion, in this build or later', async () => {
    expect(
      await numbers('{{one}}, {{two}}', '{{one}}, two', '{{one}}, two, {{brand new}}'),
    ).toEqual({ one: 1, 'brand new': 3 });
  });

  it('is not given to what stands in its place, if the old text is still there, unhidden', async () => {
    expect(await numbers('{{alpha}} then {{beta}}', '{{alpha}} then beta, or {{omega}}')).toEqual({
      alpha: 1,
      omega: 3,
    });
  });

  it('comes back with its own text', async () => {
    expect(await numbers('{{one}}, {{two}}', '{{one}}', '{{one}}, {{two}}')).toEqual({
      one: 1,
      two: 2,
    });
  });

  it('may be written by hand', async () => {
    expect(await numbers('{{one}}, {{two}}', '{{one}}', '{{one}}, {{c2::two}}')).toEqual({
      one: 1,
      two: 2,
    });
  });
});
