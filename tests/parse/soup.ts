import fc from 'fast-check';

/** Texts that are dense with what Markdown may read in more than one way. */
const marks =
  '* ** *** _ __ ~~ ~ ` `` $ $$ $x$ $$x$$ $a|b$ [ ] ( ) ](u) [t](u) ![i](u) [r] [r][] [r][s] ![r] [^n] ! \\ \\* \\$ \\` \\[ \\] \\| < > <b> </b> <!--c--> <a@b.c> <http://a.b> http://a.b www.a.b a@b.c &amp; &nbsp; & &#65; | - + # = : . , ; " \' “ ” — ^ { } {{ }} {{c1::x}} == 1. 2) 漢 漢字[かん] か か。 （ ） é ß \u00a0 \u200b \u3000 😀 𝒳 € ₿ 5 42 $5 a b word `c` *e* **s** ~~d~~'.split(
    ' ',
  );
const plain = ['a', 'b', 'word', ' ', ' ', ' ', ' ', 'x y', ', ', '. '];
const line = (extra: string[]) =>
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...plain) },
        { weight: 2, arbitrary: fc.constantFrom(...extra) },
      ),
      {
        minLength: 1,
        maxLength: 9,
      },
    )
    .map((parts) => parts.join(''));

const inline = line([...marks, ' ', '  ']);
const calm = line([
  '*e*',
  '**s**',
  '`c`',
  '$x$',
  '$$y^2$$',
  '[t](u)',
  '[t](https://a.b/c_d "t")',
  '![i](u)',
  '*',
  '**',
  '_',
  '$',
  '`',
  '(',
  ')',
  '\\*',
  '\\$',
  '&amp;',
  '漢字',
  'é',
  '—',
  '😀',
  '~~d~~',
  '{{c1::x}}',
  '[r]',
  '"q"',
  '==',
]);
const starts = fc.constantFrom(
  ...[
    '',
    '',
    '',
    '',
    '# ',
    '## ',
    '- ',
    '- ',
    '* ',
    '+ ',
    '1. ',
    '2. ',
    '3) ',
    '10. ',
    '  ',
    '   ',
    '    ',
    '  - ',
    '   - ',
    '    - ',
    '   1. ',
    '> ',
    '> ',
    '> > ',
    '- [ ] ',
    '- [x] ',
    '* [X] ',
    '- - ',
    '- # ',
    '-   ',
    '- > ',
    '\t',
    '#',
    '- \t',
    '>',
    '  > ',
    '[r]: ',
    '[^n]: ',
    '| ',
    ': ',
  ],
);
const fixed = fc.constantFrom(
  ...[
    '',
    '',
    '',
    '',
    '',
    '---',
    '***',
    '===',
    '- - -',
    '```',
    '```',
    '```py',
    '~~~',
    '````',
    '  ```',
    '- ```',
    '> ```',
    '$$',
    '$$',
    '  $$',
    '$$ ',
    '- $$',
    '|---|---|',
    '| - | :-: |',
    '|:--|',
    '--|--',
    ':-:',
    '-',
    '*',
    '1.',
    '-  ',
    '>',
    '> ',
    '  ',
    ' ',
    '<div>',
    '</div>',
    '<!-- c -->',
    '<!--',
    '-->',
    '<?',
    '?>',
    '<pre>',
    '#',
    '##',
    '[r]: /u',
    '[^n]: note',
    '```{=html}',
    '    code',
    '\\',
    '#### x ####',
    'a  ',
    'a\\',
    '| a | b |',
    '| a | b |\n|---|---|\n| 1 | $x$ |',
    '- a\n  - b\n    - c',
    '1. a\n\n   b\n2. c',
    '> q\n> r',
    '```js\nx < y\n```',
    '$$\nx\n$$',
    '- [x] a\n- [ ] b',
  ],
);
const wild = fc.tuple(starts, inline).map((parts) => parts.join(''));
const mild = fc.tuple(starts, calm).map((parts) => parts.join(''));
const mildStart = fc.constantFrom(
  ...[
    '',
    '',
    '',
    '# ',
    '## ',
    '- ',
    '* ',
    '1. ',
    '2. ',
    '  - ',
    '   - ',
    '   ',
    '  ',
    '> ',
    '- [ ] ',
    '- [x] ',
    '| ',
  ],
);
const calmLine = fc.tuple(mildStart, calm).map((parts) => parts.join(''));

/** What people write, and what is near to it. */
const phrases = fc
  .array(
    fc.oneof(
      {
        weight: 8,
        arbitrary: fc.constantFrom(
          'a',
          'word',
          'The x is',
          'y',
          '12',
          'é',
          '漢字',
          'Zürich',
          '(z)',
          'it, too',
          'b: c',
          '"q"',
          '—',
          '1.5',
          'c-d',
          'か。',
          'a_b',
          '2 * 3',
          '==',
        ),
      },
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          '*e*',
          '**s**',
          '_u_',
          '***b***',
          '`c`',
          '``d ` e``',
          '$x$',
          '$a_1 * b_2$',
          '$$y^2$$',
          '~~d~~',
          '[t](u)',
          '[t *e*](https://a.b/c_d)',
          '[`c`](u "t")',
          '![i](p.png)',
          '{{c1::x}}',
          '{{a::b}}',
          '[r]',
          '&amp;',
          '\\*',
          '\\$5',
          '\\_',
          '漢字[かんじ]',
          'x<br>y',
          'a <kbd>K</kbd> b',
          '**a:** b',
          '*a*b',
          '**a**b',
          '「**a**」b',
          'a`c`b',
          '$x$-y',
          '*$x$*',
          '**`c`**',
          '[$x$](u)',
          '![$x$](u)',
          '$|x|$',
          '`a|b`',
        ),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '*',
          '**',
          '_',
          '__',
          '~~',
          '$',
          '$$',
          '$5',
          '`',
          '[',
          ']',
          '](',
          '](u)',
          '!',
          '![',
          '\\',
          '\\\\',
          '&',
          '<',
          '>',
          '|',
          '#',
          '-',
          '+',
          '1.',
          '😀',
          'https://a.b',
          '\u00a0',
          '  ',
          '*a',
          'a*',
          '**a',
          'a**',
          '_a',
          'a_',
          '~',
          '{',
          '}',
          '\\|',
        ),
      },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .chain((parts) => fc.constantFrom(' ', ' ', ' ', '').map((between) => parts.join(between)));

const line1 = (start: string) => phrases.map((text) => start + text);
const lines = (starts: string[]) =>
  fc
    .array(fc.oneof(...starts.map(line1)), { minLength: 1, maxLength: 4 })
    .map((all) => all.join('\n'));
const cells = fc
  .array(phrases, { minLength: 1, maxLength: 3 })
  .map((all) => `| ${all.join(' | ')} |`);
const groups = fc.oneof(
  { weight: 4, arbitrary: lines(['']) },
  { weight: 1, arbitrary: lines(['', '  ', ' ']) },
  { weight: 2, arbitrary: lines(['# ', '## ', '### ']) },
  { weight: 2, arbitrary: lines(['- ', '- ', '- ', '  ', '  - ', '    - ', '']) },
  { weight: 1, arbitrary: lines(['* ', '  * ', '   ', '+ ']) },
  { weight: 2, arbitrary: lines(['1. ', '2. ', '   - ', '   ', '      ', '10. ']) },
  { weight: 1, arbitrary: lines(['- [ ] ', '- [x] ', '  - [ ] ', '- ']) },
  { weight: 1, arbitrary: lines(['> ', '> ', '> > ', '> - ', '>']) },
  { weight: 1, arbitrary: lines(['   ', '    ', '  ']) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        cells,
        fc.constantFrom('|---|---|', '| - | :-: |', '|--|', '---|---', '|:-|-:|-|'),
        fc.array(cells, { maxLength: 3 }),
      )
      .map(([head, row, body]) => [head, row, ...body].join('\n')),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('```', '~~~', '```js', '````py x'),
        lines(['', '    ', '\t', '- ', '$$', '# ', '\n']),
      )
      .map(([open, text]) => `${open}\n${text}\n${open.replace(/[a-z ]/gu, '')}`),
  },
  { weight: 1, arbitrary: lines(['', '\\', '  ', '\n']).map((text) => `$$\n${text}\n$$`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '---',
      '<!-- c -->',
      'a\n---',
      'a\n===',
      '***',
      '-',
      '- - a',
      '[r]: /u',
      '[^n]: n',
      'a  \nb',
      'a\\\nb',
      '# a #',
      '<b>x</b>',
      '- a\n\n  b',
      '1. a\n   ```js\n   x\n   ```',
      '   ```\n   x\n   ```',
      '> ```\n> x\n> ```',
      'a\n# b\n- c\nd\n```\ne\n```\nf',
    ),
  },
);

/** Whole blocks as people write them, one in a few with something odd in it. */
const tameTexts = fc
  .array(fc.tuple(groups, fc.constantFrom('\n', '\n\n', '\n\n', '\n\n', '\n\n', '\n\n\n')), {
    minLength: 1,
    maxLength: 6,
  })
  .map((all) => all.flat().join(''));

const join = (lines: fc.Arbitrary<string>, maxLength: number) =>
  fc
    .array(fc.tuple(lines, fc.constantFrom('\n', '\n', '\n\n', '\n\n', '\n\n\n')), { maxLength })
    .map((all) => all.flat().join(''));

/** Few odd things, so that much is read by the other parser. */
const calmTexts = join(
  fc.oneof({ weight: 5, arbitrary: calmLine }, { weight: 1, arbitrary: fixed }),
  10,
);

/** Odd things among plain ones. */
const mixedTexts = join(fc.oneof(calmLine, mild, fixed), 10);

/** Everything at once. */
const wildTexts = join(
  fc.oneof({ weight: 3, arbitrary: wild }, { weight: 2, arbitrary: fixed }),
  8,
);

/** Every kind, by name. */
export const soups = { tame: tameTexts, calm: calmTexts, mixed: mixedTexts, wild: wildTexts };
