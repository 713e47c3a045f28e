import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeApkg } from '../../src/outputs/apkg/index.ts';
import { type Engine, engineAvailable, startEngine } from '../engine/engine.ts';
import { cloze, decks, media, plain, unicode } from './collections.ts';

const COLLECTIONS = Object.entries({ plain, cloze, unicode, decks, media });

describe.skipIf(!engineAvailable)('the real engine, given an .apkg of ours', () => {
  let engine: Engine;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deckwright-'));
    engine = await startEngine();
  });
  afterAll(async () => {
    await engine?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  describe.each(['legacy', 'latest'] as const)('%s', (format) => {
    it.each(COLLECTIONS)('imports %s whole and finds nothing wrong', async (name, make) => {
      const collection = make();
      const path = join(folder, `${name}-${format}.apkg`);
      await writeFile(path, await writeApkg(collection, { format }));
      for (const withPresets of [false, true]) {
        const report = await engine.import([path], { withPresets });
        expect(report.problems).toEqual([]);
        expect(
          report.notes.map(({ guid, mod, fields }) => [guid, mod, Object.values(fields)]),
        ).toEqual(collection.notes.map(({ guid, mod, fields }) => [guid, mod, fields]));
        expect(report.decks.map((deck) => deck.name).sort()).toEqual(
          collection.decks.map((deck) => deck.name).sort(),
        );
        expect(new Set(report.media)).toEqual(
          new Set(
            collection.media.map((row) => ({ name: row.name, size: row.size, sha1: row.sha1 })),
          ),
        );
        expect(report.notetypes.map(({ fields }) => fields.map(({ id }) => String(id)))).toEqual(
          collection.notetypes.map(({ fields }) => fields.map(({ id }) => String(id))),
        );
      }
    });
  });
});
