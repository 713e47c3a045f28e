import fc from 'fast-check';

/** Texts that are dense with what Markdown may read in more than one way. */
const marks =
  '* ** *** _ __ ~~ ~ ` `` $ $$ $x$ $$x$$ $a|b$ [ ] ( ) ](u) [t](u) ![i](u) [r] [r][] [r][s] ![r] [^n] ! \\ \\* \\$ \\` \\[ \\] \\| < > <b> </b> <!--c--> <a@b.c> <http://a.b> http://a.b www.a.b a@b.c &amp; &nbsp; & &#65; | - + # = : . , ; " \' “ ” — ^ { } {{ }} {{c1::x}} == 1. 2) 漢 漢字[かん] か か。 （ ） é ß \u00a0 \u200b \u3000 😀 𝒳 € ₿ 5 42 $5 a b word `c` *e* **s** ~~d~~'.split(
    ' ',
  );
const plain = ['a', 'b', 'word', ' ', ' ', ' ', ' ', 'x y', ', ', '. '];
const line = (extra: string[]) =>
  fc
    .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...plain) }, { weight: 2, arbitrary: fc.constantFrom(...extra) }), {
      minLength: 1,
      maxLength: 9,
    })
    .map((parts) => parts.join(''));

const inline = line([...marks, ' ', '  ']);
const calm = line(['*e*', '**s**', '`c`', '$x$', '$$y^2$$', '[t](u)', '[t](https://a.b/c_d "t")', '![i](u)', '*', '**', '_', '$', '`', '(', ')', '\\*', '\\$', '&amp;', '漢字', 'é', '—', '😀', '~~d~~', '{{c1::x}}', '[r]', '"q"', '==']);
const starts = fc.constantFrom(
  ...['', '', '', '', '# ', '## ', '- ', '- ', '* ', '+ ', '1. ', '2. ', '3) ', '10. ', '  ', '   ', '    ', '  - ', '   - ', '    - ', '   1. ', '> ', '> ', '> > ', '- [ ] ', '- [x] ', '* [X] ', '- - ', '- # ', '-   ', '- > ', '\t', '#', '- \t', '>', '  > ', '[r]: ', '[^n]: ', '| ', ': '],
);
const fixed = fc.constantFrom(
  ...['', '', '', '', '', '---', '***', '===', '- - -', '```', '```', '```py', '~~~', '````', '  ```', '- ```', '> ```', '$$', '$$', '  $$', '$$ ', '- $$', '|---|---|', '| - | :-: |', '|:--|', '--|--', ':-:', '-', '*', '1.', '-  ', '>', '> ', '  ', ' ', '<div>', '</div>', '<!-- c -->', '<!--', '-->', '<?', '?>', '<pre>', '#', '##', '[r]: /u', '[^n]: note', '```{=html}', '    code', '\\', '#### x ####', 'a  ', 'a\\', '| a | b |', '| a | b |\n|---|---|\n| 1 | $x$ |', '- a\n  - b\n    - c', '1. a\n\n   b\n2. c', '> q\n> r', '```js\nx < y\n```', '$$\nx\n$$', '- [x] a\n- [ ] b'],
);
const wild = fc.tuple(starts, inline).map((parts) => parts.join(''));
const mild = fc.tuple(starts, calm).map((parts) => parts.join(''));
const mildStart = fc.constantFrom(...['', '', '', '# ', '## ', '- ', '* ', '1. ', '2. ', '  - ', '   - ', '   ', '  ', '> ', '- [ ] ', '- [x] ', '| ']);
const calmLine = fc.tuple(mildStart, calm).map((parts) => parts.join(''));

const join = (lines: fc.Arbitrary<string>, maxLength: number) =>
  fc
    .array(fc.tuple(lines, fc.constantFrom('\n', '\n', '\n\n', '\n\n', '\n\n\n')), { maxLength })
    .map((all) => all.flat().join(''));

/** Few odd things, so that much is read by the other parser. */
export const calmTexts = join(fc.oneof({ weight: 5, arbitrary: calmLine }, { weight: 1, arbitrary: fixed }), 10);

/** Odd things among plain ones. */
export const mixedTexts = join(fc.oneof(calmLine, mild, fixed), 10);

/** Everything at once. */
export const wildTexts = join(fc.oneof({ weight: 3, arbitrary: wild }, { weight: 2, arbitrary: fixed }), 8);
