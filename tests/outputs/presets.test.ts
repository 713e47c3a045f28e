import { afterEach, describe, expect, it } from 'vitest';
import type { Collection } from '../../src/collection.ts';
import { type ReadPackage, readPackage } from '../../src/inputs/index.ts';
import { packageByDeck, writeApkg } from '../../src/outputs/index.ts';
import { makeProject, type TestProject } from '../project.ts';

const state: { project?: TestProject } = {};
afterEach(() => state.project?.remove());

const settings = `presets:
  - name: Slow
    decks: [Words, Words::Verbs, Words::Gone]
    options: {id: 1700000000001, mod: 1700000000, name: Slow, usn: 0, new: {perDay: 3, delays: [1.5, 10]}, timer: 0}
  - name: Mine
    decks: [Other]
    options: {id: 1, new: {perDay: 9}}
`;

async function bytesOf(collection: Collection, format: 'legacy' | 'latest') {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await writeApkg(collection, { format })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

interface Shipped {
  used: Record<string, number | undefined>;
  presets: ReadPackage['presets'];
}

async function shipped(
  presets: string,
  format: 'legacy' | 'latest' = 'legacy',
): Promise<Record<string, Shipped>> {
  state.project = makeProject({
    'deckwright.yaml': `namespace: test\n${presets}`,
    'decks/_deck.yaml': settings,
    'decks/words.md': '# Words\n\n## A\n\na\n',
    'decks/words/verbs.md': '# Verbs\n\n## B\n\nb\n',
    'decks/other.md': '# Other\n\n## C\n\nc\n',
  });
  const { collection, errors } = await state.project.build();
  expect(errors).toEqual([]);
  const read = await Promise.all(
    packageByDeck(collection).map(async (one) =>
      readPackage(await bytesOf(one.collection, format)),
    ),
  );
  return Object.fromEntries(
    read.map(({ decks, deckSettings, presets }) => {
      const names = new Map(decks.map(({ id, name }) => [id, name]));
      const used = deckSettings.map(({ deckId, presetId }) => [names.get(deckId), presetId]);
      return [
        decks.find(({ id }) => id !== 1)?.name ?? '',
        { used: Object.fromEntries(used), presets },
      ];
    }),
  );
}

describe('presets of deck options', () => {
  it('stay in the project unless they are to be shipped', async () => {
    const packages = await shipped('');
    expect(Object.values(packages).flatMap(({ presets }) => presets.map(({ id }) => id))).toEqual([
      1, 1,
    ]);
  });

  it.each(['legacy', 'latest'] as const)(
    'go out with their decks, as they were (%s)',
    async (format) => {
      const { Words, Other } = await shipped('presets: ship\n', format);
      expect(Words?.used).toMatchObject({ Words: 1700000000001, 'Words::Verbs': 1700000000001 });
      expect(Words?.presets.map(({ id, name }) => [id, name])).toEqual([
        [1, 'Default'],
        [1700000000001, 'Slow'],
      ]);
      expect(Words?.presets[1]?.json).toMatchObject({
        ...{ mod: 1700000000, usn: -1, timer: 0 },
        new: { perDay: 3, delays: [1.5, 10] },
      });
      expect(Object.keys(Words?.presets[1]?.json ?? {}).slice(0, 3)).toEqual(['id', 'mod', 'name']);
      expect(Other?.presets.map(({ name }) => name)).toEqual(['Default', 'Mine']);
    },
  );

  it("never take the place of Anki's own Default", async () => {
    const { Other } = await shipped('presets: ship\n');
    expect(Other?.presets.map(({ id, json }) => [id === 1, json.name])).toEqual([
      [true, 'Default'],
      [false, 'Mine'],
    ]);
  });
});
