import fc from 'fast-check';
import { fromHtml } from 'hast-util-from-html';
import { describe, expect, it } from 'vitest';
import { simpleHtml } from '../../src/print/simple-html.ts';

const piece = fc.constantFrom(
  ...['word', ' ', '\n', '&amp;', '&nbsp;', '&lt;', '<br>', '<img src="a b.png">', '日本'],
  ...[
    '<b>',
    '</b>',
    '<i>',
    '</i>',
    '<div>',
    '</div>',
    '<ul>',
    '</ul>',
    '<ol>',
    '</ol>',
    '<li>',
    '</li>',
  ],
  ...[
    '<b>x</b>',
    '<div>y</div>',
    '<ul><li>z</li></ul>',
    '<ol><li>p</li><li><sub>q</sub></li></ol>',
  ],
  ...['<br/>', '&', '<', '<p>', '<span class="x">', '&eacute;', '\r', '<B>'],
);

describe('HTML that is read without the parser of browsers', () => {
  it('gives the tree that the parser gives, with the same places', () => {
    const seen = { simple: 0 };
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const html = pieces.join('');
        const simple = simpleHtml(html);
        if (!simple) return;
        seen.simple += 1;
        expect(bare(simple)).toEqual(
          bare(fromHtml(html, { fragment: true, verbose: true }).children),
        );
      }),
      { numRuns: 20_000 },
    );
    expect(seen.simple).toBeGreaterThan(500);
  });

  it.each([
    '<b>x',
    '</b>',
    'a < b',
    '<li>x</li>',
    '<ul>x<b>y</b></ul>',
    '<b><i>x</b></i>',
    '&copy;',
  ])('leaves %j to the parser', (html) => {
    expect(simpleHtml(html)).toBeUndefined();
  });
});

/** Without lines, columns, places of text, and what says nothing. */
function bare(nodes: unknown): unknown {
  return JSON.parse(
    JSON.stringify(nodes, (key, value) => {
      if (
        key === 'line' ||
        key === 'column' ||
        (key === 'properties' && 'opening' in Object(value))
      )
        return undefined;
      if (Object(value).type === 'text') return { type: 'text', value: value.value };
      if (key === 'data') {
        const { opening, closing } = value.position;
        return closing ? { opening, closing } : undefined;
      }
      return value;
    }),
  );
}
