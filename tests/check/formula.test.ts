import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFormulaChecker, type FormulaProblem } from '../../src/check/formula/index.ts';
import { mathInvalid, mathUnclosed } from '../../src/messages/math.ts';

const checker = createFormulaChecker();
const macros = {
  R: '\\mathbb{R}',
  norm: '\\lVert #1 \\rVert',
  '\\pair': '(#1,#2)',
  broken: '\\mathbbb{Q}',
};

function check(tex: string): FormulaProblem | undefined {
  return checker.check(tex, true, macros);
}

const good = [
  'x',
  ' x ',
  'x^2 + y_1',
  "f''(x)",
  "x'^2",
  'x_1^2',
  '\\frac{a}{b}',
  '\\frac12',
  '\\dfrac{a}{b} \\tfrac{a}{b} \\cfrac{a}{b}',
  '\\binom{n}{k}',
  '\\sqrt[3]{x}',
  '\\sum_{i=1}^n i = \\frac{n(n+1)}{2}',
  '\\int_0^\\infty e^{-x^2}\\,dx',
  '\\lim_{x \\to 0} f(x)',
  '\\lim\\limits_{x}',
  '\\alpha\\beta\\Gamma\\varepsilon',
  '\\mathbb{R} \\mathcal{L} \\mathfrak{g} \\mathscr{H} \\mathrm{d}',
  '\\boldsymbol{x} \\mathbf{x}',
  '\\bf x',
  '\\text{if } x > 0',
  '\\text{a $x^2$ b}',
  '\\text{a \\(x\\) b}',
  '\\text{\\textbf{no macros in text}}',
  '\\textbf{a}\\textit{b}\\texttt{c}',
  '\\mbox{a}',
  '\\left( \\frac{a}{b} \\right)',
  '\\left\\{ x \\middle| y \\right.',
  '\\left\\lVert x \\right\\rVert',
  '\\big( \\Big[ \\bigg\\{ \\Bigg|',
  '\\lvert x \\rvert \\lVert x \\rVert',
  '\\{a, b\\}',
  'a \\\\ b',
  '\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}',
  '\\begin{align} a &= b \\\\ c &= d \\end{align}',
  '\\begin{align*} a &= b \\end{align*}',
  '\\begin{equation} a \\end{equation}',
  '\\begin{gather} a \\\\ b \\end{gather}',
  '\\begin{multline} a \\\\ b \\end{multline}',
  '\\begin{split} a &= b \\end{split}',
  '\\begin{cases} a & x > 0 \\\\ b & \\text{else} \\end{cases}',
  '\\begin{dcases} a & b \\end{dcases}',
  '\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}',
  '\\begin{bmatrix} 1 \\end{bmatrix} \\begin{vmatrix} 1 \\end{vmatrix}',
  '\\begin{psmallmatrix} a & b \\end{psmallmatrix}',
  '\\begin{array}{c|cc} a & b & c \\\\ \\hline d & e & f \\end{array}',
  '\\begin{matrix}\n a & b \\\\[2pt]\n c & d\n\\end{matrix}',
  '\\begin{CD} A @>f>> B \\\\ @VVV @VVV \\\\ C @>>> D \\end{CD}',
  '\\begin{prooftree}\\AxiomC{A}\\UnaryInfC{B}\\end{prooftree}',
  '\\begin{numcases}{f(x)=} a & b \\end{numcases}',
  '\\begin{empheq}[left=L]{align} a \\end{empheq}',
  '\\substack{a \\\\ b}',
  '\\overbrace{a+b}^{n} \\underbrace{c}_{m}',
  '\\overset{!}{=} \\underset{x}{\\min} \\stackrel{d}{=}',
  '\\hat{x} \\bar{x} \\vec{x} \\dot{x} \\ddot{x} \\tilde{x} \\widehat{xy}',
  '\\operatorname{argmax}_x \\operatorname*{argmax}_x',
  '\\ce{H2O}',
  '\\ce{2H2 + O2 -> 2H2O}',
  '\\ce{SO4^2-} \\ce{^{227}_{90}Th+}',
  '\\ce{A <=>[\\text{above}][\\Delta] B}',
  '\\pu{5.6 kJ//mol}',
  '\\cancel{x} \\bcancel{x} \\xcancel{x}',
  '\\boxed{x} \\fbox{x}',
  '\\color{red} x',
  '\\textcolor{#ff0000}{x} \\colorbox{yellow}{x}',
  '\\definecolor{mine}{RGB}{1,2,3}\\color{mine}x',
  '\\bbox[5px, border: 1px solid red]{x}',
  '\\enclose{circle}{x}',
  '\\bra{x}\\ket{y}\\braket{x|y}\\Set{x | y}',
  '\\xrightarrow[b]{a} \\xleftarrow{a} \\xmapsto{a}',
  '\\Newextarrow{\\xfoo}{5,5}{0x2192}\\xfoo{a}',
  '\\coloneqq \\prescript{14}{2}{\\mathbf{C}}',
  '\\DeclarePairedDelimiter{\\set}{\\{}{\\}}\\set{x}',
  '\\href{https://example.org}{x}',
  '\\class{important}{x} \\cssId{a}{x} \\style{color:red}{x}',
  '\\unicode{x41}',
  '\\verb|x_y|',
  '\\degree \\celsius \\ohm \\micro',
  '\\upalpha \\textdegree \\centernot\\to',
  '\\tag{1} x',
  '\\ref{x}',
  '\\nonumber x',
  '\\phantom{x}\\hspace{1em}\\quad\\!\\,\\;~x',
  '\\rule{1em}{2pt}\\raise 2pt {x}',
  '\\newcommand{\\x}[1]{#1^2}\\x{y}',
  '\\def\\x#1{#1}\\x y',
  '\\let\\x\\frac\\x12',
  '\\newenvironment{e}{(}{)}\\begin{e}x\\end{e}',
  '\\DeclareMathOperator{\\tr}{tr}\\tr A',
  '\\require{ams}x',
  '\\require{mhchem}\\ce{H2O}',
  '\\require{physics}\\qty(\\dv{f}{x})',
  '\\require{colorv2}x',
  'x % a comment',
  'x % a comment with $\ny',
  'x \\% y',
  '{a \\over b}',
  'a \\atop b',
  '{}^{14}_{6}\\mathrm{C}',
  '{}',
  'é ü 日本 Ω ∑ → 𝑥',
  '°',
  'a < b > c',
  '$x$',
  '\\R^n',
  '\\norm{x} \\pair{a}{b}',
];

describe('formulas that Anki shows', () => {
  it.each(good)('%s', (tex) => {
    expect(check(tex)).toBeUndefined();
    expect(checker.check(tex, false, macros)).toBeUndefined();
  });
});

/** TeX, the piece of it that is blamed, its offset, and words of the reason. */
const bad: [string, string, number, string][] = [
  ['\\foo', '\\foo', 0, 'command `\\foo`'],
  ['a + \\foo', '\\foo', 4, 'command `\\foo`'],
  ['\\foo bar', '\\foo', 0, 'command `\\foo`'],
  ['% \\foo\n \\foo', '\\foo', 8, 'command `\\foo`'],
  ['\\text{\\foo} \\foo', '\\foo', 12, 'command `\\foo`'],
  ['𝑥 \\foo', '\\foo', 3, 'command `\\foo`'],
  ['\\frac{a}{\\foo b}', '\\foo', 9, 'command `\\foo`'],
  ['\\sqrt{\\sqrt{\\foo}}', '\\foo', 12, 'command `\\foo`'],
  ['\\begin{matrix}a&b\\\\c&\\foo\\end{matrix}', '\\foo', 21, 'command `\\foo`'],
  ['\\ce{H2O + \\foo}', '\\foo', 10, 'command `\\foo`'],
  ['\\norm{\\foo}', '\\foo', 6, 'command `\\foo`'],
  ['\\text{a $\\foo$}', '\\foo', 9, 'command `\\foo`'],
  ['\\(x\\)', '\\(', 0, 'command `\\(`'],
  ['x \\] y', '\\]', 2, 'command `\\]`'],
  ['x \\broken', '\\broken', 2, '`\\mathbbb` in the macro `\\broken`'],
  ['\\qty(x)', '\\qty', 0, 'command `\\qty`'],
  ['\\newcommand{\\x}{\\y}\\x', '\\y', 16, 'command `\\y`'],
  ['\\frac{a}{b', '{', 8, '`{` that is never closed'],
  ['\\sqrt{\\frac{1}', '{', 5, '`{` that is never closed'],
  ['{a', '{', 0, '`{` that is never closed'],
  ['\\{ {a', '{', 3, '`{` that is never closed'],
  ['x^{2', '{', 2, '`{` that is never closed'],
  ['\\text{a', '{', 5, '`{` that is never closed'],
  ['\\mathbb{R', '{', 7, '`{` that is never closed'],
  ['a}', '}', 1, 'Unexpected `}`'],
  ['{a}} b', '}', 3, 'Unexpected `}`'],
  ['x + {\\frac}', '\\frac', 5, 'Unexpected `}`'],
  ['\\frac{1}', '\\frac', 0, 'after `\\frac`'],
  ['x^', '^', 1, 'after `^` or `_`'],
  ['a + \\sqrt', '\\sqrt', 4, 'after `\\sqrt`'],
  ['\\def\\x#1{#1}\\x', '\\x', 12, 'after `\\x`'],
  ['\\sqrt[3', '\\sqrt', 0, 'expected the `]`'],
  ['\\left( a', '\\left', 0, '`\\left` that is never closed'],
  ['a \\right)', '\\right', 2, 'Unexpected `\\right`'],
  ['a \\middle| b', '\\middle', 2, 'Unexpected `\\middle`'],
  ['\\left a', '\\left', 0, 'after `\\left`'],
  ['\\left{ a \\right}', '\\left', 0, 'after `\\left`'],
  ['a \\bigl x', '\\bigl', 2, 'after `\\bigl`'],
  ['x \\begin{pmatrix} a', '\\begin{pmatrix}', 2, 'an `\\end`'],
  ['\\begin{aligned}a\\end{align}', '\\end{align}', 16, 'Unexpected `\\end`'],
  ['\\begin{foo}a\\end{foo}', '\\begin{foo}', 0, 'environment `foo`'],
  [
    'a \\begin{tikzpicture}\\end{tikzpicture}',
    '\\begin{tikzpicture}',
    2,
    'environment `tikzpicture`',
  ],
  ['a \\end{pmatrix}', '\\end{pmatrix}', 2, 'Unexpected `\\end`'],
  ['a & b', '&', 2, 'Unexpected `&`'],
  ['x \\hline', '\\hline', 2, 'Unexpected `\\hline`'],
  ['x^2^3', '^', 3, 'second superscript'],
  ['\\sum_{i=1}^n x_i^2^3', '^', 18, 'second superscript'],
  ['\\frac{x^{2}^3}{2}', '^', 11, 'second superscript'],
  ['x_1_2', '_', 3, 'second subscript'],
  ["x^2'", "'", 3, 'Unexpected prime'],
  ['a # b', '#', 2, 'Unexpected `#`'],
  ['\\text{a $x b}', '\\text', 0, 'Unexpected `$`'],
  ['\\hspace{3foo}', '\\hspace', 0, 'argument of `\\hspace`'],
  ['a \\\\[2foo]', '\\\\', 2, 'Unexpected bracket'],
  ['a \\limits', '\\limits', 2, 'Unexpected `\\limits`'],
  ['a\\over b\\over c', '\\over', 8, 'Ambiguous use of \\over'],
  ['\\tag{1}\\tag{2}x', '\\tag', 7, 'Multiple \\tag'],
  ['\\verb|a', '\\verb', 0, "Can't find closing delimiter"],
  ['\\require{tikz}x', '\\require', 0, 'extension in `\\require`'],
  ['\\require{textmacros}x', '\\require', 0, 'extension in `\\require`'],
  ['\\require{autoload}x', '\\require', 0, 'extension in `\\require`'],
  ['x \\label{a}', '\\label', 2, 'Unexpected `\\label`'],
  ['x % {', '{', 4, 'Unexpected mark'],
  ['a\\', '\\', 1, 'Unexpected mark'],
];

describe('formulas that Anki does not show', () => {
  it.each(bad)('%s', (tex, piece, offset, reason) => {
    const problem = check(tex);
    expect(problem?.reason).toContain(reason);
    expect(problem?.reason).toMatch(/^Unexpected .*, expected /su);
    expect({ piece: tex.slice(offset, offset + piece.length), ...problem }).toMatchObject({
      piece,
      offset,
      length: piece.length,
    });
    expect(problem?.note).toMatch(/[.?]$/u);
  });

  it.each(['', ' ', '\n', '%', '% only a comment', '\\def\\x{y}', '\\newcommand{\\x}{y}'])(
    'shows nothing: %j',
    (tex) => {
      expect(check(tex)?.reason).toContain('empty formula');
    },
  );

  it('says where definitions belong when there is nothing else', () => {
    expect(check('\\newcommand{\\x}{y}')?.note).toContain('`macros`');
  });

  it.each([
    ['\\alhpa', '`\\alpha`'],
    ['\\fracc{a}{b}', '`\\frac`'],
    ['\\Mathbb{R}', '`\\mathbb`'],
    ['\\sqr{a}', '`\\sqrt`'],
    ['\\begin{alinged}a\\end{alinged}', '`aligned`'],
    ['\\bm{x}', '`\\boldsymbol`'],
    ['\\dv{x}', '`\\require{physics}`'],
    ['\\SI{5}{kg}', '`\\pu{5 kg}`'],
    ['\\[x\\]', 'dollars'],
  ])('knows what was meant by %s', (tex, suggestion) => {
    expect(check(tex)?.note).toContain(suggestion);
  });

  it('keeps names of any length short in its words', () => {
    expect(check(`\\${'a'.repeat(3000)}`)?.reason.length).toBeLessThan(200);
    expect(check(`\\begin{${'a'.repeat(3000)}}`)?.reason.length).toBeLessThan(200);
  });
});

describe('macros of the front matter', () => {
  it('are known only where they are given', () => {
    expect(checker.check('\\R', true, { R: '\\mathbb{R}' })).toBeUndefined();
    expect(checker.check('\\R', true)?.reason).toContain('`\\R`');
    expect(checker.check('\\R', true, { R: '\\foo' })?.reason).toContain(
      '`\\foo` in the macro `\\R`',
    );
  });

  it('take the arguments that they use', () => {
    expect(checker.check('\\f{a}{b}', true, { f: '#2\\#9#1' })).toBeUndefined();
    expect(checker.check('\\f{a}', true, { f: '#2#1' })?.reason).toContain('after `\\f`');
  });

  it('may have any name', () => {
    for (const name of ['', '\\', '__proto__', 'constructor', 'a b', '1', '\\\\x']) {
      expect(checker.check('x', true, { [name]: 'y' })).toBeUndefined();
    }
  });
});

describe('a formula does not change another', () => {
  const leaks: [string, string][] = [
    ['\\newcommand{\\leak}{x}\\leak', '\\leak'],
    ['\\def\\leak{x}\\leak', '\\leak'],
    ['\\let\\leak\\alpha\\leak', '\\leak'],
    ['\\let\\leak=(\\leak', '\\leak'],
    ['\\newenvironment{leak}{(}{)}\\begin{leak}x\\end{leak}', '\\begin{leak}x\\end{leak}'],
    ['\\DeclareMathOperator{\\leak}{x}\\leak', '\\leak'],
    ['\\DeclarePairedDelimiter{\\leak}{(}{)}\\leak{x}', '\\leak{x}'],
    ['\\Newextarrow{\\leak}{5,5}{8594}\\leak{x}', '\\leak{x}'],
    ['\\newtagform{leak}{(}{)}x', '\\usetagform{leak}x'],
    ['\\definecolor{leak}{rgb}{1,0,0}x', '\\definecolor{leak}{foo}{1}x'],
    ['\\require{physics}\\qty(x)', '\\qty(x)'],
  ];

  it.each(leaks)('%s, then %s', (first, second) => {
    const one = createFormulaChecker();
    one.check(first, true);
    expect(one.check(second, true)).toBeDefined();
    expect(one.check(second, true)).toEqual(createFormulaChecker().check(second, true));
  });

  it('not by taking a command away, nor by an error in the middle', () => {
    const one = createFormulaChecker();
    for (const first of [
      '\\def\\frac{x}\\frac',
      '\\renewcommand{\\sqrt}{\\foo}\\sqrt',
      '\\let\\alpha\\foo',
      '{\\left(\\begin{matrix}',
    ]) {
      one.check(first, true);
      expect(one.check(`\\frac{\\sqrt{\\alpha}}{${first.length}}`, true)).toBeUndefined();
    }
  });

  it('not in any order', () => {
    const formulas = [...good, ...bad.map(([tex]) => tex)];
    const alone = new Map(formulas.map((tex) => [tex, check(tex)]));
    fc.assert(
      fc.property(fc.shuffledSubarray(formulas, { minLength: 20, maxLength: 20 }), (order) => {
        const one = createFormulaChecker();
        for (const tex of order) expect(one.check(tex, true, macros)).toEqual(alone.get(tex));
      }),
      { numRuns: 10, seed: 20261123 },
    );
  });

  it('nor a global', () => {
    expect('MathJax' in globalThis).toBe(false);
  });
});

describe('hostile formulas come to an end', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
  const chain = (double: (name: string) => string): string =>
    letters
      .map((letter, index) => `\\def\\q${letter}{${double(`\\q${letters[index + 1] ?? 'x'}`)}}`)
      .concat('\\qa')
      .join('');

  it.each<[string, string]>([
    ['a macro of itself', '\\def\\a{\\a}\\a'],
    ['a macro of itself twice', '\\def\\a{\\a\\a}\\a'],
    ['a macro that grows', `\\def\\a{${'x'.repeat(4000)}\\a}\\a`],
    ['a macro in an argument', '\\def\\a{\\sqrt{\\a}}\\a'],
    ['a macro with a growing argument', '\\def\\a#1{\\a{#1#1}}\\a{x}'],
    ['an environment of itself', '\\newenvironment{a}{\\begin{a}}{\\end{a}}\\begin{a}\\end{a}'],
    ['doubling', chain((name) => `${name}${name}`)],
    ['doubling in arguments', chain((name) => `\\sqrt{${name}}\\sqrt{${name}}`)],
    ['doubling in text', chain((name) => `\\text{$${name}$}\\text{$${name}$}`)],
    ['copies of copies', `${'\\sideset{_1\\sum}{}{'.repeat(120)}x${'}'.repeat(120)}`],
    ['100 KB', 'x+'.repeat(50_000)],
    ['deep braces', `${'{'.repeat(2000)}x${'}'.repeat(2000)}`],
    ['deep arguments', `${'\\sqrt{'.repeat(240)}x${'}'.repeat(240)}`],
    ['deep environments', `${'\\begin{matrix}'.repeat(150)}x`],
    ['braces never closed', '{'.repeat(5000)],
    ['a matrix of a billion cells', '\\require{physics}\\xmat{x}{99999}{99999}'],
    ['a matrix of zeros', '\\require{physics}\\zmat{99999}{99999}'],
    ['an identity matrix', '\\require{physics}\\imat{999999999}'],
    ['a macro for its size', '\\require{physics}\\def\\a#1{\\imat{#1#1#1#1#1#1#1#1}}\\a{9}'],
    ['a diagonal matrix', `\\require{physics}\\dmat{${'1,'.repeat(2400)}1}`],
  ])('%s', (_, tex) => {
    expect(check(tex)?.reason).toMatch(/^Unexpected /u);
  });

  it.each<[string, string]>([
    ['many commands', '\\alpha '.repeat(700)],
    ['many primes', `x${"'".repeat(5000)}`],
    ['wide matrices', `\\begin{matrix}${'x&'.repeat(1000)}${'\\\\'.repeat(1000)}\\end{matrix}`],
    ['long chemistry', `\\ce{${'H2O + '.repeat(800)}}`],
    ['long units', `\\pu{${'1e3 m/s '.repeat(600)}}`],
    ['spaces', `${' '.repeat(5000)}x`],
    ['a matrix of fifty', '\\require{physics}\\begin{matrix}\\imat{50}\\end{matrix}'],
  ])('%s are read', (_, tex) => {
    expect(check(tex)).toBeUndefined();
  });

  it('is placed at a whole character', () => {
    expect(check('\\let\\frac\u{1d465}')).toMatchObject({ offset: 9, length: 2 });
  });

  it('any formula is told to be right or wrong, with a place within it', () => {
    const pieces = fc.constantFrom(
      ...[
        '\\frac',
        '{',
        '}',
        '\\left',
        '\\right',
        '(',
        ')',
        '\\begin{matrix}',
        '\\end{matrix}',
        '&',
        '\\\\',
        '^',
        '_',
        "'",
        '$',
      ],
      ...[
        '\\text{',
        '\\ce{',
        '\\def\\a',
        '\\a',
        '#1',
        '\\newcommand',
        '[',
        ']',
        '%',
        '\n',
        ' ',
        'x',
        '1',
        '\\foo',
        '\\R',
        '\\norm',
      ],
      ...[
        '\\require{physics}',
        '\\require{textmacros}',
        '\\qty',
        '\\sqrt',
        '\\sideset',
        '\\tag',
        '\\label',
        '\\verb|',
        '|',
        '\u{1d465}',
      ],
      ...[
        '\\begin{prooftree}',
        '\\AxiomC',
        '\\end{prooftree}',
        '\\begin{CD}',
        '@>>>',
        '\\end{CD}',
        '\\begin{',
        '\\let',
        '\\over',
        '\\pu',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), fc.boolean(), (parts, display) => {
        const tex = parts.join('');
        const problem = checker.check(tex, display, macros);
        if (!problem) return;
        expect(problem.reason).toMatch(/^Unexpected .*, expected /su);
        expect(problem.offset ?? 0).toBeGreaterThanOrEqual(0);
        expect((problem.offset ?? 0) + (problem.length ?? 0)).toBeLessThanOrEqual(tex.length);
      }),
      { numRuns: 1500, seed: 20261123 },
    );
  });
});

describe('the messages', () => {
  it('carry the words of the checker', () => {
    const problem = check('\\foo');
    expect(problem && mathInvalid(problem)).toMatchObject({
      id: 'math-invalid',
      severity: 'error',
      reason: problem?.reason,
    });
    expect(mathUnclosed()).toMatchObject({ id: 'math-unclosed', severity: 'error' });
  });
});
