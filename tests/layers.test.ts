import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** Rooms are what stands in `src`: a file, or a folder that is entered through its `index.ts`. */
const vocabulary =
  'tree definitions deletions thread shelf project collection ledger options settings languages notetype messages diagrams math media sanitise ids surroundings attributes characters home rules credits baseline imported'.split(
    ' ',
  );
const phases = 'read parse check identify render collect write'.split(' ');
const faces = 'inputs outputs print diff reporters site pictures preview'.split(' ');

/** What a room may import; from the rooms under `types`, only with `import type`. */
const edges: Record<string, { imports: string[]; types?: string[] }> = {
  ...each(vocabulary, () => ({ imports: vocabulary })),
  ...each(phases, (place) => ({ imports: vocabulary, types: phases.slice(0, place) })),
  cache: { imports: ['home'] },
  work: { imports: [...vocabulary, ...phases] },
  adopt: { imports: [...vocabulary, ...phases, 'work', 'print', 'inputs'] },
  compile: { imports: [...vocabulary, ...phases, 'work', 'outputs'] },
  inputs: { imports: vocabulary },
  outputs: { imports: ['collection', 'notetype', 'surroundings'] },
  print: { imports: vocabulary },
  diff: { imports: vocabulary },
  reporters: { imports: vocabulary, types: ['diff'] },
  site: { imports: vocabulary, types: ['diff'] },
  pictures: { imports: [...vocabulary, 'site'], types: ['diff'] },
  preview: { imports: [...vocabulary, 'cache', 'compile', 'site', 'read', 'reporters'] },
  commands: {
    imports: [...vocabulary, ...faces, 'adopt', 'cache', 'compile', 'read', 'parse', 'write'],
    types: ['work'],
  },
  cli: { imports: [...vocabulary, 'cache', 'commands', 'reporters'] },
  index: { imports: [...vocabulary, ...phases, ...faces, 'adopt', 'compile'] },
};

/** Only these rooms touch the disk, the network or other programs. (An output opens media as it writes.) */
const ends = 'home read write cache inputs outputs preview commands cli'.split(' ');
const outside = /^(node:)?(fs|http|https|http2|net|dgram|child_process)(\/|$)/;

/** Plain data, plain functions (house rule 4). */
const forbidden: [what: string, pattern: RegExp][] = [
  ['has a default export', /^export default\b|^export \{[^}]*\bas default\b/m],
  ['has a class', /\bclass\s+(?:\w+\s*)?(?:extends\s+[\w.]+\s*)?\{/],
  ['has a variable of the module', /^(?:export )?(?:let|var)\s/m],
];

type Tree = Record<string, string>;

describe('src', () => {
  const tree = readTree(fileURLToPath(new URL('../src', import.meta.url)));

  it('is there', () => {
    expect(Object.keys(tree)).toContain('collection.ts');
  });

  it('keeps its walls', () => {
    expect(breaches(tree)).toEqual([]);
  });
});

describe('the walls', () => {
  const sound: Tree = {
    'tree.ts': "import type { Node } from 'unist';",
    'messages/index.ts': "export * from './define.ts';",
    'messages/define.ts': 'export function define() {}',
    'parse/index.ts':
      "import { define } from '../messages/index.ts';\nimport { form } from './forms/heading.ts';",
    'parse/forms/heading.ts': "import type { Draft } from '../draft.ts';",
    'parse/draft.ts': "import { form } from './forms/heading.ts';\nexport interface Draft {}",
    'check/index.ts': "import type {\n  Deck,\n} from '../parse/index.ts';",
    'write.ts': "import { rename } from 'node:fs/promises';",
    'outputs/index.ts': "import { apkg } from './apkg/index.ts';",
    'outputs/apkg/index.ts': "import type { Collection } from '../../collection.ts';",
    'collection.ts': '// let it be no class {\nexport interface Collection {}',
    'compile.ts': "import { check } from './check/index.ts';\nimport { write } from './write.ts';",
  };

  it('let a sound tree be', () => {
    expect(breaches(sound)).toEqual([]);
  });

  const broken: [what: string, file: string, text: string, breach: string][] = [
    [
      'vocabulary that knows a phase',
      'tree.ts',
      "import type { Deck } from './parse/index.ts';",
      'tree.ts: tree may not import parse',
    ],
    [
      'a phase that runs an earlier one',
      'check/index.ts',
      "import { parse } from '../parse/index.ts';",
      'check/index.ts: check may import only types from parse',
    ],
    [
      'an inline type, which runs the file',
      'check/index.ts',
      "import { type Deck } from '../parse/index.ts';",
      'check/index.ts: check may import only types from parse',
    ],
    [
      'a phase that knows a later one',
      'parse/index.ts',
      "import type { Checked } from '../check/index.ts';",
      'parse/index.ts: parse may not import check',
    ],
    [
      'an output that knows the tree',
      'outputs/apkg/index.ts',
      "import type { Deck } from '../../tree.ts';",
      'outputs/apkg/index.ts: outputs may not import tree',
    ],
    [
      'an export from a phase',
      'tree.ts',
      "export { write } from './write.ts';",
      'tree.ts: tree may not import write',
    ],
    [
      'a lazy import',
      'tree.ts',
      "export const write = () => import('./write.ts');",
      'tree.ts: tree may not import write',
    ],
    [
      'a file beside the door',
      'check/index.ts',
      "import type { Draft } from '../parse/draft.ts';",
      'check/index.ts: parse/ is entered through its index.ts, not draft.ts',
    ],
    [
      'a file beside an inner door',
      'outputs/index.ts',
      "import { zip } from './apkg/zip.ts';",
      'outputs/index.ts: outputs/apkg/ is entered through its index.ts, not zip.ts',
    ],
    [
      'a room without a place',
      'utils.ts',
      'export const two = 2;',
      'utils.ts: utils has no place in the table of edges',
    ],
    [
      'a way out of src',
      'write.ts',
      "import { two } from '../tests/two.ts';",
      'write.ts: imports ../tests/two.ts from outside src',
    ],
    [
      'a phase that reads the disk',
      'parse/index.ts',
      "import { readFileSync } from 'node:fs';",
      'parse/index.ts: parse may not import node:fs',
    ],
    [
      'vocabulary that runs programs',
      'tree.ts',
      "import 'node:child_process';",
      'tree.ts: tree may not import node:child_process',
    ],
    ['a default export', 'tree.ts', 'export default {};', 'tree.ts: has a default export'],
    ['a class', 'tree.ts', 'export class Tree extends Base {}', 'tree.ts: has a class'],
    ['a nameless class', 'tree.ts', 'const Tree = class {};', 'tree.ts: has a class'],
    [
      'a variable of the module',
      'tree.ts',
      'let count = 0;',
      'tree.ts: has a variable of the module',
    ],
    [
      'a circle of files',
      'parse/forms/heading.ts',
      "import { draft } from '../draft.ts';",
      'parse/draft.ts -> parse/forms/heading.ts -> parse/draft.ts: is a circle',
    ],
  ];

  it.each(broken)('stop %s', (_, file, text, breach) => {
    expect(breaches({ ...sound, [file]: text })).toEqual([breach]);
  });
});

function breaches(tree: Tree): string[] {
  const graph: Record<string, string[]> = {};
  const found: string[] = [];
  for (const [file, text] of Object.entries(tree)) {
    const code = withoutComments(text);
    const imports = importsOf(code);
    graph[file] = imports.filter((edge) => !edge.type).map((edge) => resolve(file, edge.from));
    const wrong = edges[roomOf(file)]
      ? imports.flatMap((edge) => breachOf(tree, file, edge) ?? [])
      : [`${roomOf(file)} has no place in the table of edges`];
    for (const [what, pattern] of forbidden) if (pattern.test(code)) wrong.push(what);
    found.push(...wrong.map((what) => `${file}: ${what}`));
  }
  return [...found, ...circles(graph)];
}

interface Edge {
  from: string;
  /** Whether it is gone once compiled. */
  type: boolean;
}

/** Imports and re-exports, static and lazy. */
function importsOf(code: string): Edge[] {
  const names = String.raw`(?:\{[^}]*\}|\*(?:\s+as\s+\w+)?|\w+)`;
  const source = `['"]([^'"]+)['"]`;
  const statement = new RegExp(
    `^(?:import|export)\\s+(type\\s+)?${names}(?:\\s*,\\s*${names})?\\s+from\\s+${source}`,
    'gm',
  );
  const bare = new RegExp(`^import\\s+${source}|\\bimport\\(\\s*${source}`, 'gm');
  return [
    ...[...code.matchAll(statement)].map(([, type, from = '']) => ({ from, type: Boolean(type) })),
    ...[...code.matchAll(bare)].map(([, from, lazy = '']) => ({ from: from ?? lazy, type: false })),
  ];
}

function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/^\s*\/\/.*$/gm, '');
}

function breachOf(tree: Tree, file: string, edge: Edge): string | undefined {
  const room = roomOf(file);
  if (!edge.from.startsWith('.')) {
    const touches = outside.test(edge.from) && !ends.includes(room);
    return touches ? `${room} may not import ${edge.from}` : undefined;
  }
  const target = resolve(file, edge.from);
  if (target.startsWith('../')) return `imports ${edge.from} from outside src`;
  const other = roomOf(target);
  const { imports = [], types = [] } = edges[room] ?? {};
  if (other !== room && !imports.includes(other)) {
    if (!types.includes(other)) return `${room} may not import ${other}`;
    if (!edge.type) return `${room} may import only types from ${other}`;
  }
  const door = doorsPassed(tree, file, target).find((folder) => `${folder}/index.ts` !== target);
  return door && `${door}/ is entered through its index.ts, not ${target.slice(door.length + 1)}`;
}

/** The rooms around `target` in which `file` is not; an inner folder is one where it has an index. */
function doorsPassed(tree: Tree, file: string, target: string): string[] {
  const steps = posix.dirname(target).split('/');
  return steps
    .map((_, depth) => steps.slice(0, depth + 1).join('/'))
    .filter((folder) => folder !== '.' && !file.startsWith(`${folder}/`))
    .filter((folder) => !folder.includes('/') || `${folder}/index.ts` in tree);
}

function roomOf(file: string): string {
  return (file.split('/')[0] ?? '').replace(/\.ts$/, '');
}

function resolve(file: string, from: string): string {
  return from.startsWith('.') ? posix.join(posix.dirname(file), from) : from;
}

/** Files that, once compiled, load each other; each circle once. */
function circles(graph: Record<string, string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: string[]) => {
    const start = path.indexOf(file);
    if (start >= 0) found.push(`${[...path.slice(start), file].join(' -> ')}: is a circle`);
    if (start >= 0 || done.has(file)) return;
    for (const next of graph[file] ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of Object.keys(graph).sort()) visit(file, []);
  return found;
}

function readTree(folder: string): Tree {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => [file.replaceAll('\\', '/'), readFileSync(join(folder, file), 'utf8')]),
  );
}

function each<Value>(names: string[], value: (place: number) => Value): Record<string, Value> {
  return Object.fromEntries(names.map((name, place) => [name, value(place)]));
}
