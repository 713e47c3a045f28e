import { describe, expect, it } from 'vitest';
import { expandMacros } from '../../src/render/macros.ts';
import { closeMark, openMark } from '../../src/render/marks.ts';

const macros = {
  R: '\\mathbb{R}',
  eps: '\\varepsilon',
  norm: '\\lVert #1 \\rVert',
  pair: '(#2,#1)',
  twice: '#1#1',
  self: '\\pair{#1}{#1}',
  loop: '\\loop',
  bomb: '\\bombb\\bombb',
  bombb: '\\bomb\\bomb',
};
const [open, close] = [openMark([1]), closeMark];

describe('a macro is written out', () => {
  it.each([
    [
      'where its name ends, and not within a longer one',
      '\\R^n \\Re \\\\R',
      '\\mathbb{R}^n \\Re \\\\R',
    ],
    ['with the arguments in braces', '\\pair{a{b}}{c\\}}', '(c\\},a{b})'],
    ['with arguments of one letter or command', '\\pair x\\alpha', '(\\alpha,x)'],
    ['within an argument', '\\norm{\\norm{x}}', '\\lVert \\lVert x \\rVert \\rVert'],
    ['in another macro', '\\self y', '(y,y)'],
    [
      'in braces where one argument is wanted',
      'x^\\R \\frac\\R2',
      'x^{\\mathbb{R}} \\frac{\\mathbb{R}}2',
    ],
    [
      'apart from letters that follow',
      '\\twice{\\eps}\\twice{a\\eps b}',
      '\\varepsilon\\varepsilon a\\varepsilon ba\\varepsilon b',
    ],
    ['around a deletion', `\\norm{${open}x${close}}`, `\\lVert ${open}x${close} \\rVert`],
    [
      'with a deletion for an argument',
      `\\norm ${open}x y${close}z`,
      `\\lVert ${open}x y${close} \\rVert z`,
    ],
    ['within a deletion', `${open}\\R${close}`, `${open}\\mathbb{R}${close}`],
  ])('%s', (_what, tex, expected) => {
    expect(expandMacros(tex, macros)).toBe(expected);
  });
});

describe('a formula stays as it is', () => {
  it.each([
    ['without a macro', '\\frac{a}{b}'],
    ['where an argument is missing', '\\norm'],
    ['where a brace is open', '\\norm{x'],
    ['where a macro goes around in circles', '\\loop + \\R'],
    ['where macros grow beyond bounds', '\\bomb'],
    ['where very many would take too much', '\\norm{'.repeat(20_000)],
  ])('%s', (_what, tex) => {
    expect(expandMacros(tex, macros)).toBe(tex);
  });
});
