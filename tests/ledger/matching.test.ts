import { afterEach, describe, expect, it } from 'vitest';
import { makeProject, type TestProject } from '../project.ts';

const state: { project?: TestProject } = {};

afterEach(() => state.project?.remove());

/** A deck of these notes; `front` alone has a back made of it. */
function deck(...notes: (string | [front: string, back: string])[]): string {
  const blocks = notes.map((note) => {
    const [front, back] = typeof note === 'string' ? [note, `The full answer to: ${note}`] : note;
    return `## ${front}\n\n${back}\n`;
  });
  return `# Deck\n\n${blocks.join('\n')}`;
}

async function twice(before: Record<string, string>, after: Record<string, string | undefined>) {
  const project = makeProject(before);
  state.project = project;
  const first = await project.build();
  expect(first.errors).toEqual([]);
  project.change(after);
  const second = await project.build();
  return { first, second, ids: second.messages.map(({ id }) => id) };
}

const path = 'decks/a.md';
const other = 'decks/b.md';
const [one, two, three] = [
  'What is a gradient?',
  'What does momentum change?',
  'Which loss fits two classes?',
];

describe('a note is found again', () => {
  it('when nothing changed, and nothing moves', async () => {
    const { first, second, ids } = await twice({ [path]: deck(one, two) }, {});
    expect(second.ledger).toEqual(first.ledger);
    expect(ids).toEqual([]);
  });

  it('by its id, when front and back changed', async () => {
    const { first, second } = await twice(
      { [path]: deck([`${one} {#gradient}`, 'A vector of partial derivatives.']) },
      {
        [path]: deck(['Name the vector of slopes. {#gradient}', 'Something quite different here.']),
      },
    );
    expect(second.guids['Name the vector of slopes.']).toBe(first.guids[one]);
  });

  it('by its front, when the answer is fixed', async () => {
    const { first, second } = await twice(
      { [path]: deck(one, two) },
      { [path]: deck([one, 'New answer.'], two) },
    );
    expect(second.guids).toEqual(first.guids);
    expect(second.mods[one]).toBeGreaterThan(first.mods[one] ?? 0);
    expect(second.mods[two]).toBe(first.mods[two]);
  });

  it('by its front, when its file is renamed', async () => {
    const { first, second, ids } = await twice(
      { [path]: deck(one, two) },
      { [path]: undefined, [other]: deck(one, two) },
    );
    expect(second.guids).toEqual(first.guids);
    expect(second.mods).toEqual(first.mods);
    expect(ids).toEqual([]);
  });

  it('by its front, when a section moves to another file', async () => {
    const { first, second } = await twice(
      { [path]: deck(one, two, three), [other]: deck('What is left here?') },
      { [path]: deck(one), [other]: deck('What is left here?', two, three) },
    );
    expect(second.guids).toEqual(first.guids);
  });

  it('when two neighbours swap places', async () => {
    const { first, second } = await twice(
      { [path]: deck(one, two, three) },
      { [path]: deck(two, one, three) },
    );
    expect(second.guids).toEqual(first.guids);
    expect(second.mods).toEqual(first.mods);
  });

  it('when case and punctuation change', async () => {
    const { first, second } = await twice(
      { [path]: deck(one, two) },
      { [path]: deck('what is a Gradient', two) },
    );
    expect(second.guids['what is a Gradient']).toBe(first.guids[one]);
  });

  it('by its back, when the front is reworded, and that is said', async () => {
    const { first, second, ids } = await twice(
      { [path]: deck([one, 'The vector of all partial derivatives.'], two) },
      { [path]: deck(['Define nabla f.', 'The vector of all partial derivatives.'], two) },
    );
    expect(second.guids['Define nabla f.']).toBe(first.guids[one]);
    expect(ids).toEqual(['history-kept']);
  });

  it('as the nearest one, when front and back are edited, and that is said', async () => {
    const { first, second, ids } = await twice(
      { [path]: deck(one, two, three) },
      { [path]: deck(one, ['What exactly does momentum change?', 'It averages.'], three) },
    );
    expect(second.guids['What exactly does momentum change?']).toBe(first.guids[two]);
    expect(ids).toEqual(['history-kept']);
  });

  it.each([
    'What is the capital of Australia?',
    'What’s the capital of Australia?',
    'Which city is teh capital of Australia?',
  ])('in its place, when a typo is mended beside a short answer: %s', async (front) => {
    const old = 'What is teh capital of Australia?';
    const { first, second } = await twice(
      { [path]: deck([old, 'Canberra'], ['What is the capital of France?', 'Paris']) },
      { [path]: deck([front, 'Canberra'], ['What is the capital of France?', 'Paris']) },
    );
    expect(second.errors).toEqual([]);
    expect(second.guids[front]).toBe(first.guids[old]);
  });

  it('when notes are put between and before', async () => {
    const { first, second } = await twice(
      { [path]: deck(one, two) },
      { [path]: deck('Why does depth help?', one, 'How is a kernel moved?', two) },
    );
    expect(second.guids).toMatchObject(first.guids);
    expect(Object.keys(second.guids)).toHaveLength(4);
  });

  it('when it comes back after it was removed', async () => {
    const project = makeProject({ [path]: deck(one, two) });
    state.project = project;
    const first = await project.build();
    project.change({ [path]: deck(two) });
    const second = await project.build();
    expect(second.ledger.retired.map(({ front }) => front)).toEqual([one]);
    expect(second.messages.map(({ id }) => id)).toEqual(['note-retired']);
    project.change({ [path]: deck(one, two) });
    const third = await project.build();
    expect(third.guids).toEqual(first.guids);
    expect(third.ledger.retired).toEqual([]);
    expect(third.mods[one]).toBeGreaterThan(
      second.ledger.retired[0]?.mod ?? Number.POSITIVE_INFINITY,
    );
  });
});

describe('a history is not given away', () => {
  it('to an unrelated note in the same place', async () => {
    const { first, second, ids } = await twice(
      { [path]: deck(one, two, three) },
      {
        [path]: deck(one, ['Who wrote the first paper on attention?', 'A group of eight.'], three),
      },
    );
    expect(Object.values(first.guids)).not.toContain(
      second.guids['Who wrote the first paper on attention?'],
    );
    expect(ids).toEqual(['note-retired']);
  });

  it('to a note of another type, and that is said', async () => {
    const { first, second, ids } = await twice(
      { [path]: deck([one, 'A vector of partial derivatives.']) },
      { [path]: deck([one, 'A vector of {{partial derivatives}}.']) },
    );
    expect(second.guids[one]).not.toBe(first.guids[one]);
    expect(ids).toEqual(['notetype-changed', 'note-retired']);
  });

  const x = 'What do momentum and weight decay do?';

  it('when a note is split in two: the author is asked, and can say', async () => {
    const [left, right] = [
      'What does momentum do to the step?',
      'What does weight decay do to the step?',
    ];
    const old = 'What do momentum and weight decay do to the step?';
    const { first, second } = await twice(
      { [path]: deck([old, 'Both change it.']) },
      { [path]: deck([left, 'Speeds it.'], [right, 'Shrinks.']) },
    );
    expect(second.errors.map(({ id }) => id)).toEqual(['history-split']);
    expect(second.errors[0]?.note).toContain(`{guid=${first.guids[old]}}`);
    state.project?.change({
      [path]: deck([`${left} {guid=${first.guids[old]}}`, 'Speeds it.'], [right, 'Shrinks.']),
    });
    const third = await state.project?.build();
    expect(third?.errors).toEqual([]);
    expect(third?.guids[left]).toBe(first.guids[old]);
    expect(third?.guids[right]).not.toBe(first.guids[old]);
  });

  it('when two notes are merged: the author is asked, and can begin anew', async () => {
    const [left, right] = [
      'What does momentum do to the step?',
      'What does weight decay do to the step?',
    ];
    const merged = 'What do momentum and weight decay do to the step?';
    const { first, second } = await twice(
      { [path]: deck([left, 'Speeds.'], [right, 'Shrinks.']) },
      { [path]: deck([merged, 'Both change it.']) },
    );
    expect(second.errors.map(({ id }) => id)).toEqual(['history-ambiguous']);
    expect(second.errors[0]?.reason).toContain(left);
    expect(second.errors[0]?.reason).toContain(right);
    state.project?.change({ [path]: deck([`${merged} {#both}`, 'Both change it.']) });
    const third = await state.project?.build();
    expect(third?.errors).toEqual([]);
    expect(Object.values(first.guids)).not.toContain(third?.guids[merged]);
  });

  it('when a guid is claimed that nobody has, or that a second note claims', async () => {
    const { second } = await twice({ [path]: deck(x) }, { [path]: deck(`${x} {guid=nonsense}`) });
    expect(second.errors.map(({ id }) => id)).toEqual(['unknown-guid']);
  });
});

describe('an id', () => {
  const answer = 'A vector of partial derivatives.';

  it.each([
    ['given', one, `${one} {#new}`],
    ['taken away', `${one} {#old}`, one],
    ['changed', `${one} {#old}`, `${one} {#new}`],
  ])('may be %s while the front stays', async (_, before, after) => {
    const { first, second, ids } = await twice(
      { [path]: deck([before, answer], two) },
      { [path]: deck([after, answer], two) },
    );
    expect(second.guids).toEqual(first.guids);
    expect(second.mods).toEqual(first.mods);
    expect(ids).toEqual([]);
  });

  it('that comes together with other words makes a new note', async () => {
    const { first, second, ids } = await twice(
      { [path]: deck([one, answer], two) },
      { [path]: deck(['What is the gradient, exactly? {#new}', answer], two) },
    );
    expect(Object.values(first.guids)).not.toContain(
      second.guids['What is the gradient, exactly?'],
    );
    expect(ids).toEqual(['note-retired']);
  });
});

describe('of fronts that stand several times', () => {
  const named = (...answers: string[]) =>
    answers
      .map((answer) => `## What is this?\n\n![](${answer}.svg)\n\n---\n\n${answer}\n`)
      .join('\n');
  const svg = (name: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg"><title>${name}</title></svg>`;
  const pictures = Object.fromEntries(
    ['cat', 'dog', 'cow', 'hen'].map((name) => [`decks/${name}.svg`, svg(name)]),
  );
  /** Guids by answer, told by the order of the notes. */
  const byAnswer = (answers: string[], { ledger }: { ledger: { notes: { guid: string }[] } }) =>
    Object.fromEntries(answers.map((answer, index) => [answer, ledger.notes[index]?.guid]));

  it('each keeps its own when one is removed, though the answers are short', async () => {
    const { first, second, ids } = await twice(
      { [path]: named('cat', 'dog', 'cow', 'hen'), ...pictures },
      { [path]: named('dog', 'hen', 'cow') },
    );
    const then = byAnswer(['cat', 'dog', 'cow', 'hen'], first);
    expect(byAnswer(['dog', 'hen', 'cow'], second)).toEqual({ ...then, cat: undefined });
    expect(ids).toEqual(['unused-media', 'note-retired']);
  });

  it('the one whose answer is fixed is known by its place', async () => {
    const { first, second, ids } = await twice(
      { [path]: named('cat', 'dog', 'cow'), ...pictures },
      { [path]: named('cat', 'dog', 'cow').replace('\ndog', '\na dog') },
    );
    expect(second.ledger.notes.map(({ guid }) => guid)).toEqual(
      first.ledger.notes.map(({ guid }) => guid),
    );
    expect(ids).toEqual(['unused-media']);
  });

  it('a removed one does not come back as another', async () => {
    const project = makeProject({ [path]: named('cat', 'dog'), ...pictures });
    state.project = project;
    const first = await project.build();
    project.change({ [path]: named('dog') });
    await project.build();
    project.change({ [path]: named('dog', 'hen') });
    const third = await project.build();
    expect(first.ledger.notes.map(({ guid }) => guid)).not.toContain(third.ledger.notes[1]?.guid);
    project.change({ [path]: named('dog', 'cat') });
    const fourth = await project.build();
    expect(fourth.ledger.notes[1]?.guid).toBe(first.ledger.notes[0]?.guid);
  });
});

describe('what a guess goes by', () => {
  const [before, after] = ['Which gas fills a balloon?', 'Why is the sky blue?'];

  /** Replaces a note between two others; the answer changes too, unless one is given. */
  async function replaced(old: string, next: string, answer?: string) {
    const { first, second, ids } = await twice(
      { [path]: deck(before, [old, answer ?? 'The old answer, wholly.'], after) },
      { [path]: deck(before, [next, answer ?? 'Something else is written here.'], after) },
    );
    if (ids.includes('history-ambiguous')) return 'asked';
    return second.guids[next] === first.guids[old] ? 'kept' : 'new';
  }

  it.each([
    ['What does momentum change?', 'What exactly does momentum change?'],
    ['What does momentm change?', 'What does momentum change?'],
    [
      'How is a kernel moved over the input?',
      'How does a convolution move its kernel over the input?',
    ],
    ['Capital of France', 'What is the capital of France?'],
    ['Which loss fits two classes?', 'Which loss function fits binary classification?'],
  ])('"%s" in the place of "%s" is the same note', async (old, next) => {
    expect(await replaced(old, next)).toBe('kept');
  });

  it.each([
    ['Capital of France', 'Capital of Finland'],
    ['What does bonjour mean?', 'What does bonsoir mean?'],
    ['What is the derivative of sin?', 'What is the derivative of cos?'],
    ['In which year did WW1 end?', 'In which year did WW2 end?'],
    ['What is C?', 'What is C++?'],
  ])('"%s" for "%s" may be another one: the author is asked', async (old, next) => {
    expect(await replaced(old, next)).toBe('asked');
  });

  it.each([
    ['What is a gradient?', 'Who wrote the first paper on attention?', undefined],
    ['Is a convex function continuous?', 'Does every matrix have an inverse?', 'Yes.'],
    ['∂', '∑', undefined],
  ])('"%s" and "%s" are two notes', async (old, next, answer) => {
    expect(await replaced(old, next, answer)).toBe('new');
  });

  it('not by a short answer alone', async () => {
    const { first, second } = await twice(
      { [path]: deck(['Who painted Guernica?', 'Pablo Picasso'], one, two) },
      { [path]: deck(one, two, ['Whose blue period began in 1901?', 'Pablo Picasso']) },
    );
    expect(Object.values(first.guids)).not.toContain(
      second.guids['Whose blue period began in 1901?'],
    );
  });

  it('not by what all fronts of the deck share', async () => {
    const words = Array.from({ length: 60 }, (_, index) => `${'kbtdg'[index % 5]}${index}a`);
    const fronts = words.map((word) => `What does the word ${word} mean in this language?`);
    const { first, second, ids } = await twice(
      { [path]: deck(...fronts) },
      { [path]: deck(...fronts.slice(2), 'What does the word zorro mean in this language?') },
    );
    expect(Object.values(first.guids)).not.toContain(
      second.guids['What does the word zorro mean in this language?'],
    );
    expect(ids).toEqual(['note-retired']);
  });
});

describe('without a ledger', () => {
  it('a guid that the source names counts', async () => {
    const { first, second } = await twice(
      { [path]: deck(one, two) },
      { [path]: deck(one, 'Where does momentum lead?') },
    );
    const guid = first.guids[two] ?? '';
    state.project?.change({
      'deckwright.lock': undefined,
      [path]: deck(one, `Where does momentum lead? {guid=${guid}}`),
    });
    const third = await state.project?.build();
    expect(third?.errors).toEqual([]);
    expect(third?.guids['Where does momentum lead?']).toBe(guid);
    expect(third?.guids[one]).toBe(second.guids[one]);
  });

  it('guids come out as before for every note whose front is the same', async () => {
    const { first, second } = await twice(
      { [path]: deck(one, [`${two} {#momentum}`, 'It damps.'], three) },
      {
        'deckwright.lock': undefined,
        [path]: undefined,
        [other]: deck(three, [`${two} {#momentum}`, 'It accelerates.'], one),
      },
    );
    expect({ ...second.guids, Deck: undefined }).toEqual({ ...first.guids, Deck: undefined });
  });
});
