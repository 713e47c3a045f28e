import { afterEach, describe, expect, it } from 'vitest';
import { makeProject, type TestProject } from '../project.ts';

const state: { project?: TestProject } = {};

afterEach(() => state.project?.remove());

/** Numbers by hidden text, after the note's text went through these versions. */
async function numbers(...versions: string[]): Promise<Record<string, number>> {
  const path = 'decks/a.md';
  const project = makeProject({});
  state.project = project;
  const result: Record<string, number> = {};
  for (const [index, version] of versions.entries()) {
    project.change({ [path]: `# Deck\n\n## The note {#note}\n\n${version}\n` });
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

  it('when it gets a hint, emphasis or math around it', async () => {
    expect(await numbers('{{one}}, {{two}}', '{{**one**::which?}}, {{two}}')).toEqual({
      one: 1,
      two: 2,
    });
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
