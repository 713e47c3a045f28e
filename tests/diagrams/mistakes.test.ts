import { describe, expect, it } from 'vitest';
import { problemOf } from './draw.ts';

type Mistake = [what: string, text: string, line: number, column: number, reason: string];

const plots: Mistake[] = [
  ['JSON that is not', '{"mark": "line",\n "width": [1,}', 2, 14, 'Unexpected YAML'],
  ['a key twice', 'mark: line\nmark: bar', 2, 1, 'Unexpected second key `mark`'],
  [
    'an unknown mark',
    'data: {values: []}\nmark: lin',
    2,
    7,
    'Unexpected `lin` in `mark`, expected `line`',
  ],
  [
    'an unknown mark of a definition',
    'mark:\n  type: bra',
    2,
    9,
    'Unexpected `bra` in `mark.type`, expected `bar`',
  ],
  [
    'an unknown channel',
    'mark: line\nencoding:\n  colour: {field: a}',
    3,
    3,
    'Unexpected key `colour` in `encoding`, expected `color`',
  ],
  [
    'an unknown type',
    'mark: line\nencoding:\n  x:\n    field: a\n    type: quantitativ',
    5,
    11,
    'Unexpected `quantitativ` in `x.type`, expected `quantitative`',
  ],
  [
    'a misspelt property of an axis',
    'mark: line\nencoding:\n  x: {field: a, type: nominal, axis: {labelAngel: 0}}',
    3,
    39,
    'Unexpected key `labelAngel` in `x.axis`, expected `labelAngle`',
  ],
  [
    'a misspelt key of a layer',
    'layer:\n  - mark: line\n    encodng: {}',
    3,
    5,
    'Unexpected key `encodng` in `layer`, expected `encoding`',
  ],
  [
    'a field that the data lacks',
    'data: {values: [{a: 1}]}\nmark: point\nencoding:\n  x: {field: b, type: quantitative}',
    4,
    14,
    'Unexpected field `b` without any numbers',
  ],
  [
    'an expression that does not parse',
    'data: {values: [{a: 1}]}\nmark: point\ntransform:\n  - calculate: 1 +* 2\n    as: b',
    4,
    16,
    'Unexpected expression `1 +* 2`',
  ],
  [
    'a function that there is not',
    'data: {values: [{a: 1}]}\nmark: point\ntransform: [{calculate: sinus(datum.a), as: b}]',
    3,
    25,
    'Unexpected function `sinus`',
  ],
  [
    'an image',
    'mark:\n  type: image\n  url: https://example.org/a.png',
    2,
    3,
    'Unexpected mark `image`',
  ],
];

const graphs: Mistake[] = [
  ['an arrow to nothing', 'digraph {\n  a -> ;\n}', 2, 8, 'Unexpected `;` in the graph'],
  ['a stray bracket', 'digraph {\n  a -> b\n  b -> ]\n}', 3, 8, 'Unexpected `]` in the graph'],
  ['an end too soon', 'digraph {\n  a -> b\n', 3, 1, 'Unexpected end in the graph'],
  [
    'an open quote',
    'digraph {\n  a [label="x]\n}',
    2,
    12,
    'Unexpected end of the graph within a text',
  ],
  [
    'an unknown attribute',
    'digraph {\n  a [labl=x]\n}',
    2,
    6,
    'Unexpected attribute `labl`, expected `label`',
  ],
  [
    'an unknown shape',
    'digraph {\n  a [shape=circel]\n}',
    2,
    12,
    'Unexpected shape `circel`, expected `circle`',
  ],
  [
    'HTML that is not closed',
    'digraph {\n  b\n  a [label=<<b>x>]\n}',
    3,
    12,
    'Unexpected HTML in the label of `a`',
  ],
  ['an image', 'digraph {\n  a [image="a.png"]\n}', 2, 6, 'Unexpected attribute `image`'],
  ['an image in HTML', 'digraph {\n  a [label=<<img src="a"/>>]\n}', 2, 13, 'Unexpected `<img>`'],
  ['a random start', 'graph {\n  start=random\n  a -- b\n}', 2, 9, 'Unexpected random start'],
  ['nothing at all', '', 1, 1, 'Unexpected graph'],
];

describe('a mistake in a plot is told at its place', () => {
  it.each(plots)('%s', async (_, text, line, column, reason) => {
    const problem = await problemOf({ kind: 'vega-lite', text });
    expect(problem).toMatchObject({ id: 'diagram-invalid', line, column });
    expect(problem.reason).toContain(reason);
  });

  it('a label that reads undefined', async () => {
    const text = 'data: {values: [{a: 1}]}\nmark: point\nencoding: {x: {field: b, type: nominal}}';
    const { reason } = await problemOf({ kind: 'vega-lite', text });
    expect(reason).toContain('Unexpected label `undefined`');
  });
});

describe('a mistake in a graph is told at its place', () => {
  it.each(graphs)('%s', async (_, text, line, column, reason) => {
    const problem = await problemOf({ kind: 'dot', text });
    expect(problem).toMatchObject({ id: 'diagram-invalid', line, column });
    expect(problem.reason).toContain(reason);
  });
});

describe('data', () => {
  const elsewhere = [
    'https://example.org/a.csv',
    'HTTP://example.org/a.csv',
    '//example.org/a.csv',
    'file:///a.csv',
    '/a.csv',
    '../a.csv',
    'data/../../a.csv',
    '..\\a.csv',
    '%2e%2e/a.csv',
    '~/a.csv',
    '',
  ];

  it.each(elsewhere)('from `%s` is refused', async (url) => {
    const text = `mark: point\ndata:\n  url: ${JSON.stringify(url)}`;
    expect(await problemOf({ kind: 'vega-lite', text, data: { [url]: 'a\n1' } })).toMatchObject({
      id: 'diagram-remote-data',
      line: 3,
      column: 8,
    });
  });

  it('of a lookup is refused alike', async () => {
    const text = `mark: point
data: {values: [{a: 1}]}
transform:
  - lookup: a
    from: {data: {url: "https://example.org/b.csv"}, key: a, fields: [b]}`;
    expect(await problemOf({ kind: 'vega-lite', text })).toMatchObject({
      id: 'diagram-remote-data',
      line: 5,
    });
  });

  it('that is not there is told at its path', async () => {
    const text = 'mark: point\ndata: {url: data/points.csv}';
    expect(await problemOf({ kind: 'vega-lite', text })).toMatchObject({
      id: 'diagram-data-missing',
      line: 2,
      column: 13,
    });
  });

  it('with rows of unequal length is told at its path', async () => {
    const text = 'mark: point\ndata: {url: a.csv}';
    const problem = await problemOf({ kind: 'vega-lite', text, data: { 'a.csv': 'a,b\n1\n' } });
    expect(problem).toMatchObject({ id: 'diagram-invalid', line: 2, column: 13 });
    expect(problem.reason).toContain('Unexpected table');
  });
});

describe('what follows the language', () => {
  const graph = { kind: 'dot', text: 'digraph { a }' } as const;

  it('must have a title', async () => {
    for (const meta of ['', 'desc="D"', 'title=""'])
      expect(await problemOf({ ...graph, meta })).toMatchObject({ id: 'diagram-title-missing' });
  });

  const wrong: [meta: string, reason: string][] = [
    ['titel="x"', "Unexpected key `titel` after the diagram's language, expected `title`"],
    ['title="x" title="y"', 'Unexpected second `title`'],
    ['title="x', 'Unexpected `title="x`'],
    ['title="x" width=wide', 'Unexpected width `wide`'],
    ['title="x" width=100000', 'Unexpected width `100000`'],
    ['title="x" {#id}', 'Unexpected `{#id}`'],
  ];

  it.each(wrong)('%s is told at the fence', async (meta, reason) => {
    const problem = await problemOf({ ...graph, meta });
    expect(problem.reason).toContain(reason);
    expect(problem.line).toBeUndefined();
  });
});
