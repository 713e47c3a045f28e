import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { RootContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/parse/index.ts';
import { read } from '../../src/read/index.ts';
import { directHtml } from '../../src/render/direct/index.ts';
import type { HtmlOptions } from '../../src/render/html.ts';
import { createCode } from '../../src/render/nodes/index.ts';
import { createPipeline } from '../../src/render/pipeline.ts';
import { projectOf, samplesIn } from '../sample.ts';

/** `FIELDS=20000` and a longer `--testTimeout` for a long run. */
const runs = Number(process.env.FIELDS ?? 1500);
const code = createCode();
const pipeline = createPipeline(code);

type Told = Pick<HtmlOptions, 'trusted' | 'lang' | 'dir' | 'cloze'> & { source: boolean };

/** What a way of writing gives, and the files that it asked for. */
function written(
  way: (children: RootContent[], options: HtmlOptions) => string | undefined,
  children: RootContent[],
  { source, ...told }: Told,
) {
  const asked: string[] = [];
  const nameOf = (url: string) => {
    asked.push(url);
    return url.startsWith('a') ? `name & ${url}` : undefined;
  };
  const addressOf = (url: string) => (source ? `https://x.org/?a&b/${url}` : undefined);
  const html = way(structuredClone(children), { ...told, field: 'Front', nameOf, addressOf });
  return html === undefined ? undefined : { html, asked };
}

const direct = (children: RootContent[], options: HtmlOptions) =>
  directHtml(children, options, code);

const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'ab \n\t<>&"\'`[](){}:*_$\\é|#'),
      fc.constantFrom(
        '  \n ',
        '\r\n',
        '\n漢字[かん]',
        '漢[か]',
        '::',
        '{{c1::',
        '}}',
        '&amp;',
        '\u00a0',
      ),
      fc.constantFrom('word', '[sound:a.mp3]', 'e\u0301', '\u{1f600}', '</p>', '<p>', '\0', ']]>'),
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(''));
const address = fc.oneof(
  fc.constantFrom(
    'a.png',
    'a b.png',
    'é.png',
    'x.md#y',
    '#y',
    '',
    '//h/x',
    'https://x.org/?a=1&b=2',
  ),
  fc.constantFrom(
    'http://x',
    'mailto:a@b',
    'tel:1',
    'javascript:alert(1)',
    'HTTP://x',
    'a%20b',
    'a%',
  ),
  fc.constantFrom('a.mp3', 'a.mp4', 'b.mp3', 'data:x', 'a:b', '?a:b', '/a', '../a', "a'b`", 'a"b'),
  words,
);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const deletions = fc
  .array(fc.tuple(fc.nat(4), fc.nat(4), maybe(words)), { maxLength: 2 })
  .map((all) =>
    all.map(([start, length, hint], index) => ({
      ...{ numbers: [index + 1], start, end: start + length, ...(hint && { hint }) },
    })),
  );
const literal = (type: string, more: fc.Arbitrary<object> = fc.constant({})) =>
  fc.tuple(words, deletions, more).map(([value, ranges, rest]) => ({
    ...{ type, value: `${value}....`, ...rest },
    data: { ...(ranges.length > 0 && { deletions: ranges }) },
  }));

/** Trees as parse makes them, and some that it never would. */
const { blocks } = fc.letrec((tie) => {
  const inside = tie('phrases') as fc.Arbitrary<object[]>;
  const content = tie('blocks') as fc.Arbitrary<object[]>;
  const parent = (type: string, children: fc.Arbitrary<object[]>, more: fc.Arbitrary<object>) =>
    fc.tuple(children, more).map(([all, rest]) => ({ type, children: all, ...rest }));
  const nothing = fc.constant({});
  const cloze = (children: fc.Arbitrary<object[]>) =>
    parent(
      'cloze',
      children,
      fc.record({ numbers: fc.constantFrom([1], [1, 2]), hint: maybe(inside) }),
    );
  const item = parent(
    'listItem',
    content,
    fc.record({
      checked: fc.constantFrom(null, null, true, false),
      spread: fc.constantFrom(false, false, true, null),
      data: fc.constantFrom(undefined, undefined, { hProperties: { className: ['right'] } }),
    }),
  );
  const cell = parent('tableCell', inside, nothing);
  const row = parent('tableRow', fc.array(cell, { maxLength: 3 }), nothing);
  const picture = fc.record({
    type: fc.constant('image'),
    url: address,
    alt: fc.oneof(fc.constant(null), words),
    title: fc.oneof(fc.constant(null), words),
    data: fc.constantFrom(
      undefined,
      { measures: { width: '320' } },
      { measures: { height: '5%' } },
    ),
  });
  const phrase = fc.oneof(
    { maxDepth: 3, depthIdentifier: 'tree' },
    words.map((value) => ({ type: 'text', value })),
    fc.constant({ type: 'break' }),
    literal('inlineCode'),
    literal('inlineMath', fc.constantFrom({}, { display: true })),
    picture,
    parent('emphasis', inside, nothing),
    parent('strong', inside, nothing),
    parent('delete', inside, nothing),
    parent('link', inside, fc.record({ url: address, title: fc.oneof(fc.constant(null), words) })),
    cloze(inside),
    {
      weight: 1,
      arbitrary: fc.constantFrom({ type: 'html', value: '<b>' }, { type: 'shape', value: 'x' }),
    },
  );
  const block = fc.oneof(
    { maxDepth: 3, depthIdentifier: 'tree' },
    parent('paragraph', inside, nothing),
    parent('heading', inside, fc.record({ depth: fc.integer({ min: 1, max: 6 }) })),
    fc.constant({ type: 'thematicBreak' }),
    literal('code', fc.record({ lang: fc.constantFrom(null, 'python', 'JS', 'x&y', 'html') })),
    literal('math'),
    parent('blockquote', content, nothing),
    parent(
      'list',
      fc.array(fc.oneof({ weight: 9, arbitrary: item }, { weight: 1, arbitrary: cloze(content) }), {
        maxLength: 3,
      }),
      fc.record({
        ordered: fc.boolean(),
        start: fc.constantFrom(null, 1, 3, 0),
        spread: fc.boolean(),
        data: fc.constantFrom(undefined, undefined, { hProperties: { className: ['options'] } }),
      }),
    ),
    parent(
      'table',
      fc.array(row, { maxLength: 3 }),
      fc.record({ align: fc.constantFrom(null, [], ['left', null], ['center', 'right', null]) }),
    ),
    cloze(content),
    phrase,
  );
  return {
    phrases: fc.array(phrase, { maxLength: 4, depthIdentifier: 'tree' }),
    blocks: fc.array(block, { maxLength: 3, depthIdentifier: 'tree' }),
  };
});

const told = fc.record({
  trusted: fc.boolean(),
  source: fc.boolean(),
  cloze: fc.boolean(),
  lang: fc.constantFrom(undefined, undefined, 'de', 'ar', 'x"y'),
  dir: fc.constantFrom(undefined, undefined, 'ltr' as const, 'rtl' as const),
});

describe('what is written directly', () => {
  it('is what the pipeline writes, whatever the tree', () => {
    const count = { direct: 0 };
    fc.assert(
      fc.property(blocks as fc.Arbitrary<RootContent[]>, told, (children, options) => {
        const own = written(direct, children, options);
        if (!own) return;
        count.direct += 1;
        expect(own).toEqual(written(pipeline, children, options));
      }),
      { numRuns: runs, seed: 4 },
    );
    expect(count.direct).toBeGreaterThan(runs * 0.4);
  });

  it('is what the pipeline writes, in each sample and in the deck of this repository', async () => {
    const samples = fileURLToPath(new URL('../samples', import.meta.url));
    const roots = samplesIn(samples).map((name) => projectOf(join(samples, name)));
    const own = fileURLToPath(new URL('../..', import.meta.url));
    const count = { direct: 0, all: 0 };
    for (const root of [...roots, own])
      for (const deck of parse(await read({ root, now: 0 })))
        for (const note of deck.children)
          for (const { children, lang, dir } of note.children) {
            const options = {
              trusted: deck.html === 'trusted',
              source: true,
              cloze: true,
              lang,
              dir,
            };
            const html = written(direct, numbered(children), options);
            count.all += 1;
            if (!html) continue;
            count.direct += 1;
            expect(html).toEqual(written(pipeline, numbered(children), options));
          }
    for (const root of roots) rmSync(root, { recursive: true, force: true });
    expect(count.direct).toBeGreaterThan(count.all * 0.9);
  });
});

/** As identify numbers the deletions. */
function numbered(children: RootContent[]): RootContent[] {
  return JSON.parse(JSON.stringify(children).replaceAll('"numbers":[]', '"numbers":[1]'));
}
