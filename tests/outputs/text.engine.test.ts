import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collection } from '../../src/collection.ts';
import { writeApkg, writeText } from '../../src/outputs/index.ts';
import { type Engine, engineAvailable, startEngine } from '../engine/engine.ts';
import { cloze, decks, field, media, plain, unicode } from './collections.ts';

describe.skipIf(!engineAvailable)("the real engine, given our form of Anki's text export", () => {
  let engine: Engine;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deckwright-text-'));
    engine = await startEngine();
  });
  afterAll(async () => {
    await engine?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** A profile that knows the note types, as it once had a note of each. */
  async function learner(collection: Collection) {
    const notes = collection.notetypes.flatMap(({ id }) => {
      const note = collection.notes.find(({ notetypeId }) => notetypeId === id);
      return note ? [{ ...note, id: note.id - 900, guid: `gone-${id}` }] : [];
    });
    const cards = collection.cards.flatMap((card) =>
      notes.some(({ id }) => id === card.noteId - 900)
        ? [{ ...card, id: card.id - 900, noteId: card.noteId - 900 }]
        : [],
    );
    const path = join(folder, 'types.apkg');
    await writeFile(path, await writeApkg({ ...collection, notes, cards }, { format: 'legacy' }));
    const profile = await engine.open();
    await profile.import(path);
    for (const { guid } of notes) await profile.removeNote(guid);
    return profile;
  }

  async function textFile(name: string, collection: Collection): Promise<string> {
    const path = join(folder, `${name}.txt`);
    await writeFile(path, Buffer.concat([...writeText(collection)]));
    return path;
  }

  it.each(Object.entries({ plain, cloze, unicode, decks, media, awkward, mixed }))(
    'brings %s whole, and a second time changes nothing',
    async (name, make) => {
      const collection = make();
      const path = await textFile(name, collection);
      const profile = await learner(collection);
      const first = await profile.importText(path);
      expect(first.new).toHaveLength(collection.notes.length);
      expect(Object.values(first.skipped)).toEqual([0, 0, 0, 0]);
      const state = await profile.dump();
      const names = new Map(collection.decks.map((deck) => [deck.id, deck.name]));
      const wanted = collection.notes.map(({ id, guid, fields, tags }) => {
        const cards = collection.cards.filter(({ noteId }) => noteId === id);
        return [
          guid,
          fields,
          tags.toSorted(),
          cards.map(({ ord }) => ord),
          names.get(cards[0]?.deckId ?? 0),
        ];
      });
      const found = state.notes.map(({ guid, fields, tags, cards }) => {
        return [
          ...[guid, Object.values(fields), tags.toSorted()],
          ...[cards.map(({ ord }) => ord), cards[0]?.deck],
        ];
      });
      expect(found).toEqual(expect.arrayContaining(wanted));
      expect(found).toHaveLength(wanted.length);
      const again = await profile.importText(path);
      expect(again.new).toEqual([]);
      expect((await profile.dump()).notes).toHaveLength(wanted.length);
      await profile.close();
    },
  );

  it('updates the note of the same guid', async () => {
    const collection = plain();
    const profile = await learner(collection);
    await profile.importText(await textFile('before', collection));
    const [first, ...rest] = collection.notes;
    const changed = { ...collection, notes: [{ ...first, fields: ['new', 'text'] }, ...rest] };
    const outcome = await profile.importText(await textFile('after', changed as Collection));
    expect(outcome.updated).toContain(first?.guid);
    expect(outcome.new).toEqual([]);
    const note = (await profile.dump()).notes.find(({ guid }) => guid === first?.guid);
    expect(Object.values(note?.fields ?? {})).toEqual(['new', 'text']);
    await profile.close();
  });

  it('gets a deck before those within it, whatever their order', async () => {
    const collection = decks();
    const turned = { ...collection, notes: collection.notes.toReversed() };
    const profile = await learner(collection);
    await profile.importText(await textFile('turned', turned));
    const names = (await profile.dump()).decks.map(({ name }) => name);
    expect(names.filter((name) => name.includes('+'))).toEqual([]);
    await profile.close();
  });
});

/** Texts that a careless writer would break. */
function awkward(): Collection {
  const collection = plain();
  const texts = [
    ['#not a comment', 'a\tb'],
    ['"quoted"', 'say "yes", or no'],
    ['two\nlines', ''],
    [' space around ', '#html:false'],
    ['{{c1::x}}', "=1+1; 'a', b|c"],
  ];
  const [note] = collection.notes;
  const [card] = collection.cards;
  if (!note || !card) throw new Error('a note and a card');
  return {
    ...collection,
    notes: texts.map((fields, index) => ({
      ...note,
      id: note.id + index,
      guid: index === 0 ? '#guid "1"' : `guid ${index}`,
      fields,
    })),
    cards: texts.flatMap(([, back], index) =>
      (back === '' ? [0] : [0, 1]).map((ord) => ({
        ...card,
        id: card.id + index * 2 + ord,
        noteId: note.id + index,
        ord,
      })),
    ),
  };
}

/** Note types of two and of three fields. */
function mixed(): Collection {
  const [a, b] = [plain(), awkward()];
  const [type] = a.notetypes;
  if (!type) throw new Error('a note type');
  const wide = {
    ...type,
    id: type.id + 50,
    name: 'Wide',
    fields: [...type.fields, field('More', 77n)],
  };
  const notes = b.notes.map((note) => ({
    ...note,
    id: note.id + 50,
    notetypeId: wide.id,
    fields: [...note.fields, 'more'],
  }));
  const cards = b.cards.map((card) => ({ ...card, id: card.id + 50, noteId: card.noteId + 50 }));
  return {
    ...a,
    notetypes: [type, wide],
    notes: [...a.notes, ...notes],
    cards: [...a.cards, ...cards],
  };
}
