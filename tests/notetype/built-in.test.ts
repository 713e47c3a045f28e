import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardOrds, loadNotetypes, type Notetype, renderCard } from '../../src/notetype/index.ts';
import { type Engine, engineAvailable, startEngine } from '../engine/engine.ts';
import { builtIns, sharedStyles } from './folder.ts';

const notetypes = loadNotetypes(builtIns(), sharedStyles());

const optional = {
  Extra: '<p>More</p>',
  Source: '<a href="https://example.org">Book</a>',
  Context: 'A › B',
  Edit: '<a href="https://example.org/edit">Suggest an edit</a>',
};

/** A note of each kind with every field, and one with only what is required. */
const notes: Record<string, Record<string, string>[]> = {
  basic: [
    { Front: 'Why?', Back: '<p>So [sound:a.mp3]</p>', ...optional },
    { Front: 'Why?', Back: 'So' },
  ],
  reversed: [
    { Front: 'Hund [sound:hund.mp3]', Back: 'dog', ...optional },
    { Front: 'Katze', Back: 'cat' },
    { Front: 'Maus', Back: '' },
  ],
  typed: [
    { Front: 'Range?', Answer: 'a &lt; b', Back: '<p>Why</p>', ...optional },
    { Front: '2 + 2', Answer: '4' },
  ],
  cloze: [
    { Text: '<p>{{c1::One}} and {{c3::<code>two</code>::hint}}</p>', Title: 'Sums', ...optional },
    { Text: '{{c2::x}}' },
  ],
  choice: [
    {
      Front: 'Which?',
      Options: '<ul class="options"><li class="right">this</li><li class="wrong">that</li></ul>',
      Back: 'Because',
      ...optional,
    },
    { Front: 'Which?', Options: '<ul class="options"><li class="right">this</li></ul>' },
  ],
  'image-occlusion': [
    {
      Occlusion:
        '{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4:oi=1}}<br>{{c2::image-occlusion:ellipse:left=.5:top=.5:rx=.1:ry=.2:oi=1}}<br>',
      Image: '<img src="heart.svg">',
      Header: 'The heart',
      'Back Extra': '<p>More</p>',
      Comments: 'Not shown',
      ...optional,
    },
    {
      Occlusion: '{{c1::image-occlusion:polygon:points=0,0 1,0 1,1}}<br>',
      Image: '<img src="a.png">',
    },
  ],
};

const authored = [...notetypes.values()].flatMap((notetype) =>
  (notes[notetype.key] ?? []).map((values, index) => ({
    notetype,
    guid: `${notetype.key}-${index}`,
    fields: notetype.fields.map(({ name }) => values[name] ?? ''),
  })),
);

it('there is a note for every built-in type', () => {
  expect(Object.keys(notes).sort()).toEqual([...notetypes.keys()].sort());
});

describe.skipIf(!engineAvailable)('the real engine and the built-in note types', () => {
  let engine: Engine;
  let folder: string;
  let path: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deckwright-'));
    path = join(folder, 'built-in.apkg');
    engine = await startEngine();
    await engine.make(path, {
      notetypes: [...notetypes.values()].map(authoredType),
      notes: authored.map(({ notetype, guid, fields }) => ({
        notetype: notetype.name,
        guid,
        fields,
        deck: 'Kinds::All',
      })),
    });
  });

  afterAll(async () => {
    await engine?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('Anki takes them without a complaint', async () => {
    const { problems, notetypes: imported } = await engine.import([path]);
    // The sounds are named in the notes only to see how they are rendered.
    expect(problems.filter(({ kind }) => kind !== 'missing-media')).toEqual([]);
    expect(imported.map(({ name }) => name).sort()).toEqual(
      [...notetypes.values()].map(({ name }) => name).sort(),
    );
  });

  it('makes the same cards and shows the same on them', async () => {
    const cards = await engine.render(path);
    const theirs = cards.map(({ guid, ord, question, answer }) => ({
      guid,
      ord,
      question,
      answer,
    }));
    const ours = authored.flatMap(({ notetype, guid, fields }) =>
      cardOrds(notetype, fields, false).map((ord) => {
        const card = renderCard(notetype, { fields, tags: [], deck: 'Kinds::All' }, ord);
        return { guid, ord, question: card.question, answer: card.answer };
      }),
    );
    const key = ({ guid, ord }: { guid: string; ord: number }) => `${guid} ${ord}`;
    expect(ours.sort((a, b) => key(a).localeCompare(key(b)))).toEqual(
      theirs.sort((a, b) => key(a).localeCompare(key(b))),
    );
  });
});

function authoredType({ name, kind, fields, templates, css }: Notetype) {
  return {
    name,
    kind,
    fields: fields.map((field) => field.name),
    templates: templates.map(({ name: card, front, back }) => ({ name: card, front, back })),
    css,
  };
}
