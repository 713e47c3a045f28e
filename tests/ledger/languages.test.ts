import { afterEach, describe, expect, it } from 'vitest';
import { makeProject, type TestProject } from '../project.ts';

const state: { project?: TestProject } = {};

afterEach(() => state.project?.remove());

function deck(settings: string, attributes = ''): string {
  return `---\n${settings}\n---\n\n# Words\n\n## perro${attributes}\n\ndog\n\n## gato\n\ncat\n`;
}

async function modsOf(...versions: Record<string, string>[]): Promise<Record<string, number>[]> {
  const project = makeProject({ 'decks/a.md': deck('tags: []') });
  state.project = project;
  const mods: Record<string, number>[] = [];
  for (const files of versions) {
    project.change(files);
    const built = await project.build();
    expect(built.errors).toEqual([]);
    mods.push(built.mods);
  }
  return mods;
}

describe('what the ledger sees of languages', () => {
  it('is not how they are said', async () => {
    const [first, ...others] = await modsOf(
      { 'decks/a.md': deck('lang: fr') },
      { 'decks/a.md': deck('lang: {"*": fr}') },
      { 'decks/a.md': deck('lang: {Front: fr, Back: fr, Context: fr}') },
      { 'decks/a.md': deck('tags: []'), 'decks/_deck.yaml': 'lang: fr\n' },
      { 'decks/a.md': deck('tags: []', ' {lang=fr}') },
    );
    for (const mods of others) expect(mods).toEqual(first);
  });

  it('is which field is in which, note by note', async () => {
    const [first = {}, byField = {}, ofOne = {}, turned = {}] = await modsOf(
      { 'decks/a.md': deck('lang: fr') },
      { 'decks/a.md': deck('lang: {Front: es, "*": fr}') },
      { 'decks/a.md': deck('lang: {Front: es, "*": fr}', ' {lang="Front: pt"}') },
      { 'decks/a.md': deck('lang: {Front: es, "*": fr}\ndir: {Back: rtl}', ' {lang="Front: pt"}') },
    );
    for (const front of ['perro', 'gato'])
      expect(byField[front]).toBeGreaterThan(first[front] ?? 0);
    expect(ofOne.perro).toBeGreaterThan(byField.perro ?? 0);
    expect(ofOne.gato).toBe(byField.gato);
    for (const front of ['perro', 'gato']) expect(turned[front]).toBeGreaterThan(ofOne[front] ?? 0);
  });

  it('is nothing of those that a note type tells: its templates bring them', async () => {
    const project = makeProject({
      'decks/a.md': deck('type: word'),
      'templates/word/notetype.yaml': 'name: Word\nextends: basic\n',
    });
    state.project = project;
    const before = await project.build();
    const fields = ['Front', 'Back', 'Extra', 'Source', 'Context', 'Edit'];
    const rows = fields.map(
      (name) => `  - name: ${name}\n${name === 'Front' ? '    lang: ar\n' : ''}`,
    );
    project.change({
      'templates/word/notetype.yaml': `name: Word\nextends: basic\nfields:\n${rows.join('')}`,
    });
    const after = await project.build();
    expect(after.errors).toEqual([]);
    expect(after.mods).toEqual(before.mods);
    expect(after.collection.notes.map(({ fields: html }) => html)).toEqual(
      before.collection.notes.map(({ fields: html }) => html),
    );
    const [type] = after.collection.notetypes;
    expect(type?.mod).toBeGreaterThan(before.collection.notetypes[0]?.mod ?? 0);
    expect(type?.fields[0]?.rtl).toBe(true);
    expect(type?.templates[0]?.front).toContain('<div lang="ar" dir="rtl">{{Front}}</div>');
  });
});
