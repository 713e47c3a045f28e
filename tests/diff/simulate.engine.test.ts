import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collection } from '../../src/collection.ts';
import {
  type CardName,
  emptyLearner,
  type ImportOptions,
  importInto,
  learnerOf,
} from '../../src/diff/index.ts';
import { writeApkg } from '../../src/outputs/apkg/index.ts';
import { type Engine, engineAvailable, type Profile, startEngine } from '../engine/engine.ts';
import { deeds, NOW, perform, stateOf, viewOf } from './learner.ts';
import { changes, firstRelease, nextRelease, start } from './releases.ts';

/** More of them by hand: `DECKWRIGHT_PAIRS=1000 DECKWRIGHT_SEED=7`. */
const runs = Number(process.env.DECKWRIGHT_PAIRS ?? 40);
const seed = Number(process.env.DECKWRIGHT_SEED ?? 1);

const choices: fc.Arbitrary<ImportOptions> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  fc.record(
    {
      updateNotes: fc.constantFrom('if-newer', 'always', 'never'),
      updateNotetypes: fc.constantFrom('if-newer', 'always', 'never'),
      mergeNotetypes: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
);

/** A package without anything. */
const NOTHING: Collection = {
  modified: 0,
  decks: [],
  notetypes: [],
  notes: [],
  cards: [],
  media: [],
};

describe.skipIf(!engineAvailable)('the model of an import and the real engine', () => {
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

  it(
    'agree on what becomes of every note, card, deck, note type and file',
    async () => {
      const history = fc.record({
        start,
        releases: fc.array(fc.record({ changes: changes(), deeds, choices }), {
          minLength: 1,
          maxLength: 2,
        }),
        format: fc.constantFrom('legacy' as const, 'latest' as const),
      });
      await fc.assert(
        fc.asyncProperty(history, async ({ start, releases, format }) => {
          const profile = await engine.open();
          try {
            let release = firstRelease(start);
            const imported = await compare(profile, release, {}, format);
            expect(viewOf(stateOf(imported.after))).toEqual(viewOf(learnerOf(release)));
            for (const { changes, deeds, choices } of releases) {
              for (const deed of deeds) await perform(profile, deed);
              release = nextRelease(release, changes);
              // What was refused leaves traces in the engine's memory.
              const { refused } = await compare(profile, release, choices, format);
              if (refused) return;
            }
            const { emptyCards } = importInto(stateOf(await profile.dump()), NOTHING);
            expect(namesOf(emptyCards)).toEqual(await emptyCardsOf(profile));
          } finally {
            await profile.close();
          }
        }),
        {
          numRuns: runs,
          seed,
          endOnFailure: process.env.DECKWRIGHT_PAIRS !== undefined,
        },
      );
    },
    runs * 5000,
  );

  /** Imports a release for real and in the model, and holds the one against the other. */
  async function compare(
    profile: Profile,
    release: Collection,
    options: ImportOptions,
    format: 'legacy' | 'latest',
  ) {
    const path = join(folder, 'release.apkg');
    await writeFile(path, await writeApkg(release, { format }));
    const before = await profile.dump();
    const result = importInto(stateOf(before), release, { ...options, now: NOW });
    const outcome = await profile.import(path, options);
    const after = await profile.dump();
    expect({
      refused: outcome.error !== null,
      new: outcome.new,
      updated: outcome.updated,
      duplicate: outcome.duplicate,
      conflicting: outcome.conflicting,
      fullSync: after.schemaModified !== before.schemaModified,
      ...viewOf(stateOf(after)),
    }).toEqual({
      refused: result.refused !== undefined,
      new: [...result.new].sort(),
      updated: [...result.updated].sort(),
      duplicate: [...result.duplicate].sort(),
      conflicting: [...result.conflicting].sort(),
      fullSync: result.fullSync,
      ...viewOf(result.learner),
    });
    return { after, refused: result.refused !== undefined };
  }

  it('agree on a new profile', async () => {
    const profile = await engine.open();
    expect(viewOf(stateOf(await profile.dump()))).toEqual(viewOf(emptyLearner()));
    await profile.close();
  });
});

/** What Anki's Empty Cards lists. */
async function emptyCardsOf(profile: Profile): Promise<string[]> {
  const found = (await profile.check()).find(({ kind }) => kind === 'empty-cards');
  const which = (found?.details.which ?? []) as [string, number[]][];
  return namesOf(which.flatMap(([guid, ords]) => ords.map((ord) => ({ guid, ord }))));
}

function namesOf(cards: readonly CardName[]): string[] {
  return cards.map(({ guid, ord }) => `${guid} ${ord}`).sort();
}
