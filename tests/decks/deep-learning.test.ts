import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../decks/deep-learning');
const python = process.env.PYTHON ?? 'python3';

type Note = {
  id: string;
  file: string;
  title: string;
  tags: string;
  kind: string;
  body: string;
  sourced: boolean;
};

const notes = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .sort()
  .flatMap(readNotes);

describe('the deck as a whole', () => {
  it('is as large and as varied as promised', () => {
    const count = (kind: string) => notes.filter((note) => note.kind === kind).length;
    expect(notes.length).toBeGreaterThanOrEqual(180);
    expect(new Set(notes.map((note) => note.file)).size).toBeGreaterThanOrEqual(12);
    expect(count('cloze')).toBeGreaterThanOrEqual(30);
    expect(count('choice')).toBeGreaterThanOrEqual(15);
    expect(count('typed')).toBeGreaterThanOrEqual(8);
    expect(count('reversed')).toBeGreaterThanOrEqual(8);
    expect(count('occlusion')).toBeGreaterThanOrEqual(5);
  });

  it('gives every note an id, a question and a source, none of the first two twice', () => {
    expect(notes.filter((note) => note.id === '').map((note) => note.title)).toEqual([]);
    expect(repeated(notes.map((note) => note.id))).toEqual([]);
    expect(repeated(notes.map((note) => note.title.toLowerCase()))).toEqual([]);
    expect(notes.filter((note) => !note.sourced).map((note) => note.id)).toEqual([]);
  });

  it('marks at least one right and one wrong option in every choice', () => {
    const choices = notes.filter((note) => note.kind === 'choice');
    const odd = choices.filter(
      (note) => !/^- \[x\] /m.test(note.body) || !/^- \[ \] /m.test(note.body),
    );
    expect(odd.map((note) => note.id)).toEqual([]);
  });
});

/** What each worked example must show, computed here from its question. A typed note's answer is the first. */
const workedExamples: Record<string, readonly string[]> = {
  'dense-layer-parameters': [String(784 * 128 + 128)],
  'torch-mlp-code': [String(4 * 8 + 8 + 8 * 3 + 3)],
  'sigmoid-derivative-max': [
    String(Math.max(...grid(-6, 6).map((z) => sigmoid(z) * (1 - sigmoid(z))))),
  ],
  'softmax-example': softmax([2, 1, 0]).map((p) => p.toFixed(3)),
  'bce-example': [(-Math.log(0.8)).toFixed(3)],
  'bce-confident-wrong': [`- [x] about ${(Math.log(0.01) / Math.log(0.5)).toFixed(1)} times`],
  'ce-uniform': [(-Math.log(1 / 10)).toFixed(3)],
  'gd-step-example': [(3 - 0.1 * 2 * 3).toFixed(1)],
  'vanishing-sigmoid-bound': [`${(0.25 ** 10 * 1e7).toFixed(1)} \\cdot 10^{-7}`],
  'he-example': [String(Math.sqrt(2 / 512))],
  'updates-per-epoch': [String(Math.ceil(50_000 / 128))],
  'momentum-terminal': [momentumStep(0.9, 1000).toFixed(0)],
  'adam-first-step': [`About ${adamFirstStep(200, 0.001).toFixed(3)}`],
  'step-decay-example': [(0.1 * 0.1 ** Math.floor(65 / 30)).toFixed(3)],
  'clip-norm-example': [3, 4].map((g) => String(g / Math.hypot(3, 4))),
  'dropout-example': [String(4 / (1 - 0.2))],
  'batch-norm-parameters': [String(2 * 64)],
  'layer-norm-example': [`(${standardise([1, 3]).join(',\\ ')})`],
  'max-pooling-example': [
    maxPool([
      [1, 5, 2, 0],
      [3, 4, 1, 1],
      [7, 0, 6, 2],
      [2, 8, 3, 9],
    ]),
  ],
  'conv-output-example': [String(convolved(224, 7, 2, 3))],
  'conv-parameters-example': [String(64 * (3 * 3 * 3 + 1))],
  'receptive-field-example': [`- [x] ${1 + 3 * (3 - 1)}×${1 + 3 * (3 - 1)}`],
  'lstm-parameters': [String(4 * ((100 + 128) * 128 + 128))],
  'attention-example': [
    String(softmax([1, 1]).reduce((sum, p, i) => sum + p * (i === 0 ? 2 : 6), 0)),
  ],
  'head-size': [String(512 / 8)],
  'vit-patches': [String((224 / 16) ** 2)],
  'bert-parameters': bertParameters().map(withCommas),
  'bert-layer-parameters': [
    withCommas(bertLayer().total),
    ...bertLayer().parts.map((part) => withCommas(part).replaceAll(',', '{,}')),
  ],
  'bert-vocabulary': ['30,522', withCommas(30522 * 768).replaceAll(',', '{,}')],
  'gini-example': [String(1 - (0.75 ** 2 + 0.25 ** 2))],
  'xgb-gain-example': [
    xgbGain([5, 2], [-5, 2], 1).toFixed(3),
    (2 * xgbGain([5, 2], [-5, 2], 1)).toFixed(3),
  ],
  'xgb-leaf-example': [(-(5 / (2 + 1)) * 0.3).toFixed(1), (-5 / 3).toFixed(3)],
  'f1-example': [((2 * 8) / (2 * 8 + 2 + 4)).toFixed(3)],
  'auc-example': [rocAuc([0.9, 0.6, 0.4], [0.7, 0.3, 0.2]).toFixed(3)],
  'log-loss-baseline': [(-(0.1 * Math.log(0.1) + 0.9 * Math.log(0.9))).toFixed(3)],
};

describe('worked examples', () => {
  it('are all computed here', () => {
    const marked = notes
      .filter((note) => note.tags.includes('.worked-example'))
      .map((note) => note.id);
    expect(marked.sort()).toEqual(Object.keys(workedExamples).sort());
  });

  it.each(Object.entries(workedExamples))('%s shows the computed result', (id, expected) => {
    const note = noteWithId(id);
    for (const text of expected) expect(note.body).toContain(text);
    if (note.kind === 'typed') expect(note.body.split('\n\n')[0]?.trim()).toBe(expected[0]);
  });
});

/** Formulas of the deck, evaluated both ways at sample points: [note id, left side, right side]. */
const identities: readonly (readonly [string, (z: number) => number, (z: number) => number])[] = [
  ['sigmoid-derivative', (z) => slope(sigmoid, z), (z) => sigmoid(z) * (1 - sigmoid(z))],
  ['logit-function', (z) => z, (z) => Math.log(sigmoid(z) / (1 - sigmoid(z)))],
  ['tanh-as-sigmoid', Math.tanh, (z) => 2 * sigmoid(2 * z) - 1],
  ['softmax-sigmoid', (z) => softmax([z, 0.3])[0] ?? Number.NaN, (z) => sigmoid(z - 0.3)],
  [
    'softmax-shift',
    (z) => softmax([z + 5, 6])[0] ?? Number.NaN,
    (z) => softmax([z, 1])[0] ?? Number.NaN,
  ],
  [
    'softmax-ce-gradient',
    (z) => slope((s) => crossEntropy([s, 1, 0], 1), z),
    (z) => softmax([z, 1, 0])[0] ?? Number.NaN,
  ],
  ['xgb-logistic-g-h', (z) => slope((s) => -Math.log(sigmoid(s)), z), (z) => sigmoid(z) - 1],
  [
    'xgb-logistic-g-h',
    (z) => slope((s) => sigmoid(s) - 1, z),
    (z) => sigmoid(z) * (1 - sigmoid(z)),
  ],
  ['boosting-logistic', (z) => -slope((s) => -Math.log(1 - sigmoid(s)), z), (z) => 0 - sigmoid(z)],
  ['xgb-leaf-weight', () => 0, (z) => slope((w) => z * w + ((3 + 1) / 2) * w * w, -z / (3 + 1))],
  ['threshold-costs', (z) => (1 - 1 / (1 + z * z)) * 1, (z) => (1 / (1 + z * z)) * (z * z)],
];

describe('formulas', () => {
  it.each(identities)('%s holds at sample points', (id, left, right) => {
    expect(noteWithId(id).body).toContain('$');
    for (const z of [-2, -0.5, 0.25, 1, 3]) expect(left(z)).toBeCloseTo(right(z), 6);
  });
});

describe('code', () => {
  const snippets = notes.flatMap(readSnippets);

  it('is present in many notes', () => {
    expect(snippets.length).toBeGreaterThanOrEqual(15);
  });

  it.each(snippets)('$id is valid Python', ({ code }) => {
    execFileSync(python, ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: code });
    expect(code).not.toMatch(/\{\{c\d/);
  });

  const runnable = snippets.filter(
    (snippet) => snippet.output !== undefined && canImport(snippet.code),
  );
  it.each(runnable)('$id prints what its note says', ({ code, output }) => {
    const run = spawnSync(python, ['-c', code], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.stdout).toBe(output);
  });

  it('is run wherever the standard library suffices', () => {
    const plain = snippets.filter(
      ({ code }) =>
        /print\(/.test(code) &&
        imported(code).every((name) => name === 'math' || name === 'collections'),
    );
    expect(plain.length).toBeGreaterThanOrEqual(10);
    expect(
      plain.filter((snippet) => !runnable.includes(snippet)).map((snippet) => snippet.id),
    ).toEqual([]);
  });
});

function readNotes(file: string): Note[] {
  const text = readFileSync(join(folder, file), 'utf8');
  const level = /^note-level: 3$/m.test(text) ? 3 : 2;
  const fileSource = /^ {2}Source: "/m.test(text);
  const found: Note[] = [];
  let sectionSource = false;
  // A comment of a program is no heading.
  const unfenced = text.replace(/^```[\s\S]*?^```/gm, (fence) => fence.replaceAll('\n#', '\n\0#'));
  for (const masked of unfenced.split(new RegExp(`^(?=#{1,${level}} )`, 'm')).slice(1)) {
    const part = masked.replaceAll('\0', '');
    const heading = part.split('\n', 1)[0] ?? '';
    if (!heading.startsWith(`${'#'.repeat(level)} `)) {
      sectionSource = heading.includes('Source="[');
      continue;
    }
    const attributes = /\s*\{#([a-z0-9-]+)([^{}]*)\}$/.exec(heading);
    const body = part.slice(heading.length).trim();
    found.push({
      id: attributes?.[1] ?? '',
      file,
      title: heading.slice(level + 1).replace(attributes?.[0] ?? '', ''),
      tags: attributes?.[2] ?? '',
      kind:
        /type=(\w+)/.exec(attributes?.[2] ?? '')?.[1] ?? (body.includes('{{') ? 'cloze' : 'basic'),
      body,
      sourced:
        fileSource || sectionSource || new RegExp(`^#{${level + 1}} Source$`, 'm').test(body),
    });
  }
  return found;
}

function readSnippets(note: Note): { id: string; code: string; output: string | undefined }[] {
  const output = /```text\n([\s\S]*?)```/.exec(note.body)?.[1];
  return [...note.body.matchAll(/```python\n([\s\S]*?)```/g)].map((fence) => ({
    id: note.id,
    code: (fence[1] ?? '').replace(/\{\{c\d+::([\s\S]*?)\}\}/g, '$1'),
    output,
  }));
}

function noteWithId(id: string): Note {
  const note = notes.find((candidate) => candidate.id === id);
  if (note === undefined) throw new Error(`no note ${id}`);
  return note;
}

function repeated(values: string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

function imported(code: string): string[] {
  return [...code.matchAll(/^(?:import|from) (\w+)/gm)].map((match) => match[1] ?? '');
}

function canImport(code: string): boolean {
  return (
    spawnSync(python, [
      '-c',
      `import sys\n${imported(code)
        .map((name) => `import ${name}`)
        .join('\n')}`,
    ]).status === 0
  );
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

function softmax(scores: readonly number[]): number[] {
  const exps = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const total = exps.reduce((sum, e) => sum + e, 0);
  return exps.map((e) => e / total);
}

function crossEntropy(scores: readonly number[], label: number): number {
  return -Math.log(softmax(scores)[label] ?? Number.NaN);
}

function slope(f: (z: number) => number, z: number): number {
  return (f(z + 1e-5) - f(z - 1e-5)) / 2e-5;
}

function grid(from: number, to: number): number[] {
  return Array.from({ length: 101 }, (_, i) => from + ((to - from) * i) / 100);
}

function momentumStep(beta: number, steps: number): number {
  let velocity = 0;
  for (let step = 0; step < steps; step++) velocity = beta * velocity + 1;
  return velocity;
}

function adamFirstStep(g: number, rate: number): number {
  const m = (0.1 * g) / (1 - 0.9);
  const v = (0.001 * g * g) / (1 - 0.999);
  return (rate * m) / (Math.sqrt(v) + 1e-8);
}

function standardise(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return values.map((value) => (value - mean) / Math.sqrt(variance));
}

function maxPool(rows: readonly (readonly number[])[]): string {
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.NaN;
  const pooled = [0, 2].map((i) =>
    [0, 2].map((j) => Math.max(at(i, j), at(i, j + 1), at(i + 1, j), at(i + 1, j + 1))),
  );
  return pooled.map((row) => row.join(' & ')).join(' \\\\ ');
}

function convolved(size: number, kernel: number, stride: number, padding: number): number {
  return Math.floor((size + 2 * padding - kernel) / stride) + 1;
}

/** Parameters of one encoder layer of BERT base: attention, feed-forward, two layer normalisations. */
function bertLayer(width = 768, inner = 3072): { parts: number[]; total: number } {
  const parts = [4 * (width * width + width), 2 * width * inner + inner + width, 2 * 2 * width];
  return { parts, total: parts.reduce((sum, part) => sum + part, 0) };
}

/** Parameters of `bert-base-uncased`: in total, in the embeddings, in one layer, in the pooler. */
function bertParameters(width = 768): number[] {
  const embeddings = (30522 + 512 + 2) * width + 2 * width;
  const pooler = width * width + width;
  return [embeddings + 12 * bertLayer().total + pooler, embeddings, bertLayer().total, pooler];
}

function withCommas(value: number): string {
  return value.toLocaleString('en-US');
}

function xgbGain(
  left: readonly [number, number],
  right: readonly [number, number],
  lambda: number,
): number {
  const score = (g: number, h: number) => (g * g) / (h + lambda);
  return (score(...left) + score(...right) - score(left[0] + right[0], left[1] + right[1])) / 2;
}

function rocAuc(positives: readonly number[], negatives: readonly number[]): number {
  const wins = positives.flatMap((p) =>
    negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0) as number),
  );
  return wins.reduce((sum, win) => sum + win, 0) / wins.length;
}
