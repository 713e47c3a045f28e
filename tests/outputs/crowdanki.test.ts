import { describe, expect, it } from 'vitest';
import type { Collection } from '../../src/collection.ts';
import { packageByDeck, writeCrowdanki } from '../../src/outputs/index.ts';
import { decks, media, plain } from './collections.ts';

async function files(collection: Collection): Promise<Record<string, Buffer>> {
  const found: Record<string, Buffer> = {};
  for (const { path, content } of writeCrowdanki(collection)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) chunks.push(chunk);
    found[path] = Buffer.concat(chunks);
  }
  return found;
}

const deckOf = async (collection: Collection) =>
  JSON.parse(String((await files(collection))['deck.json']));

describe('the folder for CrowdAnki', () => {
  it('has deck.json with the keys that CrowdAnki reads, in the order it writes them', async () => {
    const text = String((await files(plain()))['deck.json']);
    const deck = JSON.parse(text);
    expect(Object.keys(deck)).toEqual(Object.keys(deck).toSorted());
    expect(text.startsWith('{\n    "__type__": "Deck",\n    "children": [],')).toBe(true);
    expect(deck.name).toBe('Samples');
    expect(deck.deck_configurations).toEqual([
      { __type__: 'DeckConfig', crowdanki_uuid: deck.deck_config_uuid, name: 'CrowdAnki decks' },
    ]);
    expect(deck.notes[0]).toEqual({
      __type__: 'Note',
      fields: ['What is <b>2 &lt; 3</b>?', 'true'],
      guid: 'guid-1',
      note_model_uuid: deck.note_models[0].crowdanki_uuid,
      tags: ['arithmetic', 'maths::order'],
    });
    expect(text).toContain('"id": 9223372036854775807,');
  });

  it('holds the media beside, and names them', async () => {
    const found = await files(media());
    const deck = JSON.parse(String(found['deck.json']));
    const names = media().media.map(({ name }) => name);
    expect(deck.media_files).toEqual(names.toSorted());
    for (const row of media().media) expect(found[`media/${row.name}`]).toHaveLength(row.size);
  });

  it('has decks within decks, each with its notes', async () => {
    const [physics, chemistry] = packageByDeck(decks());
    if (!physics || !chemistry) throw new Error('two decks');
    const deck = await deckOf(physics.collection);
    expect(deck.name).toBe('Physics');
    expect(deck.desc).toBe('From <i>stones</i> to stars');
    expect(deck.notes).toHaveLength(1);
    const [waves] = deck.children;
    expect([waves.name, waves.notes.length]).toEqual(['Waves', 1]);
    expect(waves.children[0].name).toBe('Sound');
    expect((await deckOf(chemistry.collection)).name).toBe('Chemistry');
    expect(() => writeCrowdanki(decks())).toThrow('one deck at the top');
  });

  it('keeps every uuid when texts change, and is the same for the same collection', async () => {
    const uuids = (text: string) => text.match(/"[^"]*uuid": "[^"]*"/gu);
    const before = String((await files(plain()))['deck.json']);
    const changed = plain();
    const after = await files({
      ...changed,
      notes: changed.notes.map((note) => ({ ...note, fields: ['x', 'y'] })),
      notetypes: changed.notetypes.map((row) => ({ ...row, name: 'Renamed', css: '' })),
    });
    expect(uuids(String(after['deck.json']))).toEqual(uuids(before));
    expect(new Set(uuids(before)).size).toBeGreaterThan(2);
    expect(String((await files(plain()))['deck.json'])).toBe(before);
  });
});
