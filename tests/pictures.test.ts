import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { examplesIn, pages } from './examples.ts';

const folder = fileURLToPath(new URL('../docs/pictures/language', import.meta.url));
const page = 'docs/language.md';
const text = pages().get(page) ?? '';
const shown = [...text.matchAll(/^!\[(.+)\]\(pictures\/language\/(.+)\.webp\)$/gmu)];

describe('the pictures of the language', () => {
  it('stand each below the example of its name, with words for those who cannot see it', () => {
    const starts = examplesIn(page, text).map(({ name }) => ({
      name,
      at: text.search(new RegExp(`^<!-- example: ${name}[ ]`, 'mu')),
    }));
    const above = (at: number) => starts.findLast((start) => start.at < at)?.name;
    expect(shown.map(({ index }) => above(index))).toEqual(shown.map(([, , name]) => name));
    expect(shown.filter(([, words = '']) => words.length < 20)).toEqual([]);
    expect(shown.length).toBeGreaterThan(25);
  });

  it('are all shown, and light', () => {
    const files = readdirSync(folder);
    expect(files.sort()).toEqual(shown.map(([, , name]) => `${name}.webp`).sort());
    const bytes = files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    expect(bytes).toBeLessThan(1_500_000);
  });
});
