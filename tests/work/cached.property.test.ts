import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cacheKey, openCache } from '../../src/cache/index.ts';
import { type Compiled, compile } from '../../src/compile.ts';
import { printLedger } from '../../src/ledger.ts';
import { messagesOf } from '../../src/reporters/index.ts';
import type { Shelf } from '../../src/shelf.ts';
import { type Files, makeProject, type TestProject } from '../project.ts';

const runs = Number(process.env.DECKWRIGHT_RUNS ?? 25);
const seed = Number(process.env.DECKWRIGHT_SEED ?? 1);

const svg = (width: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="80"><text x="5" y="20">axon</text></svg>`;

function drawn(graph: string, answer: string): string {
  return `# Drawn

## Where does this lead?

\`\`\`dot title="A graph"
digraph { ${graph} }
\`\`\`

${answer}
`;
}

const start: Files = {
  'deckwright.yaml': 'namespace: cached\n',
  'decks/_deck.yaml': 'tags: [all]\n',
  'decks/cells/_deck.yaml': 'macros: {R: \\mathbb{R}}\nfields: {Source: "A *book*"}\n',
  'decks/cells/neuron.md': `# Neuron

## What is an axon?

![An axon](axon.svg){width=200}

## What does {{a synapse}} do?

It passes {{signals::what?}} on, $x \\in \\R$.

## Where is the axon? {type=occlusion}

![A cell](axon.svg)

- rect 5 5 40 20: axon
`,
  'decks/cells/axon.svg': svg(120),
  'decks/words.csv': 'Front,Back\nuno,one\ndos,two\n',
  'decks/code.md': `# Code

## What does [this](words.csv) print?

\`\`\`python
print("hello" * 2)
\`\`\`

## Which are colours?

- [x] red
- [ ] seven
`,
  'templates/own/notetype.yaml': 'name: Own\nfields: [Word, Meaning]\n',
  'templates/own/style.css': '.card { color: teal; }\n',
  'templates/own/word.front.html': '{{Word}}',
  'templates/own/word.back.html': '{{FrontSide}}<hr id="answer">{{Meaning}}',
  'decks/own.md': '# Own\n\n## Eau {type=own}\n\nwater, ![](drop.png)\n',
  'decks/drawn.md': drawn('a -> b', 'It points to b.'),
  'decks/drop.png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
};

/** What an author may change, by its name in a failure. */
const edits: Record<string, Files> = {
  'a word beside a drawing': { 'decks/drawn.md': drawn('a -> b', 'It points to the right.') },
  'a drawing': { 'decks/drawn.md': drawn('a -> b; b -> c', 'It points to b.') },
  'a drawing that is wrong': { 'decks/drawn.md': drawn('a -> ', 'It points to b.') },
  'a word of a back': {
    'decks/own.md': '# Own\n\n## Eau {type=own}\n\nthe water, ![](drop.png)\n',
  },
  'a mistake': { 'decks/own.md': '# Own\n\n## Eau {type=owl}\n\nwater, $\\frac{1}{2$\n' },
  'a picture': { 'decks/cells/axon.svg': svg(300) },
  'a picture gone': { 'decks/cells/axon.svg': undefined },
  'a picture back': { 'decks/cells/axon.svg': svg(120) },
  'other bytes': { 'decks/drop.png': Buffer.from('89504e470d0a1a0a000000', 'hex') },
  'the tags of all': { 'decks/_deck.yaml': 'tags: [all, new]\n' },
  macros: { 'decks/cells/_deck.yaml': 'macros: {R: \\mathbf{R}}\nfields: {Source: "A *book*"}\n' },
  'a default': { 'decks/cells/_deck.yaml': 'fields: {Source: "A {{c1::film}}"}\n' },
  options: { 'deckwright.yaml': 'namespace: cached\nrules: {long-answer: error}\n' },
  'a licence': { 'deckwright.yaml': 'namespace: cached\nlicences: required\n' },
  'a field': { 'templates/own/notetype.yaml': 'name: Own\nfields: [Word, Meaning, More]\n' },
  'a template': { 'templates/own/word.front.html': '<b>{{Word}}</b>' },
  styling: { 'templates/own/style.css': '.card { color: navy; }\n' },
  'a row': { 'decks/words.csv': 'Front,Back\nuno,one\ndos,two\ntres,three\nuno,1\n' },
  'a file more': { 'decks/more.md': '# More\n\n## What is an axon?\n\nA wire.\n' },
  'a file gone': { 'decks/more.md': undefined },
  'a deletion less': {
    'decks/cells/neuron.md':
      '# Neuron\n\n## What does a synapse do?\n\nIt passes {{signals}} on.\n',
  },
  'no ledger': { 'deckwright.lock': undefined },
};

describe('a build that takes over what earlier ones worked out', () => {
  it('gives what one gives that works all out itself', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(edits)), { minLength: 1, maxLength: 6 }),
        async (names) => {
          const project = makeProject(start);
          const folder = mkdtempSync(join(tmpdir(), 'deckwright-cache-'));
          try {
            await same(project, folder, 0);
            for (const [index, name] of names.entries()) {
              apply(project, edits[name] ?? {});
              await same(project, folder, index + 1);
            }
          } finally {
            project.remove();
            rmSync(folder, { recursive: true, force: true });
          }
        },
      ),
      { numRuns: runs, seed },
    );
  }, 300_000);

  it('asks for nothing anew where nothing changed', async () => {
    const project = makeProject(start);
    const folder = mkdtempSync(join(tmpdir(), 'deckwright-cache-'));
    const first = shelfIn(folder);
    await compile({ root: project.root, now: 1, shelf: first.shelf });
    const second = shelfIn(folder);
    await compile({ root: project.root, now: 1, shelf: second.shelf });
    expect(first.written.sort()).toEqual([
      'drawings',
      ...Array.from({ length: 5 }, () => 'finished'),
      'notetypes',
      ...Array.from({ length: 5 }, () => 'understood'),
    ]);
    expect(second.written).toEqual([]);
    project.remove();
    rmSync(folder, { recursive: true, force: true });
  });
});

it('draws no picture again of a file in which other things changed', async () => {
  const project = makeProject(start);
  const folder = mkdtempSync(join(tmpdir(), 'deckwright-cache-'));
  await compile({ root: project.root, now: 1, shelf: shelfIn(folder).shelf });
  apply(project, edits['a word beside a drawing'] ?? {});
  const { shelf } = shelfIn(folder);
  const planted: Shelf = {
    ...shelf,
    read: (kind, key) => {
      const kept = shelf.read(kind, key);
      return kept && kind === 'drawings' ? { ...kept, svg: '<svg>planted</svg>' } : kept;
    },
  };
  const { collection } = await compile({ root: project.root, now: 1, shelf: planted });
  const texts = collection.notes.flatMap(({ fields }) => fields).join('\n');
  expect(texts).toContain('<svg>planted</svg>');
  expect(texts).toContain('It points to the right.');
  project.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Removing what is not there is no edit. */
function apply(project: TestProject, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    try {
      project.change({ [path]: content });
    } catch (error) {
      if (content !== undefined) throw error;
    }
  }
}

async function same(project: TestProject, folder: string, day: number): Promise<void> {
  const options = { root: project.root, now: 1767225600 + day * 86400 };
  const kept = outcome(await compile({ ...options, shelf: shelfIn(folder).shelf }));
  const again = outcome(await compile({ ...options, shelf: shelfIn(folder).shelf }));
  const alone = outcome(await compile({ ...options, threads: 1 }));
  expect(kept).toEqual(alone);
  expect(again).toEqual(alone);
  if (alone.errors === 0) project.change({ 'deckwright.lock': alone.ledger });
}

function outcome({ collection, ledger, changes, files, decks }: Compiled) {
  const messages = messagesOf(files);
  const findings = files.map(({ path, data }) => [path, data.findings]);
  const errors = messages.filter(({ severity }) => severity === 'error').length;
  return { collection, ledger: printLedger(ledger), changes, messages, findings, decks, errors };
}

function shelfIn(folder: string): { shelf: Shelf; written: string[] } {
  const cache = openCache(folder);
  const written: string[] = [];
  const shelf: Shelf = {
    ...{ read: cache.read, keyOf: cacheKey, compiler: 'this one' },
    write: (kind, key, value) => {
      written.push(kind);
      cache.write(kind, key, value);
    },
  };
  return { shelf, written };
}
