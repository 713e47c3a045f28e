import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finderOf } from '../../src/outputs/names-in-text.ts';

const letters = fc.constantFrom('a', 'b', '.', 'é', '\ud83d', '\u4e00');
const names = fc.array(fc.string({ unit: letters, minLength: 1, maxLength: 12 }), { maxLength: 8 });

describe('names in a text', () => {
  it('are those that the text includes', () => {
    fc.assert(
      fc.property(
        names,
        fc.array(fc.oneof(fc.string({ unit: letters, maxLength: 9 }), names.map(String))),
        (all, pieces) => {
          const text = [...pieces, ...all.slice(0, 3)].join('');
          expect([...finderOf(all)(text)].sort()).toEqual(
            [...new Set(all.filter((name) => text.includes(name)))].sort(),
          );
        },
      ),
      { seed: 9, numRuns: 2000 },
    );
  });

  it('are found where they begin and end the text, and one within another', () => {
    const find = finderOf([
      'picture-1.png',
      'big-picture-1.png',
      'ture-1.png',
      'other-picture.png',
    ]);
    expect(find('big-picture-1.png')).toEqual(
      new Set(['big-picture-1.png', 'picture-1.png', 'ture-1.png']),
    );
  });
});
