import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, engineAvailable, startEngine } from './engine.ts';
import type { AuthoredContent } from './types.ts';

const picture = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>',
);

/** Long ago, so that what a learner does now is newer. */
const written = 1_700_000_000;

const deck: AuthoredContent = {
  notetypes: [
    {
      name: 'Plain',
      fields: ['Front', 'Back'],
      templates: [{ name: 'Card 1', front: '{{Front}}', back: '{{FrontSide}}<hr>{{Back}}' }],
    },
    {
      name: 'Gaps',
      kind: 'cloze',
      fields: ['Text', 'Back Extra'],
      templates: [{ name: 'Gap', front: '{{cloze:Text}}', back: '{{cloze:Text}}{{Back Extra}}' }],
    },
  ],
  media: { 'circle.svg': picture.toString('base64') },
  decks: { Shapes: 'All about <b>shapes</b>' },
  notes: [
    {
      notetype: 'Plain',
      guid: 'circle',
      deck: 'Shapes',
      tags: ['round'],
      mod: written,
      fields: ['What is <img src="circle.svg">?', 'A circle'],
    },
    {
      notetype: 'Gaps',
      guid: 'corners',
      deck: 'Shapes::Corners',
      mod: written,
      fields: ['A square has {{c1::four}} corners, a triangle {{c2::three::how many?}}', ''],
    },
  ],
};

describe.skipIf(!engineAvailable)('the real engine', () => {
  let engine: Engine;
  let folder: string;
  /** Two releases: in the second, only the circle's note was changed. */
  let first: string;
  let second: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deckwright-'));
    engine = await startEngine();
    first = join(folder, 'first.apkg');
    second = join(folder, 'second.apkg');
    const author = await engine.open();
    expect(await author.add(deck)).toEqual(['circle', 'corners']);
    await author.export(first);
    await author.edit('circle', { Back: 'A circle, or a disc' }, written + 100);
    await author.export(second);
    await author.close();
  });

  afterAll(async () => {
    await engine?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is the version that the requirements pin', async () => {
    const pinned = await readFile(new URL('requirements.txt', import.meta.url), 'utf8');
    const release = engine.anki.split('.').map(Number).join('.');
    expect(pinned.trim().split('\n')).toContain(`anki==${release}`);
  });

  it.each(['legacy', 'latest'] as const)(
    'imports a %s package and finds nothing wrong',
    async (format) => {
      const path = join(folder, `${format}.apkg`);
      expect(await engine.make(path, deck, { format })).toBe(2);
      const report = await engine.import([path]);
      expect(report.problems).toEqual([]);
      expect(report.imports).toEqual([
        {
          package: `${format}.apkg`,
          error: null,
          found: 2,
          new: ['circle', 'corners'],
          updated: [],
          duplicate: [],
          conflicting: [],
        },
      ]);
      expect(report.decks).toMatchObject([
        { name: 'Shapes', description: 'All about <b>shapes</b>', cards: 1 },
        { name: 'Shapes::Corners', description: '', cards: 2 },
      ]);
      expect(report.notetypes).toMatchObject([
        { name: 'Plain', kind: 'normal', notes: 1 },
        { name: 'Gaps', kind: 'cloze', notes: 1 },
      ]);
      expect(report.media).toEqual([
        { name: 'circle.svg', size: picture.length, sha1: expect.stringMatching(/^[0-9a-f]{40}$/) },
      ]);
      expect(report.notes).toMatchObject([
        {
          guid: 'circle',
          mod: written,
          fields: { Back: 'A circle' },
          tags: ['round'],
          cards: [{ ord: 0, deck: 'Shapes', queue: 0, reviews: [] }],
        },
        { guid: 'corners', cards: [{ ord: 0 }, { ord: 1, deck: 'Shapes::Corners' }] },
      ]);
    },
  );

  it('renders what a learner sees', async () => {
    const cards = await engine.render(first);
    expect(cards.map(({ guid, ord }) => [guid, ord])).toEqual([
      ['circle', 0],
      ['corners', 0],
      ['corners', 1],
    ]);
    expect(cards[0]?.answer).toContain('<hr>A circle');
    expect(cards[2]?.question).toContain('>[how many?]</span>');
    expect(cards.filter(({ empty, error }) => empty || error)).toEqual([]);
  });

  it('keeps what a learner studied and edited when a release is imported', async () => {
    const learner = await engine.open();
    await learner.import(first);
    expect(await learner.answer(3, [4], 'Shapes')).toHaveLength(3);
    await learner.edit('corners', { 'Back Extra': 'mine' }, written + 50);
    await learner.tag('corners', { add: ['hard'], at: written + 50 });
    await learner.move({ guid: 'corners', ord: 1 }, 'Later');
    await learner.suspend({ guid: 'corners', ord: 0 });
    await learner.flag({ guid: 'circle' }, 2);
    const before = await learner.dump();
    const outcome = await learner.import(second);
    const after = await learner.dump();
    await learner.close();

    expect(outcome).toMatchObject({ updated: ['circle'], duplicate: ['corners'] });
    expect(outcome.problems.map(({ kind }) => kind)).toEqual(['undelivered-notes']);
    const [circle, corners] = after.notes;
    expect(circle?.fields.Back).toBe('A circle, or a disc');
    expect(circle?.cards).toEqual(before.notes[0]?.cards);
    expect(circle?.cards[0]).toMatchObject({ flags: 2, reps: 1, reviews: [{ rating: 4 }] });
    expect(corners).toEqual(before.notes[1]);
    expect(corners).toMatchObject({
      tags: ['hard'],
      fields: { 'Back Extra': 'mine' },
      cards: [{ queue: -1 }, { deck: 'Later' }],
    });
    expect(after.schemaModified).toBe(before.schemaModified);
  });

  it('reports notes that conflict after the learner changed the note type', async () => {
    const learner = await engine.open();
    await learner.import(first);
    const { schemaModified } = await learner.dump();
    await learner.changeNotetype('Plain', {
      addFields: ['Mine'],
      renameFields: { Back: 'Answer' },
    });
    const outcome = await learner.import(second);
    const after = await learner.dump();
    await learner.close();
    expect(outcome.conflicting).toEqual(['circle']);
    expect(outcome.problems.map(({ kind }) => kind)).toContain('conflicting-notes');
    expect(after.notes[0]?.fields).toMatchObject({ Answer: 'A circle', Mine: '' });
    expect(after.schemaModified).toBeGreaterThan(schemaModified);
  });

  it('reports what an import passes over in silence', async () => {
    const broken = join(folder, 'broken.apkg');
    await engine.make(broken, {
      notes: [
        { notetype: 'Basic', guid: 'a', fields: ['<img src="lost.png">', ''] },
        { notetype: 'Cloze', guid: 'b', fields: ['no deletion', ''] },
      ],
    });
    const { problems } = await engine.import([broken]);
    expect(problems.map(({ kind }) => kind)).toEqual(['empty-cards', 'missing-media']);
    expect(problems[1]?.details).toEqual({ which: ['lost.png'] });
  });

  it('says that a file is no package, and goes on', async () => {
    const nonsense = join(folder, 'nonsense.apkg');
    await writeFile(nonsense, 'not a zip');
    const report = await engine.import([nonsense, first]);
    expect(report.problems.map(({ kind }) => kind)).toEqual(['restore-refused', 'import-refused']);
    expect(report.imports.map(({ error }) => error === null)).toEqual([false, true]);
    await expect(engine.render(nonsense)).rejects.toThrow(/Error/);
    expect(await engine.render(first)).toHaveLength(3);
  });

  it('reads image occlusion notes as its editor does', async () => {
    const learner = await engine.open();
    const rectangle = 'rect:left=.1:top=.2:width=.3:height=.4:oi=1';
    const [guid = ''] = await learner.add({
      media: { 'circle.svg': picture.toString('base64') },
      notes: [
        {
          notetype: 'Image Occlusion',
          fields: [
            `{{c1::image-occlusion:${rectangle}}}<br>`,
            '<img src="circle.svg">',
            'Head',
            '',
            '',
          ],
        },
      ],
    });
    const note = await learner.occlusion(guid);
    await learner.close();
    expect(note).toMatchObject({
      image: 'circle.svg',
      imageSize: picture.length,
      header: 'Head',
      occlusions: [{ number: 1, shapes: [{ shape: 'rect', properties: { left: '.1', oi: '1' } }] }],
    });
  });

  it('imports text with header lines', async () => {
    const text = join(folder, 'notes.txt');
    const header = [
      '#separator:tab',
      '#html:true',
      '#guid column:1',
      '#notetype:Basic',
      '#deck:Text',
    ];
    await writeFile(text, [...header, 'row1\tfront\tback', 'row2\t\tno front', ''].join('\n'));
    const learner = await engine.open();
    const outcome = await learner.importText(text);
    const { notes, decks } = await learner.dump();
    await learner.close();
    expect(outcome).toMatchObject({ new: ['row1'], skipped: { empty_first_field: 1 } });
    expect(notes).toMatchObject([{ guid: 'row1', fields: { Front: 'front', Back: 'back' } }]);
    expect(decks.map(({ name }) => name)).toEqual(['Text']);
  });

  it('keeps a profile that has a folder, and can write it as a package', async () => {
    const place = join(folder, 'profile');
    const learner = await engine.open(place);
    await learner.import(first);
    await learner.answer(1);
    await learner.close();
    const again = await engine.open(place);
    const { notes } = await again.dump();
    const out = join(folder, 'studied.apkg');
    expect(await again.export(out, { format: 'latest', withScheduling: true })).toBe(2);
    await again.close();
    expect(notes.flatMap(({ cards }) => cards.flatMap(({ reviews }) => reviews))).toHaveLength(1);
    const studied = await engine.import([out], { withScheduling: true });
    expect(studied.notes.map(({ cards }) => cards)).toMatchObject(
      notes.map(({ cards }) => cards.map(({ ord, reps }) => ({ ord, reps }))),
    );
  });

  it('answers an unknown note or card with a sentence', async () => {
    const learner = await engine.open();
    await expect(learner.edit('nobody', { Front: '' })).rejects.toThrow(
      "no note with the guid 'nobody'",
    );
    await learner.close();
    await expect(learner.dump()).rejects.toThrow('KeyError');
  });
});
