import { afterEach, describe, expect, it } from 'vitest';
import { makeProject, type TestProject } from '../project.ts';

const state: { project?: TestProject } = {};

afterEach(() => state.project?.remove());

describe('a heading with escaped marks', () => {
  it.each([
    ['braces', 'one \\{\\{a}}', 'one {{a}}'],
    ['braces before attributes', 'one \\{\\{a}} {.t}', 'one {{a}}'],
    ['signs of equality before attributes', 'one \\==a== {#x .t}', 'one ==a=='],
    ['braces by their names before attributes', 'one &#123;&#123;a}} {.t}', 'one {{a}}'],
  ])('has text, and no deletion: %s', async (_, heading, front) => {
    state.project = makeProject({ 'decks/a.md': `## ${heading}\n\nback\n` });
    const { errors, collection } = await state.project.build();
    expect([errors, collection.notes[0]?.fields.slice(0, 2)]).toEqual([[], [front, 'back']]);
  });
});
