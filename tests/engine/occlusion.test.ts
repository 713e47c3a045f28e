import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/compile.ts';
import { writeApkg } from '../../src/outputs/apkg/index.ts';
import { projectOf, sampleTime } from '../sample.ts';
import { type Engine, engineAvailable, type Profile, startEngine } from './engine.ts';
import type { OcclusionNote } from './types.ts';

const sample = fileURLToPath(new URL('../samples/occlusion/shapes', import.meta.url));

describe.skipIf(!engineAvailable)('the real engine, given image occlusions of ours', () => {
  let engine: Engine;
  let folder: string;
  let root: string;
  let profile: Profile;
  let guids: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deckwright-'));
    root = projectOf(sample);
    engine = await startEngine();
    profile = await engine.open();
    const { collection } = await compile({ root, now: sampleTime });
    guids = collection.notes.map(({ guid }) => guid);
    await writeFile(join(folder, 'shapes.apkg'), await writeApkg(collection, { format: 'latest' }));
  });

  afterAll(async () => {
    await profile?.close();
    await engine?.stop();
    for (const place of [folder, root]) await rm(place, { recursive: true, force: true });
  });

  it('imports them without a complaint', async () => {
    expect((await profile.import(join(folder, 'shapes.apkg'))).problems).toEqual([]);
    expect(await profile.check()).toEqual([]);
  });

  it('shows every shape in its editor, and which ones share a card', async () => {
    const { header, backExtra, imageSize, occludeInactive, occlusions } = await profile.occlusion(
      guids[0] ?? '',
    );
    expect({ header, backExtra, imageSize, occludeInactive }).toEqual({
      header: 'The heart',
      backExtra: 'Blood flows through it.',
      imageSize: 202,
      occludeInactive: true,
    });
    expect(inOrder(occlusions)).toEqual([
      [1, ['rect height=.4 left=.1 oi=1 top=.2 width=.3']],
      [
        2,
        [
          'ellipse left=.6 oi=1 rx=.1 ry=.3 top=.2',
          'polygon left=.5 oi=1 points=.5,.5 .75,.5 .75,1 top=.5',
        ],
      ],
      [3, ['rect height=.05 left=0 oi=1 top=0 width=.05']],
    ]);
  });

  it('leaves the others open where only one is hidden', async () => {
    const { occludeInactive, occlusions } = await profile.occlusion(guids[1] ?? '');
    expect(occludeInactive).toBe(false);
    expect(inOrder(occlusions)).toEqual([
      [1, ['rect height=1 left=0 top=0 width=.5']],
      [2, ['rect height=1 left=.5 top=0 width=.5']],
    ]);
  });

  it('makes a card of each shape or group', async () => {
    const cards = await profile.render();
    expect(cards.filter(({ guid }) => guid === guids[0]).map(({ ord }) => ord)).toEqual([0, 1, 2]);
    for (const { question, answer } of cards) {
      expect(question).toContain('anki.imageOcclusion.setup()');
      expect(question).toMatch(/<div class="cloze" data-ordinal="\d" data-shape="rect|ellipse"/);
      expect(answer).toContain('id="toggle"');
    }
  });
});

describe.skipIf(!engineAvailable)('the occlusion editor of the real engine', () => {
  const samples = fileURLToPath(new URL('../samples', import.meta.url));
  const project = fileURLToPath(new URL('../..', import.meta.url));
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

  it.each([
    ['the sample of shapes', 'occlusion/shapes', 2],
    ['the sample of labels', 'occlusion/labels', 2],
    ['the flagship deck', undefined, 5],
  ])(
    'reads all notes of %s back with the shapes that were written',
    async (what, sample, least) => {
      const root = sample === undefined ? project : projectOf(join(samples, sample));
      const { collection } = await compile({ root, now: sampleTime });
      const path = join(folder, `${what}.apkg`);
      await writeFile(path, await writeApkg(collection, { format: 'latest' }));
      if (root !== project) await rm(root, { recursive: true });
      const profile = await engine.open();
      try {
        expect((await profile.import(path)).problems).toEqual([]);
        const types = collection.notetypes.filter(({ stockKind }) => stockKind === 6);
        const notes = collection.notes.filter(({ notetypeId }) =>
          types.some(({ id }) => id === notetypeId),
        );
        expect(notes.length).toBeGreaterThanOrEqual(least);
        for (const { guid, fields } of notes) {
          const { occlusions, imageSize } = await profile.occlusion(guid);
          expect(imageSize).toBeGreaterThan(0);
          expect(inOrder(occlusions)).toEqual(shapesIn(fields[0] ?? ''));
        }
      } finally {
        await profile.close();
      }
    },
  );
});

/** The shapes of a field, by their number, as `inOrder` gives them. */
function shapesIn(field: string): (readonly [number, string[]])[] {
  const shapes = new Map<number, string[]>();
  for (const [, number = '', text = ''] of field.matchAll(
    /\{\{c(\d+)::image-occlusion:([^{}]+)\}\}/gu,
  )) {
    const [shape = '', ...pairs] = text.split(':');
    const known = shapes.get(Number(number)) ?? [];
    shapes.set(Number(number), [...known, [shape, ...pairs.sort()].join(' ')]);
  }
  return [...shapes].sort(([a], [b]) => a - b);
}

/** Anki gives the cards in any order. */
function inOrder(occlusions: OcclusionNote['occlusions']) {
  return occlusions
    .map(({ number, shapes }) => [number, shapes.map(written)] as const)
    .sort(([a], [b]) => a - b);
}

function written({ shape, properties }: { shape: string; properties: Record<string, string> }) {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${value}`);
  return [shape, ...pairs.sort()].join(' ');
}
