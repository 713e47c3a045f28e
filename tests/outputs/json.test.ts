import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { collectionSchema, writeJson } from '../../src/outputs/index.ts';
import { testWorld } from '../commands/world.ts';
import { cloze, decks, media, plain, unicode } from './collections.ts';

const text = (make: () => ReturnType<typeof plain>) => Buffer.concat([...writeJson(make())]);

describe('the JSON of a collection', () => {
  it.each(Object.entries({ plain, cloze, unicode, decks, media }))(
    'of %s is as its schema says, and always the same',
    async (_, make) => {
      const document = JSON.parse(String(text(make)));
      expect(collectionSchema.parse(document)).toEqual(document);
      const world = testWorld('.');
      await commands.schema?.run({}, ['collection'], world);
      const validate = new Ajv({ allErrors: true }).compile(JSON.parse(world.out()));
      expect([validate(document), validate.errors]).toEqual([true, null]);
      expect(text(make)).toEqual(text(make));
    },
  );

  it('holds all that a package holds, 64-bit ids with every digit', () => {
    const document = collectionSchema.parse(JSON.parse(String(text(plain))));
    expect(document.notetypes[0]?.fields.map(({ id }) => id)).toEqual([
      '9007199254740993',
      '9223372036854775807',
    ]);
    expect(document.notes[0]).toMatchObject({
      guid: 'guid-1',
      fields: { Front: 'What is <b>2 &lt; 3</b>?', Back: 'true' },
      cards: [
        { ord: 0, deck: 'Samples' },
        { ord: 1, deck: 'Samples' },
      ],
    });
    expect(document.notes).toHaveLength(plain().notes.length);
  });

  it('has a line for each note', () => {
    const lines = String(text(plain)).split('\n');
    expect(lines.filter((line) => line.includes('"guid"'))).toHaveLength(plain().notes.length);
  });
});
