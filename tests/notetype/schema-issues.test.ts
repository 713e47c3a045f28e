import { VFile } from 'vfile';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parsePlacedYaml, parseYaml } from '../../src/messages/index.ts';

const schema = z.strictObject({
  name: z.string().min(1).optional(),
  size: z.int().min(1).max(9).optional(),
  on: z.boolean().optional(),
  kind: z.enum(['normal', 'cloze']).optional(),
  tags: z.union([z.string(), z.array(z.string().min(1))]).optional(),
  rows: z
    .array(z.strictObject({ id: z.int().positive(), title: z.string().optional() }))
    .optional(),
  map: z.record(z.string().regex(/^[a-z]+$/, 'expected small letters'), z.string()).optional(),
  site: z.url().optional(),
});

function told(text: string, start?: Parameters<typeof parseYaml>[3]): string[] {
  const file = new VFile(text);
  const value = parseYaml(file, text, schema, start);
  expect(value === undefined).toBe(file.messages.length > 0);
  return file.messages.map(
    ({ place, ruleId, reason }) =>
      `${place && 'start' in place ? `${place.start.line}:${place.start.column}-${place.end.line}:${place.end.column}` : 'whole'} ${ruleId} | ${reason}`,
  );
}

describe('parseYaml', () => {
  it.each(['', '# nothing\n', '---\n', '{}'])('takes %j for an empty map', (text) => {
    expect(parseYaml(new VFile(text), text, schema)).toEqual({});
  });

  it('gives the value', () => {
    const text = 'name: a\ntags: [x, &y z, *y]\nrows:\n  - id: 1\nmap: {a: b}\r\n';
    const file = new VFile(text);
    expect(parseYaml(file, text, schema)).toEqual({
      name: 'a',
      tags: ['x', 'z', 'z'],
      rows: [{ id: 1 }],
      map: { a: 'b' },
    });
    expect(file.messages).toEqual([]);
  });

  it('tells every problem at its place, as a sentence', () => {
    const text = `name: 1
size: 12
on: yes
kind: clozed
tags: [a, 2]
rows:
  - id: 0
    titel: x
  - title: y
  - 3
map:
  OK: x
  ok: 5
site: here
nmae: x
`;
    expect(told(text)).toMatchInlineSnapshot(`
      [
        "1:7-1:8 yaml-value | Unexpected number \`1\` for \`name\`, expected text",
        "2:7-2:9 yaml-value | Unexpected number \`12\` for \`size\`, expected a number of at most 9",
        "3:5-3:8 yaml-value | Unexpected text \`yes\` for \`on\`, expected \`true\` or \`false\`",
        "4:7-4:13 yaml-value | Unexpected text \`clozed\` for \`kind\`, expected \`normal\` or \`cloze\`",
        "5:11-5:12 yaml-value | Unexpected number \`2\` for \`tags[1]\`, expected text",
        "7:9-7:10 yaml-value | Unexpected number \`0\` for \`rows[0].id\`, expected a number above 0",
        "8:5-8:10 yaml-unknown-key | Unexpected key \`titel\`, expected \`title\`",
        "9:5-9:10 yaml-missing-key | Unexpected end of the keys, expected \`id\` (a number)",
        "10:5-10:6 yaml-value | Unexpected number \`3\` for \`rows[2]\`, expected a map of keys",
        "12:3-12:5 yaml-value | Unexpected key \`OK\` for \`map\`, expected small letters",
        "13:7-13:8 yaml-value | Unexpected number \`5\` for \`map.ok\`, expected text",
        "14:7-14:11 yaml-value | Unexpected text \`here\` for \`site\`, expected a URL",
        "15:1-15:5 yaml-unknown-key | Unexpected key \`nmae\`, expected \`name\`",
      ]
    `);
  });

  it.each<[text: string, messages: string[]]>([
    ['tags: 5', ['1:7-1:8 yaml-value | Unexpected number `5` for `tags`, expected text or a list']],
    [
      'size: 1.5',
      ['1:7-1:10 yaml-value | Unexpected number `1.5` for `size`, expected a whole number'],
    ],
    ['name:\nsize: 1', ['1:1-1:5 yaml-value | Unexpected nothing for `name`, expected text']],
    ['name: ""', ['1:7-1:9 yaml-value | Unexpected empty text for `name`, expected some text']],
    ['- a\n- b', ['1:1-2:4 yaml-value | Unexpected list for the whole, expected a map of keys']],
    ['text', ['1:1-1:5 yaml-value | Unexpected text `text` for the whole, expected a map of keys']],
  ])('%j', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it('finds its places in front matter', () => {
    const text = 'name: a\nsize: big\n';
    expect(told(text, { line: 2, column: 1, offset: 4 })).toEqual([
      '3:7-3:10 yaml-value | Unexpected text `big` for `size`, expected a number',
    ]);
    expect(told('name: 7', { line: 4, column: 3, offset: 40 })).toEqual([
      '4:9-4:10 yaml-value | Unexpected number `7` for `name`, expected text',
    ]);
  });

  it('finds its places behind an alias', () => {
    expect(told('rows:\n  - &a {id: x}\n  - *a\n').map((line) => line.split(' ')[0])).toEqual([
      '2:13-2:14',
      '2:13-2:14',
    ]);
  });

  it.each<[text: string, messages: string[]]>([
    ['name: a\nname: b\n', ['2:1-2:5 yaml-duplicate-key']],
    ['rows:\n  - {id: 1, id: 2}\n', ['2:13-2:15 yaml-duplicate-key']],
    ['name: [a\nsize: 1', ['2:1-2:2 yaml-syntax']],
    ['name: "a', ['1:9-1:10 yaml-syntax']],
    ['name:\n\t- a', ['2:1-2:2 yaml-syntax']],
    ['name: !thing a', ['1:7-1:13 yaml-syntax']],
    ['? [a]\n: b', ['1:3-1:4 yaml-syntax']],
    ['name: a\n---\nname: b', ['2:1-3:8 yaml-syntax']],
    ['__proto__: 1', ['1:1-1:10 yaml-unknown-key']],
    ['constructor: 1', ['1:1-1:12 yaml-unknown-key']],
  ])('reports %j', (text, expected) => {
    expect(told(text).map((line) => line.split(' |')[0])).toEqual(expected);
  });

  const bomb = [
    'a: &a [x]',
    ...'bcdefghi'
      .split('')
      .map((key, index) => `${key}: &${key} [${`*${'abcdefgh'[index]},`.repeat(9)}]`),
  ];

  it.each<[what: string, text: string, id: string]>([
    ['a YAML bomb', bomb.join('\n'), 'yaml-alias'],
    ['an alias that holds itself', 'a: &a [*a]', 'yaml-alias'],
    ['many aliases', `a: &a x\nb: [${'*a, '.repeat(1000)}]`, 'yaml-alias'],
    ['deep lists', '['.repeat(100_000), 'yaml-too-deep'],
    ['deep maps', '{a: '.repeat(50_000), 'yaml-too-deep'],
    ['deep dashes', `name: x\n${'- '.repeat(100_000)}`, 'yaml-too-deep'],
    ['deep question marks', '? '.repeat(100_000), 'yaml-too-deep'],
    [
      'deep indents',
      Array.from({ length: 400 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
      'yaml-too-deep',
    ],
    ['a huge text', `name: ${'x'.repeat(1_000_000)}`, 'yaml-too-large'],
    ['ten thousand anchors', '&a '.repeat(50_000), 'yaml-too-deep'],
    ['ten thousand quotes', '"'.repeat(100_001), 'yaml-syntax'],
    [
      'ten thousand keys',
      Array.from({ length: 20_000 }, (_, at) => `k${at}: 1`).join('\n'),
      'yaml-unknown-key',
    ],
  ])('stands %s', (_what, text, id) => {
    const ids = new Set(told(text).map((line) => line.split(' ')[1]));
    expect([...ids]).toEqual([id]);
  });
});

describe('parsePlacedYaml', () => {
  it('tells where a value and its key stand', () => {
    const text = 'name: a\nrows:\n  - id: 1\n    title: b\n';
    const parsed = parsePlacedYaml(new VFile(text), text, schema);
    const at = (path: (string | number)[], part?: 'key' | 'value') => {
      const { start, end } = parsed?.place(path, part) ?? { start: undefined, end: undefined };
      return text.slice(start?.offset, end?.offset);
    };
    expect(at(['name'])).toBe('a');
    expect(at(['name'], 'key')).toBe('name');
    expect(at(['rows', 0, 'title'])).toBe('b');
    expect(at(['rows', 0], 'key')).toBe('id');
    expect(at(['rows', 0, 'missing'])).toBe('id');
    expect(at(['missing'])).toBe('name');
    expect(at([])).toBe('name');
  });
});
