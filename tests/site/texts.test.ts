import { describe, expect, it } from 'vitest';
import { createTypesetter } from '../../src/site/math.ts';
import { plainFormulas, typesetText, wholeTitle } from '../../src/site/typeset.ts';

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
