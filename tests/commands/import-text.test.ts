import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { compile } from '../../src/compile.ts';
import { messagesOf } from '../../src/reporters/index.ts';
import { type Engine, engineAvailable, startEngine } from '../engine/engine.ts';
import { testWorld } from './world.ts';

const state = { folder: '' };

beforeEach(() => {
  state.folder = mkdtempSync(join(tmpdir(), 'deckwright-import-'));
});

afterEach(() => rmSync(state.folder, { recursive: true, force: true }));

const root = () => join(state.folder, 'project');

/** Imports files into a new project; gives what was printed. */
async function importFiles(files: Record<string, string>, values = {}, ...operands: string[]) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(state.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const world = testWorld(state.folder);
  const names = operands.length > 0 ? operands : Object.keys(files);
  const code = await commands.import?.run({ root: root(), ...values }, names, world);
  return { code, said: world.out() + world.err() };
}

async function built() {
  const compiled = await compile({ root: root(), now: 1767225600 });
  const errors = messagesOf(compiled.files).filter(({ severity }) => severity === 'error');
  return { ...compiled, errors };
}

const deckFile = (name: string) => readFileSync(join(root(), 'decks', name), 'utf8');

const odd = [
  '# no heading *star* _under_ `code` $x$ and $y$ {{a}} ==b== {.c}',
  '- no list',
  '1. no list',
  'a::b and {{c9::x}} [l](u) ![i](u) <b>no tag</b> &amp; \\ ~~no~~ | no | https://example.org',
  '---',
  'Q: no form',
  '$5 and $6',
  '\\(no formula\\) [sound:no.mp3]',
  '> no quote',
  '[^1]: no footnote',
  '```',
];

describe('an import of text', () => {
  it('says on cards what the file says, whatever means something in Markdown', async () => {
    const rows = odd.map((text, index) => [`${text} ${index}?`, `${text}`]);
    const csv = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
    const { code } = await importFiles(
      { 'odd.csv': `front,back\n${csv.join('\n')}\n` },
      { html: false },
    );
    expect(code).toBe(0);
    const { collection, errors } = await built();
    expect(errors).toEqual([]);
    // A row with a numbered deletion is a cloze note.
    const plain = rows.filter(([front]) => !front?.includes('{{c9'));
    const found = collection.notes.map(({ fields }) => fields.slice(0, 2).map(shown));
    for (const row of plain) expect(found).toContainEqual(row);
    expect(collection.notes).toHaveLength(rows.length);
  });

  it('writes the tidiest form: headings, and the first line of a long question', async () => {
    await importFiles({
      'page.txt':
        'Rivers Flashcards\n(4 cards)\nWhich is long?\nAnd which is short?\nThe Volga.\nThe D.\n\nWhat is wide?\n\n',
    });
    expect(deckFile('rivers.md')).toBe(
      '---\ndeck: Rivers\n---\n\n# Rivers\n\n## Which is long?\n\nAnd which is short?\n\n---\n\nThe Volga.\\\nThe D.\n\n## What is wide?\n',
    );
    const { errors } = await built();
    expect(errors.map(({ id, line }) => [id, line])).toEqual([['empty-side', 16]]);
  });

  it('keeps guids, decks and tags of a text export', async () => {
    await importFiles({
      'a.txt':
        '#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n#tags column:5\nx!y"z\tA::B\tone <b>two</b>\tthree {{z}}\tt u::v\n',
    });
    const { collection, errors } = await built();
    expect(errors).toEqual([]);
    expect(collection.notes).toMatchObject([{ guid: 'x!y"z', tags: ['t', 'u::v'] }]);
    expect(collection.notes[0]?.fields.slice(0, 2)).toEqual([
      ...['one <strong>two</strong>', 'three {{z}}'],
    ]);
    expect(collection.decks.map(({ name }) => name)).toContain('A::B');
  });

  it('brings media of a vault along', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
    await importFiles(
      { 'v/a/n.md': '#flashcards\n\nWhich picture::![[dot.svg|9]]\n', 'v/pics/dot.svg': svg },
      {},
      'v',
    );
    const { collection, errors } = await built();
    expect(errors).toEqual([]);
    expect(collection.media).toHaveLength(1);
    expect(collection.notes[0]?.fields[1]).toContain('<img src="dot');
  });

  it('says what the flags say', async () => {
    const { said } = await importFiles(
      { 'q.txt': 'a - b;;c - d' },
      { separator: ' - ', 'row-separator': ';;', deck: 'X::Y', as: 'table' },
    );
    expect(said).toContain('2 notes in 1 deck');
    expect(said).toContain('Columns: 1 Front, 2 Back, guessed');
    expect(existsSync(join(root(), 'decks/x/y.md'))).toBe(true);
  });

  it('brings a second table beside the first with --force, of the same note type', async () => {
    await importFiles({ 'a.csv': 'front,back\nWhat is A?,b\n' });
    await expect(importFiles({ 'b.csv': 'front,back\nWhat is C?,d\n' })).rejects.toThrow('--force');
    const { code } = await importFiles({ 'b.csv': 'front,back\nWhat is C?,d\n' }, { force: true });
    expect(code).toBe(0);
    const { collection, errors } = await built();
    expect([errors, collection.notes.length, collection.notetypes.length]).toEqual([[], 2, 1]);
  });

  it('ends in a sentence where the file is bad, and writes nothing', async () => {
    const { code, said } = await importFiles({ 'a.csv': 'a,"b\nc,d\n' });
    expect([code, said]).toEqual([
      1,
      expect.stringContaining('a quote is opened and never closed'),
    ]);
    expect(existsSync(root())).toBe(false);
  });
});

describe.skipIf(!engineAvailable)('the real engine, given a package of an imported table', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(async () => engine?.stop());

  it('has notes that show what the file says', async () => {
    const rows = odd.map((text, index) => `${index} ${text}\tback of ${text}`);
    const { said } = await importFiles(
      { 'odd.txt': rows.join('\n') },
      { html: false, as: 'table', quotes: false },
    );
    expect(said).toContain(`${odd.length} notes in 1 deck`);
    const world = testWorld(root());
    expect(await commands.build?.run({ quiet: true }, [], world)).toBe(0);
    const path = join(root(), 'dist/odd.apkg');
    const report = await engine.import([path]);
    expect(report.problems).toEqual([]);
    expect(report.notes).toHaveLength(odd.length);
    const cards = await engine.render(path);
    for (const [index, text] of odd.entries()) {
      if (text.includes('{{c9')) continue;
      const card = cards.find(({ question }) => shown(question).includes(`${index} ${text}`));
      expect(card && shown(card.answer)).toContain(`back of ${text}`);
    }
  });
});

/** What a reader sees of HTML. */
function shown(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>|<[^>]*>/gu, '')
    .replace(/&#(\d+);/gu, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
