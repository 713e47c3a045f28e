import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collection } from '../../src/collection.ts';
import { writeApkg } from '../../src/outputs/index.ts';
import { type Engine, engineAvailable, startEngine } from '../engine/engine.ts';
import { cardsOf, joined, withoutIds } from '../engine/joined.ts';
import { createJudge } from './judge.ts';
import { mutations } from './mutate.ts';
import { layOutSeeds } from './seeds.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

/** `MUTATIONS=50000 SEED=7 npx vitest run tests/mutation` goes further; `scripts/fuzz-decks.ts` tells more. */
const numRuns = Number(process.env.MUTATIONS ?? 250);
const seed = Number(process.env.SEED ?? 20260101);
/** Two seconds are promised. A machine that does much else gets more: what hangs has no end at all. */
const deadline = 60_000;

describe('a damaged deck', () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop(deadline);
  });
  afterAll(() => workshop?.stop());

  it('is a build with the right number of notes and cards, or messages with places', async () => {
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(mutations(workshop.seeds), async (mutation) => {
        const { kind, what, seed: name } = await workshop.judge(mutation);
        kinds.add(kind);
        expect({ kind: kind === 'failure' ? what : 'fine', name }).toEqual({ kind: 'fine', name });
      }),
      { numRuns, seed },
    );
    expect([...kinds].sort()).toEqual(['built', 'messages']);
  }, 3_600_000);
});

describe.skipIf(!engineAvailable)('the real engine, given damaged decks that build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deckwright-mutation-'));
  let engine: Engine;
  let collection: Collection;
  let path: string;
  beforeAll(async () => {
    const seeds = layOutSeeds(folder);
    const judge = createJudge(seeds);
    const parts: Collection[] = [];
    for (const mutation of fc.sample(mutations(seeds.length), { numRuns: 120, seed: seed + 1 })) {
      const { texts = [] } = seeds[mutation.seed] ?? {};
      // Drawings are read when the package is written, and are sound again by then.
      if (texts[mutation.text % texts.length]?.endsWith('.svg')) continue;
      const outcome = await judge(mutation);
      if (outcome.kind === 'built') parts.push(outcome.compiled.collection);
    }
    collection = joined(parts.map(asNew));
    path = join(folder, 'damaged.apkg');
    await writeFile(path, await writeApkg(collection, { format: 'legacy' }));
    engine = await startEngine();
  }, 300_000);
  afterAll(async () => {
    await engine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('takes them whole, finds no card missing and none too many', async () => {
    const report = await engine.import([path]);
    expect(report.problems).toEqual([]);
    expect(report.notes.length).toBe(collection.notes.length);
    expect(collection.notes.length).toBeGreaterThan(100);
  });

  it('shows every card as our own template engine does', async () => {
    const theirs = new Map(
      (await engine.render(path)).map(({ guid, ord, question, answer }) => [
        `${guid} ${ord}`,
        { question: withoutIds(question), answer: withoutIds(answer) },
      ]),
    );
    const ours = new Map(
      cardsOf(collection).map(({ key, question, answer }) => [key, { question, answer }]),
    );
    expect(theirs).toEqual(ours);
  });
});

/** Several come from the same sound deck: their notes and note types are made different ones. */
function asNew(part: Collection, index: number): Collection {
  return {
    ...part,
    notetypes: part.notetypes.map((type) => ({
      ...type,
      id: type.id + index * 1_000_000,
      name: `${type.name} ${index}`,
    })),
    notes: part.notes.map((note) => ({
      ...note,
      guid: `${note.guid}${index}`,
      notetypeId: note.notetypeId + index * 1_000_000,
    })),
  };
}
