import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collection } from '../../src/collection.ts';
import { compile } from '../../src/compile.ts';
import { writeApkg } from '../../src/outputs/index.ts';
import { messagesOf } from '../../src/reporters/index.ts';
import { layOutExamples } from '../mutation/seeds.ts';
import { projectOf, samplesIn, sampleTime } from '../sample.ts';
import { type Engine, engineAvailable, startEngine } from './engine.ts';
import { cardsOf, joined, withoutIds } from './joined.ts';

const samples = fileURLToPath(new URL('../samples', import.meta.url));

describe.skipIf(!engineAvailable)(
  'the real engine, given all samples and all examples of the language',
  () => {
    let engine: Engine;
    let folder: string;
    let roots: string[];
    let collection: Collection;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'deckwright-'));
      const examples = layOutExamples(join(folder, 'examples')).map(({ root }) => root);
      roots = [...samplesIn(samples).map((name) => projectOf(join(samples, name))), ...examples];
      const parts: Collection[] = [];
      for (const [index, root] of roots.entries()) {
        const overrides = { namespace: `sample ${index}` };
        const compiled = await compile({ root, now: sampleTime, overrides });
        const errors = messagesOf(compiled.files).filter(({ severity }) => severity === 'error');
        if (errors.length === 0) parts.push(compiled.collection);
        else expect(examples).not.toContain(root);
      }
      collection = joined(parts);
      engine = await startEngine();
    }, 300_000);
    afterAll(async () => {
      await engine?.stop();
      for (const path of [folder, ...(roots ?? [])])
        await rm(path, { recursive: true, force: true });
    });

    describe.each(['legacy', 'latest'] as const)('%s', (format) => {
      let path: string;
      beforeAll(async () => {
        path = join(folder, `${format}.apkg`);
        await writeFile(path, await writeApkg(collection, { format }));
      });

      it('takes them whole and finds nothing wrong', async () => {
        const report = await engine.import([path]);
        expect(report.problems).toEqual([]);
        expect(collection.notes.length).toBeGreaterThan(100);
        expect(report.notes.map(({ guid, fields }) => [guid, Object.values(fields)])).toEqual(
          collection.notes.map(({ guid, fields }) => [guid, fields]),
        );
      });

      it('shows every card as our own template engine does', async () => {
        const ours = new Map(
          cardsOf(collection).map(({ key, question, answer }) => [key, { question, answer }]),
        );
        const theirs = new Map(
          (await engine.render(path)).map(({ guid, ord, question, answer }) => [
            `${guid} ${ord}`,
            { question: withoutIds(question), answer: withoutIds(answer) },
          ]),
        );
        expect(theirs.size).toBe(collection.cards.length);
        for (const [key, card] of theirs)
          expect({ key, ...card }).toEqual({ key, ...ours.get(key) });
      });
    });
  },
);
