import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMarkdownParser } from '../../src/parse/markdown.ts';
import { descend } from '../../src/tree.ts';

/** Lines that open, close, continue and interrupt blocks of every kind. */
const lines = [
  ...[
    '',
    '',
    '',
    'text',
    '# H1 {#a}',
    '## H2',
    'Title\n===',
    'Title\n---',
    '---',
    '***',
    '    code',
  ],
  ...[
    '```',
    '```js',
    '```{=html}',
    '```{=html} joined',
    '~~~',
    '````',
    '$$',
    '$$x',
    '  $$',
    '> quote',
    '> ```',
    '> $$',
    '>',
    '> - a',
  ],
  ...[
    '- item',
    '- [ ] task',
    '  more',
    '  ```',
    '- ```',
    '1. one',
    '2) two',
    '   - inner',
    '*',
    '+ ',
  ],
  ...[
    '<div>',
    '</div>',
    '<pre>',
    '</pre>',
    '<!-- a',
    '-->',
    '<script>',
    '</script> x',
    '<?php',
    '?>',
  ],
  ...[
    '<!X',
    '<![CDATA[',
    ']]>',
    '<b>x</b>',
    '| a | b |',
    '|---|---|',
    '| 1 | $x$ |',
    'a *b* `c` $d$',
  ],
  ...[
    '[a]: http://a.example',
    '[B c]: <x y> "t"',
    '[^1]: note',
    '    note goes on',
    '[a] [b  C][] [^1]',
  ],
  ...[
    '![i][a] [x][b c] [^2]',
    '[^2]: see [a] and [^1]',
    '$$a',
    'b$$',
    '`a',
    'a`',
    '\\',
    '&amp; {{c1::x}}',
  ],
];
const text = fc.array(fc.constantFrom(...lines), { maxLength: 40 }).map((all) => all.join('\n'));
const fronts = fc.constantFrom(
  '',
  '---\ntags: [a]\n\n# no heading\n---\n',
  '---\n\n',
  '---\na: 1\n',
);

describe('a text parsed in pieces', () => {
  const whole = createMarkdownParser();
  const inPieces = createMarkdownParser({ least: 1 });

  it('gives the tree that the whole gives', () => {
    fc.assert(
      fc.property(fronts, text, (front, body) => {
        expect(inPieces(front + body).children).toEqual(whole(front + body).children);
      }),
      { numRuns: 500, seed: 20260101 },
    );
  });

  it('lets any piece refer to a definition in another', () => {
    const root = inPieces(
      'See [a], [Ünï\ncode][] and [^n].\n\nx\n\n[A]: /a\n\n[üNÏ code]: /u\n\n[^N]: n\n',
    );
    const references = descend(root).filter(({ type }) => type.endsWith('Reference'));
    expect(references.map((node) => 'identifier' in node && node.identifier)).toEqual([
      'a',
      'ünï code',
      'n',
    ]);
  });
});
