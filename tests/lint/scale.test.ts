import { fileURLToPath } from 'node:url';
import { VFile } from 'vfile';
import { afterEach, describe, expect, it } from 'vitest';
import { factsOf } from '../../src/check/facts.ts';
import { createNoteLinter, lint } from '../../src/check/lint/index.ts';
import { nodesIn } from '../../src/check/nodes.ts';
import { parse } from '../../src/parse/index.ts';
import type { Project } from '../../src/project.ts';
import { read } from '../../src/read/index.ts';
import { messagesOf } from '../../src/reporters/index.ts';
import { makeProject, type TestProject } from '../project.ts';

const state: { project?: TestProject } = {};

afterEach(() => state.project?.remove());

/** What the content rules say, without the phases around. */
function linted(project: Project) {
  const decks = parse(project);
  const files = new Map(project.sources.map(({ path, file }) => [path, file]));
  const before = messagesOf([...files.values()]).length;
  const lintNotes = createNoteLinter(project);
  const contexts = decks.map((deck) => {
    const file = files.get(deck.path) ?? new VFile();
    const context = { deck, nodes: nodesIn(deck), file, project };
    const facts = factsOf(context);
    lintNotes(context, facts);
    return { facts, file };
  });
  lint(contexts, project);
  const messages = messagesOf([...files.values(), ...project.files]);
  return { decks, messages, before };
}

describe("the repository's own decks", () => {
  it('pass the linter, with no rule switched off anywhere', async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const { decks, messages } = linted(await read({ root, now: 0 }));
    const notes = decks.flatMap(({ children }) => children);
    expect(notes.length).toBeGreaterThan(200);
    expect(messages.map(({ file, line, id }) => `${file}:${line} ${id}`)).toEqual([]);
    expect(
      decks.flatMap(({ disabled = [], rules = {} }) => [...disabled, ...Object.keys(rules)]),
    ).toEqual([]);
  });
});

async function lintedText(files: Record<string, string>) {
  state.project?.remove();
  state.project = makeProject(files);
  return linted(await read({ root: state.project.root, now: 0 }));
}

describe('ten thousand notes', () => {
  const words =
    'cell water nerve light force heat bond gene organ plant root leaf atom salt gas star'.split(
      ' ',
    );
  const word = (seed: number) => `${words[seed % words.length]}${seed % 7 === 0 ? seed % 97 : ''}`;
  const note = (n: number) =>
    `## Why does the ${word(n)} of ${word(n * 3 + 1)} number ${n} meet ${word(n * 5 + 2)}?\n\nIt moves the ${word(n * 7)} through the ${word(n * 11)}.\n`;
  const planted =
    '## How long does the great comet of autumn need for one orbit?\n\nIt needs centuries for an orbit.\n';

  it('are told apart, and the two that ask the same are found', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 100 }, (_, file) => [
        `decks/${String(file).padStart(2, '0')}.md`,
        Array.from({ length: 100 }, (_, n) => note(file * 100 + n)).join('\n'),
      ]),
    );
    files['decks/03.md'] += `\n${planted}`;
    files['decks/98.md'] += `\n${planted.replace('great ', '')}`;
    const { decks, messages } = await lintedText(files);
    expect(decks.flatMap(({ children }) => children).length).toBe(10_002);
    expect(messages.map(({ file, id }) => `${file} ${id}`)).toEqual(['decks/98.md near-duplicate']);
  });
});

describe('hostile notes', () => {
  const many = (text: string, times = 20_000) => text.repeat(times);

  it.each([
    ['quotes', `## ${many('„«"')} orange?\n\nOrange\n`],
    ['spaces in a heading', `## A${many(' ', 100_000)}{.a${many(' ', 50_000)}.a}\n\nB [l](#b).\n`],
    ['brackets in a heading', `## ${many('[a b c ')}\n\n[l](#b)\n`],
    ['deletions', `## A\n\n${many('{{word}} ', 3_000)}\n`],
    ['deletions in code', `## A\n\n\`${many('{{c1::x}}', 3_000)}\`\n`],
    ['one word', `## A\n\n{{c1::${many('word ')}}} ${many('word ')}\n`],
    ['single braces', `## A\n\n${many('{c1::x} ', 5_000)}\n`],
    ['pronouns', `## What ${many('does it ')}?\n\nB\n`],
    [
      'equal notes',
      many('## Where does the river Rhine rise {#a}\n\nIn the Alps of Grisons\n\n', 3_000),
    ],
    ['links', `## A\n\n${many('[x](#a) ', 3_000)}\n`],
    ['comments', `## A\n\n${many('<!-- deckwright-disable cloze-tiny -->\n\n', 2_000)}B\n`],
  ])('are read to their end: %s', async (_, text) => {
    const { messages, before } = await lintedText({
      'decks/a.md': text,
      'decks/b.md': '## A\n\nB\n',
    });
    expect(messages.length).toBeGreaterThanOrEqual(before);
  });
});
