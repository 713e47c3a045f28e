import fc from 'fast-check';
import type { InlineMath, Math as MathBlock } from 'mdast-util-math';
import type { Node } from 'unist';
import { describe, expect, it } from 'vitest';
import { isUnclosedMath, mathOffset } from '../../src/math.ts';
import { createMarkdownParser } from '../../src/parse/markdown.ts';
import { descend } from '../../src/tree.ts';

const parse = createMarkdownParser();

/** Every formula of a source as it was understood: `i:` inline, `d:` display within text, `f:` fenced. */
function formulas(source: string): string[] {
  return mathOf(source).map((node) => `${letterOf(node)}:${node.value}`);
}

function mathOf(source: string): (InlineMath | MathBlock)[] {
  return [...descend(parse(source))].filter(isMath);
}

function isMath(node: Node): node is InlineMath | MathBlock {
  return node.type === 'inlineMath' || node.type === 'math';
}

function letterOf(node: InlineMath | MathBlock): string {
  if (node.type === 'math') return 'f';
  return node.data?.display ? 'd' : 'i';
}

function textOf(source: string): string {
  return [...descend(parse(source))]
    .map((node) => (node.type === 'text' && 'value' in node ? node.value : ''))
    .join('');
}

function sliceOf(source: string, node: Node): string {
  return source.slice(node.position?.start.offset, node.position?.end.offset);
}

function unclosedIn(source: string): number {
  return [...descend(parse(source))].filter((node) => isUnclosedMath(node, source)).length;
}

describe('one dollar, by the rule of Pandoc', () => {
  it.each<[string, string[]]>([
    ['$x$', ['i:x']],
    ['a $x$, b', ['i:x']],
    ['costs $5 and $6 are $x$', ['i:x']],
    ['from $20,000 to $30,000', []],
    ['$5/US$6', []],
    ['US$5 or US$6', []],
    ['a $x $ b', []],
    ['$ x$', []],
    ['$\tx$', []],
    ['$\nx$', []],
    ['$x\n$', []],
    ['$x$5', []],
    ['$x$y', ['i:x']],
    ['x$y$z', ['i:y']],
    ['$x', []],
    ['$', []],
    ['a $ b', []],
    ['$a\nb$', ['i:a\nb']],
    ['$a\r\nb$', ['i:a\r\nb']],
    ['$a\n\nb$', []],
    ['$a\\$b$', ['i:a\\$b']],
    ['$\\$5$', ['i:\\$5']],
    ['$\\$', []],
    ['$a\\\\$', ['i:a\\\\']],
    ['$a\\\nb$', ['i:a\\\nb']],
    ['\\$x$', []],
    ['\\$5 $x$', ['i:x']],
    ['\\$$x$', ['i:x']],
    ['\\\\$x$', ['i:x']],
    ['$a$$b$', ['i:a', 'i:b']],
    ['$a$ $b$', ['i:a', 'i:b']],
    ['$$$x$$$', []],
    ['$a$$', ['i:a']],
    ['$x_1$ and $x_2$', ['i:x_1', 'i:x_2']],
    ['$\\{x\\}$', ['i:\\{x\\}']],
    ['$a \\\\ b$', ['i:a \\\\ b']],
    ['$é\u{1d465}日$', ['i:é\u{1d465}日']],
    ['$&lt;$', ['i:&lt;']],
    ['$a<b>c$', ['i:a<b>c']],
    ['$`$ a `$x$`', ['i:`']],
    ['`$x$` $y$', ['i:y']],
    ['``` $x$', []],
  ])('%j', (source, expected) => {
    expect(formulas(source)).toEqual(expected);
  });

  it('leaves what is no formula as it was written', () => {
    expect(textOf('costs $5 and $6 are $x$')).toBe('costs $5 and $6 are ');
    expect(textOf('\\$5 $ $$$ $')).toBe('$5 $ $$$ $');
  });
});

describe('two dollars within text', () => {
  it.each<[string, string[]]>([
    ['$$x^2$$', ['d:x^2']],
    ['a $$x$$ b', ['d:x']],
    ['$$ x $$', ['d:x']],
    ['$$\tx\t$$', ['d:x']],
    ['$$  $$', ['d:']],
    ['$$x$$5', ['d:x']],
    ['$$a$$$$b$$', ['d:a', 'd:b']],
    ['$$a$$ $$b$$', ['d:a', 'd:b']],
    ['$$a$$$b$', ['d:a', 'i:b']],
    ['$a$$$b$$', ['i:a', 'd:b']],
    ['$$\\text{if $x$}$$', ['d:\\text{if $x$}']],
    ['$$a\\$$b$$', ['d:a\\$$b']],
    ['$$\\\\$$', ['d:\\\\']],
    ['$$a\nb$$', ['d:a\nb']],
    ['$$a\n  b$$', ['d:a\n  b']],
    ['$$\\begin{aligned}\na&=b\n\\end{aligned}$$', ['d:\\begin{aligned}\na&=b\n\\end{aligned}']],
    [
      '$$\\begin{aligned}\na\n\\end{aligned}\n$$\n\n# next',
      ['d:\\begin{aligned}\na\n\\end{aligned}'],
    ],
    ['text $$\na\n$$ more', ['d:a']],
    ['text $$\na\n$$\nmore', ['d:a']],
    ['`$$` $$a\n$$', ['d:a']],
    ['\\$$ a\n$$\nb\n$$', ['f:b']],
    ['$$a\n\nb$$', []],
    ['$$x$', []],
    ['a $b $$c$$', ['d:c']],
  ])('%j', (source, expected) => {
    expect(formulas(source)).toEqual(expected);
  });
});

describe('a fence of math', () => {
  it.each<[string, string[]]>([
    ['$$\nx\n$$', ['f:x']],
    ['$$  \nx\n$$  ', ['f:x']],
    ['$$\r\nx\r\n$$', ['f:x']],
    ['   $$\n   a\n     b\n   $$', ['f:a\n  b']],
    ['    $$\n    x\n    $$', []],
    ['$$\n    $$\n$$', ['f:    $$']],
    ['$$\n$$', ['f:']],
    ['$$', ['f:']],
    ['$$\n\n$$', ['f:']],
    ['$$\na\n\nb\n$$', ['f:a\n\nb']],
    ['$$$\n$$\n$$$', ['f:$$']],
    ['$$\nx\n$$$', ['f:x']],
    ['para\n$$\nx\n$$\npara', ['f:x']],
    ['$$\n# no heading\n- no list\n$$', ['f:# no heading\n- no list']],
    ['$$\nx\n$$ no fence\n$$', ['f:x\n$$ no fence']],
    ['```\n$$\nx\n$$\n```', []],
  ])('%j', (source, expected) => {
    expect(formulas(source)).toEqual(expected);
  });

  it('is not opened by TeX behind the dollars, so nothing below is lost', () => {
    const source = '$$\\begin{aligned}\na\n\n# Heading';
    expect(formulas(source)).toEqual([]);
    expect(parse(source).children.map((node) => node.type)).toEqual(['paragraph', 'heading']);
  });
});

describe('math within other syntax', () => {
  it.each<[string, string[]]>([
    ['# $x$', ['i:x']],
    ['## a $x_1$ {#id}', ['i:x_1']],
    ['$x$\n===', ['i:x']],
    ['*a $x*y$ b*', ['i:x*y']],
    ['**$x$**', ['i:x']],
    ['[a $x]$ b](u)', ['i:x]']],
    ['~~$x$~~', ['i:x']],
    ['- $x$\n- $$y$$', ['i:x', 'd:y']],
    ['- $$\n  x\n  $$', ['f:x']],
    ['- $$a\n  b$$', ['d:a\nb']],
    ['1. a\n\n   $$\n   x\n   $$', ['f:x']],
    ['> $a\n> b$', ['i:a\nb']],
    ['> $$a\n> b$$ c', ['d:a\nb']],
    ['> $$\n> a\n>  b\n> $$\nx', ['f:a\n b']],
    ['> > $$a\nb\n> > c$$', ['d:a\nb\nc']],
    ['> - $$\n>   x\n>   $$', ['f:x']],
    ['| a | b |\n|---|---|\n| $x$ | $y$ |', ['i:x', 'i:y']],
    ['| a | b |\n|---|---|\n| $a|b$ | c |', []],
    ['| a | b |\n|---|---|\n| $\\|x\\|$ | $\\lvert x\\rvert$ |', ['i:|x|', 'i:\\lvert x\\rvert']],
    ['a[^1]\n\n[^1]: $x$', ['i:x']],
    ['<b>$x$</b>', ['i:x']],
    ['{{c1::$\\frac{a}{b}$}}', ['i:\\frac{a}{b}']],
    ['==$x$==', ['i:x']],
    ['![$x$](y.png)', []],
  ])('%j', (source, expected) => {
    expect(formulas(source)).toEqual(expected);
  });

  it('makes the nodes that mdast-util-math makes', () => {
    const [node] = mathOf('> a $x\n> y$');
    expect(node).toEqual({
      type: 'inlineMath',
      value: 'x\ny',
      data: {
        hName: 'code',
        hProperties: { className: ['language-math', 'math-inline'] },
        hChildren: [{ type: 'text', value: 'x\ny' }],
      },
      position: {
        start: { line: 1, column: 5, offset: 4 },
        end: { line: 2, column: 5, offset: 11 },
      },
    });
  });

  it('gives the HTML of a table cell the pipe too', () => {
    const [node] = mathOf('| a |\n|---|\n| $\\|x\\|$ |');
    expect(node?.data?.hChildren).toEqual([{ type: 'text', value: '|x|' }]);
  });
});

describe('isUnclosedMath', () => {
  it.each<[string, number]>([
    ['$$\nx\n$$', 0],
    ['$$\nx', 1],
    ['$$\nx\n\n# h', 1],
    ['$$', 1],
    ['$$\n', 1],
    ['$$\n    $$', 1],
    ['- $$\n  x\n\nb', 1],
    ['> $$\n> x\n\nb', 1],
    ['> $$\nlazy\n> $$', 2],
    ['$$a', 1],
    ['$$a\n\nb$$', 2],
    ['a $$b$$ c $$ d', 1],
    ['\\$\\$a', 0],
    ['\\$$a', 0],
    ['$$$a', 0],
    ['`$$`', 0],
    ['$5', 0],
    ['$$a$$', 0],
    ['$$a\n+ b$$', 2],
  ])('%j: %i', (source, expected) => {
    expect(unclosedIn(source)).toBe(expected);
  });
});

describe('mathOffset', () => {
  it.each<[string, string]>([
    ['a $xyz$', 'z'],
    ['$$ xyz $$', 'z'],
    ['$$\nxyz\n$$', 'z'],
    ['> $$x\n> z$$', 'z'],
    ['> $$\n> x\n> z\n> $$', 'z'],
    ['- > $$\n  > x\n  > \n  > z\n  > $$', 'z'],
    ['  $$\n  x\n    z\n  $$', 'z'],
    ['| a |\n|---|\n| $\\|x\\|z$ |', 'z'],
    ['$a\0z$', 'z'],
  ])('%j', (source, character) => {
    const [node] = mathOf(source);
    if (!node) throw new Error('Expected a formula');
    expect(mathOffset(node, source, node.value.indexOf(character))).toBe(source.indexOf(character));
  });
});

describe('any source', () => {
  const pieces = fc.constantFrom(
    ...[
      '$',
      '$$',
      '$$\n',
      '\\',
      '\\$',
      ' ',
      '\n',
      '\n\n',
      '\r\n',
      '\t',
      '> ',
      '- ',
      '  ',
      '`',
      '*',
      '_',
      '5',
      'x',
      '|',
    ],
    ...[
      'a\n|-|\n',
      '[',
      '](u)',
      '# ',
      '{{c1::',
      '}}',
      '\\begin{a}',
      '&amp;',
      '<b>',
      'é',
      '\u{1d465}',
      '```\n',
      '==',
      '~~',
    ],
  );
  const sources = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));

  it('parses, with every formula at its place', () => {
    fc.assert(
      fc.property(sources, (source) => {
        for (const node of mathOf(source)) {
          const slice = sliceOf(source, node);
          expect(slice.startsWith('$')).toBe(true);
          expect(node.data?.hChildren).toBeDefined();
          if (node.type === 'inlineMath') expectInline(node, slice);
        }
        expect(unclosedIn(source)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 3000, seed: 20261123 },
    );
  });

  function expectInline(node: InlineMath, slice: string): void {
    const mark = node.data?.display ? '$$' : '$';
    expect(slice.startsWith(mark) && slice.endsWith(mark)).toBe(true);
    if (/[\n\r\t|]/u.test(slice)) return;
    const inner = slice.slice(mark.length, -mark.length);
    expect(node.data?.display ? node.value.trim() : node.value).toBe(
      node.data?.display ? inner.trim() : inner,
    );
  }

  // A tab that a container cuts in two becomes spaces that stand nowhere.
  const withoutTabs = sources.filter((source) => !source.includes('\t'));

  it('puts every character of a formula at the character it was written as', () => {
    fc.assert(
      fc.property(withoutTabs, (source) => {
        for (const node of mathOf(source)) {
          const places = node.value.split('').map((_, index) => mathOffset(node, source, index));
          expect(places.map((place) => source[place]).join('')).toBe(node.value);
        }
      }),
      { numRuns: 2000, seed: 20261123 },
    );
  });

  it('parses hostile runs of dollars within bounds', () => {
    const hostile = [
      '$'.repeat(2_000),
      '$a '.repeat(1_999),
      '$$a\n$$\n\n'.repeat(3_000),
      '$$a '.repeat(999),
      '$$ `'.repeat(649),
    ];
    for (const source of hostile) expect(sliceOf(source, parse(source))).toBe(source);
  });
});
