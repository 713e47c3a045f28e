import { describe, expect, it } from 'vitest';
import { diff } from '../../src/diff/index.ts';
import { changesFile } from '../../src/site/about.ts';
import { createTypesetter } from '../../src/site/math.ts';
import { plainFormulas, typesetText, wholeTitle } from '../../src/site/typeset.ts';
import { smallDeck } from '../diff/small.ts';

const typesetter = createTypesetter('fonts');

describe('a text of the page of what is new', () => {
  it('has its formulas typeset, and all else escaped', () => {
    const { html } = typesetText('If <b> & \\(a < b\\), then', typesetter);
    expect(html).toMatch(/^If &lt;b&gt; &amp; <mjx-container .*<\/mjx-container>, then$/su);
    expect(html).not.toMatch(/\\\(|mjx-merror/u);
  });

  it('stays as it is where a change has cut a formula in two', () => {
    expect(typesetText('is \\(x = <', typesetter).html).toBe('is \\(x = &lt;');
    expect(typesetText('1\\) and \\[y', typesetter).html).toBe('1\\) and \\[y');
  });

  it('is TeX where it comes from another release', () => {
    expect(plainFormulas('\\(\\sigma(z)\\) and \\[x\\]')).toBe('\\sigma(z) and x');
  });

  it.each([
    ['A probability \\(p\\) is \\(z = \\ln…', 'A probability \\(p\\) is…'],
    ['A display \\[x', 'A display…'],
    ['A whole \\(x\\)', 'A whole \\(x\\)'],
    ['No formula…', 'No formula…'],
  ])('ends before the formula in which it is cut off: %s', (title, whole) => {
    expect(wholeTitle(title)).toBe(whole);
  });
});

describe('the page of what is new', () => {
  const plan = { decks: [], notes: new Map(), notetypes: new Map() };
  const frame = { name: 'D', lang: 'en', hasCredits: false, hasChanges: true, hasPosters: false };
  const release = (back: string, age = 0) =>
    smallDeck([{ guid: 'a', fields: ['Why?', back], age }]);
  const shown = (before: string, after: string) =>
    changesFile(
      { since: 'v1', diff: diff(release(before), release(after, 5)) },
      ...([plan, typesetter, frame] as const),
    ).text;

  it('shows what is new in a note, and what is gone', () => {
    expect(shown('A {{c1::red}} \\(x\\)', 'A {{c1::blue}} \\(x\\)')).toMatch(
      /A <del>red<\/del><ins>blue<\/ins> <mjx-container/u,
    );
  });

  it('says so where only its gaps are others', () => {
    const page = shown('A {{c1::red}} sky', 'A {{c1::red::colour?}} sky');
    expect(page).toContain('<span class="small">Back</span> other gaps</p>');
    expect(page).not.toMatch(/<(?:ins|del)>/u);
  });
});
