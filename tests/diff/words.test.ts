import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type WordPart, wordDiff } from '../../src/diff/index.ts';

describe('a word diff', () => {
  it.each([
    ['the same', 'a b', 'a b', 'a b'],
    ['one word', 'The cat sat', 'The dog sat', 'The [-cat-]{+dog+} sat'],
    ['an addition', 'a c', 'a b c', 'a {+b +}c'],
    ['a removal', 'a b c', 'a c', 'a [-b -]c'],
    ['from nothing', '', 'new', '{+new+}'],
    ['to nothing', 'old', '', '[-old-]'],
    ['a mark', 'Is it?', 'Is it!', 'Is it[-?-]{+!+}'],
    ['a script without spaces', '東京都', '京都市', '[-東-]京都{+市+}'],
    ['part of a word', 'ein Übergang', 'ein Übung', 'ein [-Übergang-]{+Übung+}'],
  ])('shows %s', (_, before, after, shown) => {
    expect(asText(wordDiff(before, after))).toBe(shown);
  });

  it('gives both texts back', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'word', '。', '\n') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = wordDiff(before, after);
        const side = (left: string) =>
          parts.flatMap(({ kind, text }) => (kind === left ? [] : [text])).join('');
        expect([side('added'), side('removed')]).toEqual([before, after]);
      }),
      { seed: 20261123 },
    );
  });

  it('gives up on long texts that have nothing in common', () => {
    const before = Array.from({ length: 20_000 }, (_, index) => `a${index}`).join(' ');
    const parts = wordDiff(`start ${before} end`, `start ${before.replaceAll('a', 'b')} end`);
    expect(parts.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same']);
  });
});

function asText(parts: readonly WordPart[]): string {
  const brackets = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;
  return parts
    .map(({ kind, text }) => brackets[kind].join('\0').replace('\0', () => text))
    .join('');
}
