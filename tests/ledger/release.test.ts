import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Compiled, CompileOptions } from '../../src/compile.ts';
import { printLedger } from '../../src/ledger.ts';
import { makeProject, type TestProject } from '../project.ts';

const state: { project?: TestProject } = {};

afterEach(() => {
  state.project?.remove();
  vi.doUnmock('../../src/render/nodes/table.ts');
  vi.resetModules();
});

function project(files: Record<string, string>): TestProject {
  state.project = makeProject(files);
  return state.project;
}

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>';
const notes = `# Deck

## One?

First answer.

## Two?

![a line](line.svg)

## Three?

| a | b |
|---|---|
| 1 | 2 |
`;

describe('mod', () => {
  it('moves with text, tags and media of a note, and of no other', async () => {
    const { build, change } = project({ 'decks/a.md': notes, 'decks/line.svg': picture });
    const first = await build();
    change({ 'decks/a.md': notes.replace('First answer', 'Better answer') });
    const second = await build();
    expect(second.changes.changed.map(({ front }) => front)).toEqual(['One?']);
    change({ 'decks/line.svg': picture.replace('h1', 'v1') });
    const third = await build();
    expect(third.changes.changed.map(({ front }) => front)).toEqual(['Two?']);
    expect(third.collection.media[0]?.name).not.toBe(first.collection.media[0]?.name);
    change({ 'decks/a.md': `---\ntags: [new]\n---\n${notes}` });
    const fourth = await build();
    expect(fourth.changes.changed).toHaveLength(3);
    expect(Object.values(fourth.mods).every((mod) => mod === fourth.collection.modified)).toBe(
      true,
    );
  });

  it('stays when the file only moves, or is only formatted otherwise', async () => {
    const { build, change } = project({ 'decks/a.md': notes, 'decks/line.svg': picture });
    const first = await build();
    change({ 'decks/a.md': notes.replaceAll('\n', '\r\n').replace('| a | b |', '|  a  |  b  |') });
    const second = await build();
    expect(second.changes).toEqual({
      added: [],
      changed: [],
      retired: [],
      otherwise: [],
      notetypes: [],
    });
    expect(second.mods).toEqual(first.mods);
  });

  it('moves past what learners have even if the clock is behind', async () => {
    const { build, change } = project({ 'decks/a.md': notes, 'decks/line.svg': picture });
    const first = await build();
    change({ 'decks/a.md': notes.replace('First', 'Another') });
    const second = await build({ now: 1000 });
    expect(second.mods['One?']).toBe((first.mods['One?'] ?? 0) + 1);
  });

  it('stays when a newer compiler renders otherwise, unless it is asked to refresh', async () => {
    const { build, root } = project({ 'decks/a.md': notes, 'decks/line.svg': picture });
    const first = await build();
    vi.resetModules();
    vi.doMock('../../src/render/direct/table.ts', () => ({
      table: () => '<table class="new"></table>',
    }));
    const { compile } = (await import('../../src/compile.ts')) as {
      compile: (options: CompileOptions) => Promise<Compiled>;
    };
    const { messagesOf } = await import('../../src/reporters/index.ts');
    const second = await compile({ root, now: 1800000000 });
    expect(second.collection.notes.map(({ fields }) => fields.join(''))[2]).toContain(
      'class="new"',
    );
    expect(second.ledger).toEqual(first.ledger);
    expect(second.changes.otherwise.map(({ front }) => front)).toEqual(['Three?']);
    expect(messagesOf(second.files).find(({ id }) => id === 'rendering-changed')?.reason).toMatch(
      /^1 note /u,
    );
    const third = await compile({ root, now: 1800000000, refresh: true });
    expect(third.changes.changed.map(({ front }) => front)).toEqual(['Three?']);
    expect(third.ledger.notes[2]?.mod).toBe(1800000000);
  });
});

describe('retirement', () => {
  it('ships a removed note once more when asked, with its cloze cards, a tag and a banner', async () => {
    const { build, change } = project({
      'decks/a.md':
        '# Deck\n\n## One?\n\nFirst.\n\n## Gone\n\nA {{hidden}} and a {{second}} word.\n',
      'deckwright.yaml': 'retire: ship\n',
    });
    const first = await build();
    change({ 'decks/a.md': '# Deck\n\n## One?\n\nFirst.\n' });
    const { collection } = await build();
    const gone = collection.notes.find(({ guid }) => guid === first.guids.Gone);
    expect(gone?.tags).toEqual(['deckwright-retired']);
    expect(gone?.fields[0]).toContain('{{c1::hidden}}, {{c2::second}}');
    expect(gone?.mod).toBeGreaterThan(first.mods.Gone ?? Number.POSITIVE_INFINITY);
    expect(
      collection.cards.filter(({ noteId }) => noteId === gone?.id).map(({ ord }) => ord),
    ).toEqual([0, 1]);
  });
});

const notetype = (fields: string[], more = '') =>
  `name: Country\n${more}fields:\n${fields.map((name) => `  - name: ${name}\n`).join('')}templates:\n  - name: Card\n`;
const country = {
  'decks/a.md': '---\ntype: country\n---\n# Deck\n\n## France\n\n### Capital\n\nParis\n',
  'templates/country/notetype.yaml': notetype(['Country', 'Capital', 'Flag']),
  'templates/country/card.front.html': '{{Country}}',
  'templates/country/card.back.html': '{{FrontSide}}<hr id=answer>{{Capital}}',
};

describe('the shape of a note type', () => {
  it('keeps its ids when a field is renamed', async () => {
    const { build, change } = project(country);
    const first = await build();
    expect(first.errors).toEqual([]);
    change({ 'templates/country/notetype.yaml': notetype(['Country', 'Capital', 'Banner']) });
    const second = await build();
    expect(second.errors).toEqual([]);
    expect(second.collection.notetypes[0]?.fields.map(({ id }) => id)).toEqual(
      first.collection.notetypes[0]?.fields.map(({ id }) => id),
    );
    expect(second.changes.notetypes).toHaveLength(1);
  });

  it.each([
    ['a field is added', ['Country', 'Capital', 'Flag', 'Area'], 'field "Area" added'],
    ['a field is removed', ['Country', 'Capital'], 'field "Flag" removed'],
    ['fields change places', ['Country', 'Flag', 'Capital'], 'its fields are in another order'],
  ])('is an error when %s', async (_, fields, said) => {
    const { build, change } = project(country);
    await build();
    change({ 'templates/country/notetype.yaml': notetype(fields) });
    const { errors } = await build();
    expect(errors.map(({ id, file, line }) => [id, file, line])).toEqual([
      ['notetype-reshaped', 'templates/country/notetype.yaml', 2],
    ]);
    expect(errors[0]?.reason).toContain(said);
    expect(errors[0]?.note).toContain('--reshape country');
    const meant = await build({ reshape: 'country' });
    expect(meant.errors).toEqual([]);
  });

  it('is an error when a normal type becomes a cloze type', async () => {
    const { build, change } = project(country);
    await build();
    change({
      'templates/country/notetype.yaml': notetype(['Country', 'Capital', 'Flag'], 'kind: cloze\n'),
      'templates/country/card.front.html': '{{cloze:Capital}}{{Country}}',
      'templates/country/card.back.html': '{{cloze:Capital}}{{Country}}',
      'decks/a.md': country['decks/a.md'].replace('Paris', '{{Paris}}'),
    });
    const { errors } = await build();
    expect(errors.map(({ id }) => id)).toEqual(['notetype-reshaped']);
  });

  it('of a built-in type may be restyled by one of its own: other types of the deck stay', async () => {
    const deck =
      '# Deck\n\n## Plain?\n\nYes.\n\n## Gap\n\nA {{gap}}.\n\n## Which?\n\n- [x] a\n- [ ] b\n';
    const { build, change } = project({ 'decks/a.md': deck });
    const first = await build();
    change({ 'templates/basic/notetype.yaml': 'name: Mine\nextends: basic\n' });
    const second = await build();
    expect(second.errors).toEqual([]);
    expect(second.ledger.notes).toEqual(first.ledger.notes);
    expect(second.changes.notetypes.map(({ key }) => key)).toEqual(['basic']);
  });

  it('lets the styling change, and moves the mod of the type alone', async () => {
    const { build, change } = project(country);
    const first = await build();
    change({ 'templates/country/style.css': '.card { color: teal }' });
    const second = await build();
    expect(second.mods).toEqual(first.mods);
    expect(second.collection.notetypes[0]?.mod).toBeGreaterThan(
      first.collection.notetypes[0]?.mod ?? Number.POSITIVE_INFINITY,
    );
  });
});

describe('the ledger as a file', () => {
  it('has a line for each note, in the order of the sources', async () => {
    const { build, root } = project({ 'decks/a.md': notes, 'decks/line.svg': picture });
    const { ledger } = await build();
    const lines = readFileSync(join(root, 'deckwright.lock'), 'utf8').split('\n');
    expect(
      lines.filter((line) => line.startsWith('{"guid"')).map((line) => JSON.parse(line).front),
    ).toEqual(['One?', 'Two?', 'Three?']);
    expect(printLedger(ledger)).toBe(lines.join('\n'));
  });

  it('says where a merge conflict stands, and how to go on', async () => {
    const { build, change, root } = project({ 'decks/a.md': notes, 'decks/line.svg': picture });
    await build();
    const text = readFileSync(join(root, 'deckwright.lock'), 'utf8');
    change({ 'deckwright.lock': text.replace('"notes": [\n', '"notes": [\n<<<<<<< HEAD\n') });
    const { errors } = await build();
    expect(errors.map(({ id, line }) => [id, line])).toEqual([['ledger-conflict', 7]]);
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -40)],
    ['with a broken line', (text: string) => text.replace('"front":"Two?"', '"front":Two?')],
    [
      'with a wrong value',
      (text: string) => text.replace(/"mod":\d+\}\n,\n\{"guid"/u, '"mod":"x"}\n,\n{"guid"'),
    ],
    ['of another kind', () => '[]'],
  ])('is an error when it is %s', async (_, damage) => {
    const { build, change, root } = project({ 'decks/a.md': notes, 'decks/line.svg': picture });
    await build();
    change({ 'deckwright.lock': damage(readFileSync(join(root, 'deckwright.lock'), 'utf8')) });
    const { errors } = await build();
    expect(errors.map(({ id }) => id)).toContain('ledger-invalid');
  });

  it('gives the same rows on another day', async () => {
    const { build } = project({ 'decks/a.md': notes, 'decks/line.svg': picture });
    const first = await build();
    const second = await build();
    expect(second.collection).toEqual(first.collection);
  });
});
