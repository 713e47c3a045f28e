import { describe, expect, it } from 'vitest';
import { diff, importInto, learnerOf } from '../../src/diff/index.ts';
import { BOTH_WAYS, file, GAPS, PLAIN, RELEASED } from './releases.ts';
import { type SmallNote, smallDeck } from './small.ts';

const cat: SmallNote = { guid: 'cat', fields: ['What purrs?', 'A cat'] };
const sky: SmallNote = {
  guid: 'sky',
  fields: ['What is blue?', 'The sky on a clear day'],
  tags: ['a'],
};
const gaps: SmallNote = {
  guid: 'gaps',
  notetype: GAPS,
  fields: ['The {{c1::sun}} is a {{c2::star}}, the {{c3::moon}} is not.', ''],
};

describe('a diff of notes', () => {
  it('is empty between equal collections', () => {
    const { notes, verdict } = diff(smallDeck([cat, sky]), smallDeck([cat, sky]));
    expect(notes).toEqual({ added: [], changed: [], moved: [], retired: [], unchanged: 2 });
    expect(verdict).toMatchObject({ updated: 0, untouched: 2, losesProgress: false });
  });

  it('tells added, changed, moved and retired notes', () => {
    const next = smallDeck([
      { ...sky, fields: ['What is blue?', 'The <b>sky</b> on a sunny day'], tags: ['b'], age: 5 },
      { guid: 'new', fields: ['Who barks?', 'A dog'], deck: 'Beta' },
      { ...gaps, deck: 'Beta' },
    ]);
    const { notes, verdict } = diff(smallDeck([cat, sky, gaps]), next);
    expect(notes.added).toMatchObject([
      { guid: 'new', title: 'Who barks?', deck: 'Beta', cards: 1 },
    ]);
    expect(notes.retired).toMatchObject([{ guid: 'cat', id: RELEASED * 1000 }]);
    expect(notes.moved).toMatchObject([{ guid: 'gaps', deckBefore: 'Alpha', deck: 'Beta' }]);
    expect(notes.changed).toMatchObject([
      {
        guid: 'sky',
        tagsAdded: ['b'],
        tagsRemoved: ['a'],
        fields: [
          {
            name: 'Back',
            onlyMarkup: false,
            words: [
              { kind: 'same', text: 'The sky on a ' },
              { kind: 'removed', text: 'clear' },
              { kind: 'added', text: 'sunny' },
              { kind: 'same', text: ' day' },
            ],
          },
        ],
      },
    ]);
    expect(verdict).toMatchObject({
      added: 1,
      updated: 1,
      untouched: 1,
      leftBehind: [{ guid: 'cat' }],
      losesProgress: false,
      fullSync: false,
    });
  });

  it('shows words as learners see them, and marks of deletions to authors alone', () => {
    const before = smallDeck([{ ...sky, fields: ['Colours', '{{c1::red}} and \\(x\\)'] }]);
    const after = smallDeck([
      { ...sky, fields: ['Colours', '{{c1::blue::which?}} and \\(x\\)'], age: 5 },
    ]);
    const [field] = diff(before, after).notes.changed[0]?.fields ?? [];
    expect(field?.shown).toEqual([
      { kind: 'removed', text: 'red' },
      { kind: 'added', text: 'blue' },
      { kind: 'same', text: ' and \\(x\\)' },
    ]);
    expect(field?.words.map(({ text }) => text).join('')).toContain('{{c1::');
  });

  it('tells markup from text, and notices a file under an old name', () => {
    const picture: SmallNote = { guid: 'p', fields: ['<img src="a.png">', 'plain'] };
    const old = smallDeck([picture], { media: [file('a.png', 'old')] });
    const next = smallDeck(
      [{ ...picture, fields: ['<img src="a.png">', '<b>plain</b>'], age: 1 }],
      {
        media: [file('a.png', 'new')],
      },
    );
    const { notes, media } = diff(old, next);
    expect(notes.changed).toMatchObject([
      { fields: [{ name: 'Back', onlyMarkup: true }], media: ['a.png'] },
    ]);
    expect(media.changed).toEqual(['a.png']);
  });

  it('follows a field that was renamed', () => {
    const [front, back] = PLAIN.fields;
    if (!front || !back) throw new Error('no fields');
    const renamed = { ...PLAIN, mod: RELEASED + 1, fields: [{ ...front, name: 'Question' }, back] };
    const { notes, notetypes } = diff(smallDeck([cat]), smallDeck([cat], { notetypes: [renamed] }));
    expect(notes.changed).toEqual([]);
    expect(notetypes.changed).toMatchObject([
      { sameSchema: true, fields: { renamed: [{ from: 'Front', to: 'Question' }], added: [] } },
    ]);
  });

  it('survives guids and names that mean something to JavaScript', () => {
    const odd = { guid: '__proto__', fields: ['constructor', 'toString'], tags: ['__proto__'] };
    const { notes } = diff(
      smallDeck([odd]),
      smallDeck([{ ...odd, fields: ['hasOwnProperty', ''] }]),
    );
    expect(notes.changed).toHaveLength(1);
  });
});

describe('a verdict', () => {
  it('warns of changes that will not arrive', () => {
    const reworded = { ...cat, fields: ['What purrs?', 'A tom'] };
    const restyled = { ...PLAIN, css: '.card { color: red }' };
    const { verdict } = diff(
      smallDeck([cat, sky]),
      smallDeck([reworded, sky], { notetypes: [restyled] }),
    );
    expect(verdict).toMatchObject({
      updated: 0,
      untouched: 1,
      undelivered: [{ guid: 'cat', title: 'What purrs?', deck: 'Alpha' }],
      undeliveredNotetypes: ['Plain'],
    });
  });

  it('warns of notes that are replaced for nothing', () => {
    const { verdict } = diff(smallDeck([cat, sky]), smallDeck([{ ...cat, age: 9 }, sky]));
    expect(verdict.needless).toMatchObject([{ guid: 'cat' }]);
  });

  it('warns of a changed file that reaches nobody', () => {
    const note = { guid: 'p', fields: ['<img src="a.png">', ''] };
    const of = (text: string) => smallDeck([note], { media: [file('a.png', text)] });
    expect(diff(of('old'), of('new')).verdict).toMatchObject({
      undelivered: [{ guid: 'p' }],
      undeliveredMedia: ['a.png'],
    });
  });

  it('warns of notes that conflict for good', () => {
    const [front] = PLAIN.fields;
    if (!front) throw new Error('no field');
    const wider = { ...PLAIN, fields: [...PLAIN.fields, { ...front, id: 99n, name: 'Hint' }] };
    const notes = [{ ...cat, fields: ['What purrs?', 'A tom', ''], age: 5 }];
    const next = smallDeck([...notes, { guid: 'new', fields: ['a', 'b', 'c'] }], {
      notetypes: [wider],
    });
    const { verdict } = diff(smallDeck([cat]), next);
    expect(verdict).toMatchObject({
      conflicting: [{ guid: 'cat' }],
      copiedNotetypes: ['Plain+'],
      fullSync: false,
    });
    expect(diff(smallDeck([cat]), next, { mergeNotetypes: true }).verdict).toMatchObject({
      conflicting: [],
      fullSync: true,
    });
  });

  it('sees notes that are begun anew', () => {
    const again = { ...sky, guid: 'sky2', fields: ['What is blue?', 'The sky, on a clear day!'] };
    const { verdict } = diff(smallDeck([cat, sky]), smallDeck([cat, again]));
    expect(verdict).toMatchObject({
      restarted: [{ old: { guid: 'sky' }, next: { guid: 'sky2' } }],
      losesProgress: true,
    });
  });

  it.each([
    [
      'numbers that shift after a removal',
      'The sun is a {{c1::star}}, the {{c2::moon}} is not.',
      [
        { number: 1, before: 'sun', after: 'star' },
        { number: 2, before: 'star', after: 'moon' },
        { number: 3, before: 'moon', after: '' },
      ],
    ],
    [
      'exchanged numbers',
      'The {{c2::sun}} is a {{c1::star}}, the {{c3::moon}} is not.',
      [
        { number: 1, before: 'sun', after: 'star' },
        { number: 2, before: 'star', after: 'sun' },
      ],
    ],
    [
      'a gap around other words',
      'The sun is a {{c2::star}}, the {{c3::moon}} {{c1::is not}}.',
      [{ number: 1, before: 'sun', after: 'is not' }],
    ],
  ])('sees %s', (_, text, moved) => {
    const { verdict } = diff(
      smallDeck([gaps]),
      smallDeck([{ ...gaps, fields: [text, ''], age: 1 }]),
    );
    expect(
      verdict.movedProgress.map(({ number, before, after }) => ({ number, before, after })),
    ).toEqual(moved);
    expect(verdict.losesProgress).toBe(true);
  });

  it.each([
    ['a correction', 'The {{c1::Sun}} is a {{c2::star}}, the {{c3::Earth}} is not.', 2, 0],
    ['a longer gap', 'The {{c1::sun}} is {{c2::a star}}, the {{c3::moon}} is not.', 1, 0],
    ['a gap that is gone', 'The {{c1::sun}} is a {{c2::star}}, the moon is not.', 0, 1],
  ])('lets %s be', (_, text, corrected, emptied) => {
    const { verdict } = diff(
      smallDeck([gaps]),
      smallDeck([{ ...gaps, fields: [text, ''], age: 1 }]),
    );
    expect(verdict.movedProgress).toEqual([]);
    expect(verdict.correctedClozes).toHaveLength(corrected);
    expect(verdict.emptiedCards).toHaveLength(emptied);
  });

  it('sees a note that is about something else now', () => {
    const other = { ...sky, fields: ['Who wrote Faust?', 'Goethe, in two parts'], age: 1 };
    expect(diff(smallDeck([sky]), smallDeck([other])).verdict.movedProgress).toMatchObject([
      { guid: 'sky', reason: 'content' },
    ]);
  });

  it('sees templates that exchange their fronts', () => {
    const [there, back] = BOTH_WAYS.templates;
    if (!there || !back) throw new Error('no templates');
    const swapped = {
      ...BOTH_WAYS,
      mod: RELEASED + 1,
      templates: [
        { ...there, front: back.front, back: back.back },
        { ...back, front: there.front, back: there.back },
      ],
    };
    const word: SmallNote = { guid: 'w', notetype: BOTH_WAYS, fields: ['Hund', 'dog', ''] };
    const { verdict } = diff(smallDeck([word]), smallDeck([word], { notetypes: [swapped] }));
    expect(verdict.movedProgress).toMatchObject([
      { guid: 'w', reason: 'template', number: 1 },
      { guid: 'w', reason: 'template', number: 2 },
    ]);
  });

  it('sees a full sync when the sort field changes, and that it keeps updates away', () => {
    const sorted = { ...PLAIN, mod: RELEASED + 5, sortField: 1 };
    const next = smallDeck([{ ...cat, fields: ['What purrs?', 'A tom'], age: 5 }], {
      notetypes: [sorted],
    });
    expect(diff(smallDeck([cat]), next, { now: RELEASED + 60 }).verdict).toMatchObject({
      fullSync: true,
      undelivered: [{ guid: 'cat' }],
    });
  });
});

describe('the model of an import', () => {
  it('leaves what it is given as it was', () => {
    const learner = learnerOf(smallDeck([cat, sky]));
    const before = structuredClone(learner);
    const result = importInto(learner, smallDeck([{ ...cat, fields: ['a', 'b'], age: 1 }, gaps]));
    expect(result).toMatchObject({ new: ['gaps'], updated: ['cat'] });
    expect(learner).toEqual(before);
  });

  it('matches fields without ids by name', () => {
    const nameless = { ...PLAIN, fields: PLAIN.fields.map((field) => ({ ...field, id: 0n })) };
    const learner = learnerOf(smallDeck([cat], { notetypes: [nameless] }));
    const next = smallDeck([{ ...cat, fields: ['a', 'b'], age: 1 }]);
    expect(importInto(learner, next).updated).toEqual(['cat']);
    const renamed = {
      ...PLAIN,
      fields: PLAIN.fields.map((field) => ({ ...field, name: `${field.name}!` })),
    };
    expect(importInto(learner, { ...next, notetypes: [renamed] }).conflicting).toEqual(['cat']);
  });

  it('refuses to merge kinds, and changes nothing then', () => {
    const learner = learnerOf(smallDeck([cat]));
    const cloze = { ...PLAIN, kind: 'cloze' as const };
    const result = importInto(learner, smallDeck([cat], { notetypes: [cloze] }), {
      mergeNotetypes: true,
    });
    expect(result.refused).toContain('"Plain"');
    expect(result.learner).toBe(learner);
  });
});
