import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlain } from '../../src/check/formula/plain.ts';
import {
  accents,
  bases,
  commands,
  delimiterCommands,
  environments,
  functions,
  operators,
  sizes,
  spaces,
  unscripted,
} from '../../src/check/formula/plain-commands.ts';
import { createTexReader } from '../../src/check/formula/read.ts';

/** `FORMULAS=20000` and a longer `--testTimeout` for a long run. */
const runs = Number(process.env.FORMULAS ?? 600);
const readTex = createTexReader();

/** What MathJax says against a formula, in a line or as a display. */
function complaint(tex: string): string | undefined {
  const failure = readTex(tex, true, {}) ?? readTex(tex, false, {});
  return failure && `${failure.id} ${failure.message}`;
}

/** An array says what its columns are. */
function begin(name: string): string {
  return `\\begin{${name}}${name === 'array' ? '{c|rl}' : ''}`;
}

const atoms = [
  ...'abxyz0129',
  ...'+-=(),.[]|/:;!?<>*',
  ...'{}^_&\\\'"~#$%@ \n',
  ...['{a}', '_{i}', '^{2}', '^2', "'", "''", '{}', '\\\\', '\\\\[', ' & ', 'é', '’', '\\'],
  ...[
    ...bases,
    ...functions,
    ...spaces,
    ...accents,
    ...commands.keys(),
    ...delimiterCommands,
    ...sizes,
  ],
  ...[...accents, ...commands.keys()].flatMap((command) => [`${command}{a}`, `${command}{a}{b}`]),
  ...[...environments].flatMap((name) => [
    begin(name),
    `\\begin{${name}}`,
    `\\end{${name}}`,
    `${begin(name)}a & b \\\\ c\\end{${name}}`,
  ]),
  ...[
    '\\hline ',
    '\\limits',
    '\\nolimits',
    '\\middle/',
    '[3]',
    '\\sqrt[n]',
    '\\text{é, "so" / 5}',
    '{cc}',
  ],
  ...['\\left(', '\\right)', '\\left.', '\\right|', '\\left\\{', '\\middle|', '\\over', '\\limits'],
  ...['\\text{if }', '\\text{$x$}', '\\operatorname{softmax}', '\\operatorname*{a}', '\\tag{1}'],
  ...['\\label{a}', '\\hline', '\\unknown', '\\mathbb R', '\\frac12', '\\sqrt[3]{x}', '\\ce{H2O}'],
];

/** Of formulas that are put together soundly, so that most of them are plain. */
const { sound } = fc.letrec<{ sound: string; term: string }>((tie) => ({
  sound: fc.array(tie('term'), { minLength: 1, maxLength: 3 }).map((terms) => terms.join(' ')),
  term: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...'abxyz0129+-=,', ...bases, ...functions, ...spaces),
    fc.tuple(fc.constantFrom(...accents), tie('sound')).map(([name, a]) => `${name}{${a}}`),
    fc
      .tuple(fc.constantFrom(...commands), tie('sound'), tie('sound'))
      .map(([[name, arity], a, b]) => `${name}{${a}}${arity === 2 ? `{${b}}` : ''}`),
    fc
      .tuple(fc.constantFrom('x', ')', '{a}', ...bases, ...functions), tie('sound'), tie('sound'))
      .map(([base, a, b]) => `${base}_{${a}}^{${b}}`),
    fc
      .tuple(fc.constantFrom('(', '[', '.', '|', ...delimiterCommands), tie('sound'))
      .map(([delimiter, a]) => `\\left${delimiter} ${a} \\right${delimiter}`),
    fc
      .tuple(tie('sound'), tie('sound'))
      .map(([a, b]) => `\\left\\{ ${a} \\middle| ${b} \\right\\}`),
    fc
      .tuple(fc.constantFrom(...operators), fc.constantFrom('\\limits', '\\nolimits'), tie('sound'))
      .map(([name, how, a]) => `${name}${how}_{${a}}^n`),
    fc
      .tuple(tie('term'), fc.constantFrom('_a', '^2', "'", '_{n}^b'), tie('sound'))
      .map(([term, scripts, a]) => `{${term}}${scripts} ${a}${scripts}`),
    fc.tuple(tie('term'), fc.constantFrom('_a', '^2', "'")).map((pair) => pair.join('')),
    tie('sound').map(
      (a) => `\\begin{array}{cl|r} \\hline ${a} & b \\\\ \\hline\\hline \\end{array}`,
    ),
    tie('sound').map((a) => `\\sqrt[3]{${a}} \\operatorname*{arg max}_{${a}} \\text{as "é" is}`),
    fc
      .tuple(fc.constantFrom(...environments), fc.array(tie('sound'), { maxLength: 4 }))
      .map(([name, cells]) => `${begin(name)}${cells.join(' & ')}\\\\ a\\end{${name}}`),
  ),
}));

/** Sound ones with a few characters or pieces taken, doubled, moved or put in. */
const spoilt = fc
  .tuple(
    sound,
    fc.array(fc.tuple(fc.nat(), fc.nat(6), fc.constantFrom(...atoms)), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([tex, changes]) =>
    changes.reduce((text, [where, length, atom]) => {
      const at = where % (text.length + 1);
      return text.slice(0, at) + (length % 2 ? atom : '') + text.slice(at + (length >> 1));
    }, tex),
  );

describe('a formula that is plain', () => {
  it.each([...bases, ...functions, ...spaces])(
    '%s is read by MathJax wherever it may stand',
    (command) => {
      for (const tex of [command, `a ${command} b`, `{${command}}`, `\\frac{${command}}{a}`]) {
        expect(isPlain(tex), tex).toBe(true);
        expect(complaint(tex), tex).toBeUndefined();
      }
      for (const tex of [
        `x^${command}`,
        `${command}_1^2`,
        `${command}'`,
        `\\hat{${command}}_${command}`,
      ])
        if (isPlain(tex)) expect(complaint(tex), tex).toBeUndefined();
    },
  );

  it.each([
    ...[...accents].map((command) => `${command}{a}_1^{2} ${command} x`),
    ...[...commands].map(([command, arity]) =>
      arity === 1
        ? `${command}{ab}_1^2 ${command} x`
        : `${command}{ab}{c}${unscripted.has(command) ? '' : '_1^2'} ${command} x2`,
    ),
    ...[...delimiterCommands].map(
      (command) => `\\left${command} a \\right${command}_1^2 \\big${command}`,
    ),
    ...[...sizes].map((command) => `${command}( ${command}\\{ ${command}.`),
    ...[...environments].map(
      (name) => `${begin(name)} a & b \\\\ c & \\frac{1}{2} \\end{${name}}_1^2`,
    ),
  ])('%s is read by MathJax', (tex) => {
    expect(isPlain(tex)).toBe(true);
    expect(complaint(tex)).toBeUndefined();
  });

  it('is read by MathJax, however it is put together', () => {
    let plain = 0;
    fc.assert(
      fc.property(sound, (tex) => {
        if (!isPlain(tex)) return;
        plain += 1;
        expect(complaint(tex)).toBeUndefined();
      }),
      { numRuns: runs, seed: 1 },
    );
    expect(plain).toBeGreaterThan(runs * 0.5);
  });

  it('is read by MathJax, whatever was done to it', () => {
    let plain = 0;
    fc.assert(
      fc.property(spoilt, (tex) => {
        if (!isPlain(tex)) return;
        plain += 1;
        expect(complaint(tex)).toBeUndefined();
      }),
      { numRuns: runs, seed: 2 },
    );
    expect(plain).toBeGreaterThan(runs * 0.05);
  });

  it('is read by MathJax, if it is pieces thrown together', () => {
    const thrown = fc.array(fc.constantFrom(...atoms), { maxLength: 6 }).map((all) => all.join(''));
    fc.assert(
      fc.property(thrown, (tex) => {
        if (isPlain(tex)) expect(complaint(tex)).toBeUndefined();
      }),
      { numRuns: runs * 2, seed: 3 },
    );
  });
});

describe('not plain is', () => {
  it.each([
    '',
    ' ',
    'x^2^3',
    "x'^2",
    'x^',
    '^2',
    '\\frac{a}',
    '{a',
    'a}',
    'a & b',
    'a \\\\ b',
    '\\begin{aligned}[t] a \\end{aligned}',
    '\\begin{matrix} a \\\\ [b] \\end{matrix}',
    '\\begin{cases} a \\end{matrix}',
    '\\left( a',
    '\\left( a \\right',
    '\\right)',
    '\\text{$}',
    '\\boldsymbol{\\sum_{a}^n}_a',
    '\\boldsymbol{\\overset{a}{b}}^2',
    '\\unknown',
    'a % b',
    'a \\) b',
    '\\',
    'x'.repeat(2_001),
    `${'{'.repeat(30)}x${'}'.repeat(30)}`,
  ])('%j', (tex) => {
    expect(isPlain(tex)).toBe(false);
  });

  it('what the author gave another meaning', () => {
    expect(isPlain('\\alpha', { alpha: '\\beta #1' })).toBe(false);
    expect(isPlain('\\alpha', { '\\sqrt': '#1' })).toBe(false);
    expect(isPlain('\\text{a}', { text: '\\undefined' })).toBe(false);
    expect(isPlain('\\alpha', { R: '\\mathbb{R}' })).toBe(true);
    expect(isPlain('\\R', { R: '\\mathbb{R}' })).toBe(false);
  });
});
