import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NotetypeRow } from '../../src/collection.ts';
import { type ReadPackage, readPackage } from '../../src/inputs/apkg/index.ts';
import { type Engine, engineAvailable, startEngine } from '../engine/engine.ts';
import type { AuthoredContent, ProfileState } from '../engine/types.ts';

const svg = (side: number) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"/>`);

/** What is hard about packages, as an author in Anki makes it. */
const CONTENT: AuthoredContent = {
  notetypes: [
    {
      name: 'Größe 言語',
      fields: ['Ωmega', 'omega', 'Third'],
      templates: [
        { name: 'Ä', front: '{{Ωmega}}', back: '{{FrontSide}}<hr>{{omega}}' },
        { name: 'ß', front: '{{omega}}', back: '{{Ωmega}} "quoted" \\ {{Third}}' },
      ],
      css: '.card::before { content: "1234567890123456789 \\" 9999999999999999"; src: url("_font.woff2") }',
    },
    {
      name: 'Own gaps',
      kind: 'cloze',
      fields: ['Text', 'Extra'],
      templates: [{ name: 'Gap', front: '{{cloze:Text}}', back: '{{cloze:Text}}{{Extra}}' }],
    },
  ],
  media: {
    'with space.svg': svg(1).toString('base64'),
    'été 日本.svg': svg(2).toString('base64'),
    '_font.woff2': Buffer.alloc(70_000, 'font').toString('base64'),
  },
  notes: [
    {
      notetype: 'Basic',
      fields: ['<img src="with space.svg">', '007'],
      deck: 'Top::Middle::Leaf',
      tags: ['b::c', 'Ä', 'a'],
      guid: '12345678901',
    },
    {
      notetype: 'Basic (and reversed card)',
      fields: ['uno', 'e\u0301 &amp; <b>x</b>'],
      deck: 'Top',
    },
    { notetype: 'Größe 言語', fields: ['α', '<img src="été 日本.svg">', ''], deck: 'Été::日本語' },
    {
      notetype: 'Own gaps',
      fields: ['{{c1::One}} {{c3::\\(x\\)::hint}}', '\n'],
      deck: 'Top::Gaps',
    },
    { notetype: 'Cloze', fields: ['{{c2::two}}', ''], deck: 'Top', mod: 1_600_000_000 },
    {
      notetype: 'Image Occlusion',
      fields: [
        '{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4:oi=1}}<br>',
        '<img src="with space.svg">',
        'Header',
        '',
        '',
      ],
      deck: 'Occluded',
    },
  ],
  decks: { Top: 'All of <b>it</b> "quoted"', 'Été::日本語': 'Ωμέγα' },
};

describe.skipIf(!engineAvailable)('a package by the real engine', () => {
  let engine: Engine;
  let folder: string;
  /** What the author's profile holds, of which three cards were studied. */
  let state: ProfileState;
  const read = {} as Record<'legacy' | 'latest' | 'new', ReadPackage>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deckwright-'));
    engine = await startEngine();
    const profile = await engine.open();
    await profile.add(CONTENT);
    await profile.answer(3, [4], 'Top');
    state = await profile.dump();
    const everything = { withScheduling: true, withPresets: true };
    const exports = { legacy: everything, latest: everything, new: {} };
    for (const name of ['legacy', 'latest', 'new'] as const) {
      const path = join(folder, `${name}.apkg`);
      const format = name === 'legacy' ? name : 'latest';
      await profile.export(path, { ...exports[name], format });
      read[name] = await readPackage(path);
    }
    await profile.close();
  });
  afterAll(async () => {
    await engine?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  describe.each(['legacy', 'latest', 'new'] as const)('%s', (name) => {
    it('holds for us the notes with their cards that Anki has', () => {
      expect(notesOf(read[name])).toEqual(ankiNotes(state));
    });

    it('holds the note types that Anki has, with 64-bit ids', () => {
      const used = new Set(read[name].notes.map(({ notetypeId }) => notetypeId));
      expect(read[name].notetypes.filter(({ id }) => used.has(id))).toEqual(ankiNotetypes(state));
    });

    it('holds the decks that Anki has', () => {
      const decks = read[name].decks.map(({ markdown = false, ...deck }) => ({
        ...deck,
        markdown,
      }));
      expect(decks).toEqual(
        [...state.decks]
          .sort((a, b) => a.id - b.id)
          .map(({ id, name: deck, description, markdown }) => ({
            id,
            name: deck,
            description,
            markdown,
          })),
      );
    });

    it('holds the media that Anki has', () => {
      const media = read[name].media.map(({ name: file, size, sha1 }) => ({
        name: file,
        size,
        sha1,
      }));
      expect(new Set(media)).toEqual(new Set(state.media));
      for (const { content, sha1 } of read[name].media) {
        const bytes = 'bytes' in content ? content.bytes : new Uint8Array(0);
        expect(createHash('sha1').update(bytes).digest('hex')).toBe(sha1);
      }
    });
  });

  it('tells its version, and what was studied', () => {
    const told = ({ container, schema, scheduling }: ReadPackage) => ({
      container,
      schema,
      ...scheduling,
    });
    expect(told(read.legacy)).toEqual({
      container: 'legacy 2',
      schema: 11,
      reviews: 3,
      studiedCards: 3,
    });
    expect(told(read.latest)).toEqual({
      container: 'latest',
      schema: 18,
      reviews: 3,
      studiedCards: 3,
    });
    expect(told(read.new)).toEqual({
      container: 'latest',
      schema: 18,
      reviews: 0,
      studiedCards: 0,
    });
  });

  it('gives the same rows in both formats, down to presets and limits', () => {
    const rows = ({ container: _, schema: __, modified: ___, media, ...rest }: ReadPackage) => ({
      ...rest,
      media: new Map(media.map(({ name, sha1 }) => [name, sha1])),
    });
    expect(rows(read.latest)).toEqual(rows(read.legacy));
    expect(read.latest.presets.map(({ name }) => name)).toEqual(state.presets);
  });
});

function notesOf({ notes, notetypes, cards, decks }: ReadPackage) {
  const deckNames = new Map(decks.map(({ id, name }) => [id, name]));
  const typeNames = new Map(notetypes.map(({ id, name }) => [id, name]));
  return notes.map(({ id, guid, mod, tags, fields, notetypeId }) => ({
    ...{ id, guid, mod, tags, fields },
    notetype: typeNames.get(notetypeId),
    cards: cards
      .filter(({ noteId }) => noteId === id)
      .sort((a, b) => a.ord - b.ord)
      .map((card) => ({
        id: card.id,
        ord: card.ord,
        due: card.due,
        deck: deckNames.get(card.deckId),
      })),
  }));
}

function ankiNotes(state: ProfileState): ReturnType<typeof notesOf> {
  return [...state.notes]
    .sort((a, b) => a.id - b.id)
    .map(({ id, guid, mod, tags, fields, notetype, cards }) => ({
      ...{ id, guid, mod, tags, fields: Object.values(fields) },
      notetype: notetype ?? undefined,
      cards: cards.map(({ id: cardId, ord, type, due, data, deck }) => ({
        ...{ id: cardId, ord, deck: deck ?? undefined },
        // A studied card remembers its place among the new ones.
        due: type === 0 ? due : JSON.parse(data).pos,
      })),
    }));
}

function ankiNotetypes(state: ProfileState): NotetypeRow[] {
  return state.notetypes
    .filter(({ notes }) => notes > 0)
    .sort((a, b) => a.id - b.id)
    .map(({ notes: _, originalId, fields, templates, ...row }) => ({
      ...row,
      ...(originalId !== null && { originalId }),
      fields: fields.map(({ id, tag, ...field }) => ({
        ...field,
        id: BigInt(id ?? 0),
        ...(tag !== null && { tag }),
      })),
      templates: templates.map(({ id, ...template }) => ({ ...template, id: BigInt(id ?? 0) })),
    }));
}
