import fc from 'fast-check';
import type { ListItem, PhrasingContent, RootContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { describe, expect, it } from 'vitest';
import { plainBlocks } from '../../src/print/plain.ts';

const harmless = fc.constantFrom(
  'word',
  'a b',
  ' 12 ',
  '日本',
  '…',
  ', ',
  '! ',
  ' = ',
  ' & x',
  '(y)',
  'z-',
);
const odd = fc.constantFrom(
  ...[
    ' ',
    '1.',
    '-',
    '+',
    '!',
    ': ',
    '://x',
    '&x',
    '< ',
    '<',
    '\u00a0',
    '{{c1::',
    '}}',
    '/',
    'www.',
  ],
  ...['"', "'", '#', '*', '_', '[', ']', '>', '==', '\n'],
);
const word = fc.oneof({ weight: 9, arbitrary: harmless }, { weight: 1, arbitrary: odd });
const text = fc
  .array(word, { minLength: 1, maxLength: 6 })
  .map((parts): PhrasingContent => ({ type: 'text', value: parts.join('') }));
const marked = fc
  .tuple(fc.constantFrom('strong' as const, 'emphasis' as const), text)
  .map(([type, child]): PhrasingContent => ({ type, children: [child] }));
const single = fc.constantFrom<PhrasingContent>(
  { type: 'break' },
  { type: 'html', value: '<br>' },
  { type: 'html', value: '$x_1$' },
  { type: 'image', url: 'media/a b_(1).png', alt: '' },
  { type: 'image', url: '../media/été_日本.png', alt: '' },
  { type: 'image', url: 'a b.png', alt: '' },
);
/** Two texts side by side are one, and of HTML behind a line break the library makes something else. */
const line = fc
  .array(fc.oneof(text, marked, single), { minLength: 1, maxLength: 5 })
  .map((nodes) => {
    const kept: PhrasingContent[] = [];
    for (const node of nodes) {
      const pair = `${kept.at(-1)?.type} ${node.type}`;
      if (pair !== 'text text' && pair !== 'break html') kept.push(node);
    }
    return kept;
  });
const paragraph = line.map((children): RootContent => ({ type: 'paragraph', children }));
const list = fc
  .tuple(
    fc.boolean(),
    fc.integer({ min: 1, max: 12 }),
    fc.array(line, { minLength: 1, maxLength: 3 }),
  )
  .map(
    ([ordered, start, lines]): RootContent => ({
      ...{ type: 'list', ordered, spread: false },
      ...(ordered && { start }),
      children: lines.map(
        (children): ListItem => ({
          ...{ type: 'listItem', spread: false },
          children: [{ type: 'paragraph', children }],
        }),
      ),
    }),
  );

describe('what is written without the library', () => {
  it('is what the library writes', () => {
    const seen = { plain: 0 };
    fc.assert(
      fc.property(
        fc.array(fc.oneof(paragraph, list), { minLength: 1, maxLength: 3 }),
        (children) => {
          const plain = plainBlocks(children);
          if (plain === undefined) return;
          seen.plain += 1;
          expect(plain).toBe(written(children));
        },
      ),
      { numRuns: 20_000 },
    );
    expect(seen.plain).toBeGreaterThan(400);
  });
});

function written(children: RootContent[]): string {
  const options = {
    ...({ bullet: '-', emphasis: '*', rule: '-', listItemIndent: 'one', fences: true } as const),
    unsafe: [{ character: '$', inConstruct: 'phrasing' as const }],
    extensions: [gfmToMarkdown()],
  };
  return toMarkdown({ type: 'root', children }, options).replace(/\n+$/u, '');
}
