import { afterEach, describe, expect, it } from 'vitest';
import { type Built, makeProject, type TestProject } from '../project.ts';

const state: { project?: TestProject } = {};

afterEach(() => state.project?.remove());

type Files = Record<string, string | undefined>;

/** Builds after each change; none has an error. */
async function builds(...versions: Files[]): Promise<Built[]> {
  const project = makeProject({});
  state.project = project;
  const built: Built[] = [];
  for (const version of versions) {
    project.change({ 'deckwright.yaml': 'namespace: forms\n', ...version });
    built.push(await project.build());
    expect(built.at(-1)?.errors).toEqual([]);
  }
  return built;
}

const path = 'decks/a.md';
const qa = (text: string) => ({ [path]: `---\nform: qa\n---\n\n# Deck\n\n${text}` });
const csv = (...rows: string[]) => ({ 'decks/a.csv': `${rows.join('\n')}\n` });

describe('a note in another form', () => {
  it('is the same note with the same content', async () => {
    const [headings, questions, table] = await builds(
      { [path]: '# Deck\n\n## What is *water*?\n\nH₂O\n\n## Title\n\nIt {{boils}} at {{100}}.\n' },
      qa('Q: What is *water*?\nA: H₂O\n\nQ: Title\nA: It {{boils}} at {{100}}.\n'),
      {
        [path]:
          '---\nform: table\n---\n\n# Deck\n\nFront | Back\n---|---\nWhat is *water*? | H₂O\nTitle | It {{boils}} at {{100}}.\n',
      },
    );
    expect(questions?.guids).toEqual(headings?.guids);
    expect(questions?.mods).toEqual(headings?.mods);
    expect(table?.guids).toEqual(headings?.guids);
    expect(table?.mods).toEqual(headings?.mods);
  });

  it('is found again in a CSV file', async () => {
    const [before, after] = await builds(qa('Q: What is water?\nA: H₂O\n'), {
      [path]: undefined,
      ...csv('Front,Back', 'What is water?,H₂O'),
    });
    expect(after?.guids).toEqual(before?.guids);
  });
});

describe('a note of questions and answers', () => {
  it('is found again when its question is reworded, and others stay', async () => {
    const answer = 'The vector of all partial derivatives.';
    const [before, after] = await builds(
      qa(`Q: What is a gradient?\nA: ${answer}\n\nQ: What is a loss?\nA: A number.\n`),
      qa(`Q: What is a loss?\nA: A number.\n\nQ: Name the gradient's parts.\nA: ${answer}\n`),
    );
    expect(after?.guids["Name the gradient's parts."]).toBe(before?.guids['What is a gradient?']);
    expect(after?.mods['What is a loss?']).toBe(before?.mods['What is a loss?']);
  });

  it('keeps its id and guid from the line of its mark', async () => {
    const [before, after, last] = await builds(
      qa('Q: One {#kept}\nA: Two\n\nC: A [cell] {guid=ABCDEFGHIJKLMN}\n'),
      qa('C: Quite [another] {guid=ABCDEFGHIJKLMN}\n\nQ: Something else {#kept}\nA: All new.\n'),
      qa('C: Quite [another]\n\nQ: Something else {#kept}\nA: All new.\n'),
    );
    expect(before?.guids['A cell']).toBe('ABCDEFGHIJKLMN');
    expect(after?.guids).toEqual({
      'Quite another': 'ABCDEFGHIJKLMN',
      'Something else': before?.guids.One,
    });
    expect(last?.guids).toEqual(after?.guids);
  });

  it('keeps the numbers of its brackets, and is the same with braces', async () => {
    const [before, braces, fewer, more] = await builds(
      qa('C: The [order] of a group is [the cardinality] of its [set].\n'),
      qa('C: The {{order}} of a group is ==the cardinality== of its [set].\n'),
      qa('C: The [order] of a group is the cardinality of its [set].\n'),
      qa('C: The [order] of a [group] is the cardinality of its [set].\n'),
    );
    expect(braces?.ledger).toEqual(before?.ledger);
    expect(fewer?.guids).toEqual(before?.guids);
    expect(fewer?.ledger.notes[0]?.cloze).toEqual([
      [1, 'order'],
      [3, 'set'],
    ]);
    expect(more?.guids).toEqual(before?.guids);
    expect(more?.ledger.notes[0]?.cloze).toEqual([
      [1, 'order'],
      [4, 'group'],
      [3, 'set'],
    ]);
  });
});

describe('a row of a table', () => {
  it('stays as it is when others are edited, added, removed and sorted', async () => {
    const [before, after] = await builds(
      csv('Front,Back', 'el perro,the dog', 'el gato,the cat', 'el pez,the fish'),
      csv('Back,Front,tags', 'the bird,el ave,', 'the fish,el pez,', '"the ""dog""",el perro,'),
    );
    expect(after?.guids['el perro']).toBe(before?.guids['el perro']);
    expect(after?.guids['el pez']).toBe(before?.guids['el pez']);
    expect(after?.mods['el pez']).toBe(before?.mods['el pez']);
    expect(after?.mods['el perro']).toBeGreaterThan(before?.mods['el perro'] ?? 0);
  });

  it('keeps its id and guid from its columns', async () => {
    const [before, after] = await builds(
      csv('id,guid,Front,Back', 'dog,,el perro,the dog', ',ABCDEFGHIJKLMN,el gato,the cat'),
      csv('id,guid,Front,Back', 'dog,,un can,a hound', ',ABCDEFGHIJKLMN,la rosa,the rose'),
    );
    expect(after?.guids).toEqual({
      'un can': before?.guids['el perro'],
      'la rosa': 'ABCDEFGHIJKLMN',
    });
  });
});
