import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { packageByDeck, writeCrowdanki } from '../../src/outputs/index.ts';
import { write } from '../../src/write.ts';
import { decks, media } from '../outputs/collections.ts';
import { testWorld } from './world.ts';

const state = { folder: '' };

beforeEach(() => {
  state.folder = mkdtempSync(join(tmpdir(), 'deckwright-crowdanki-'));
});

afterEach(() => rmSync(state.folder, { recursive: true, force: true }));

const uuid = (text: string) => text.match(/"[^"]*uuid": "[^"]*"/gu)?.toSorted();

describe('a deck of CrowdAnki', () => {
  it.each([
    ['media', media()],
    ['decks', packageByDeck(decks())[0]?.collection],
  ])('with %s goes on under the uuids and guids that subscribers know', async (_, collection) => {
    if (!collection) throw new Error('a collection');
    // Not what would follow from ids and names.
    const uuids = {
      ...Object.fromEntries(collection.decks.map(({ name }) => [`deck:${name}`, `d-${name}`])),
      ...Object.fromEntries(collection.notetypes.map(({ id }) => [`notetype:${id}`, `n-${id}`])),
      [`preset:${collection.decks[0]?.name}`]: 'p-1',
      'preset-name:p-1': 'Theirs',
    };
    const folder = join(state.folder, 'deck');
    const parts = writeCrowdanki({ ...collection, uuids });
    await write(parts.map(({ path, content }) => ({ location: join(folder, path), content })));
    const before = readFileSync(join(folder, 'deck.json'), 'utf8');
    expect(before).toContain('"deck_config_uuid": "p-1"');

    const world = testWorld(state.folder);
    expect([await commands.import?.run({ root: 'project' }, ['deck'], world), world.err()]).toEqual(
      [0, ''],
    );
    const project = testWorld(join(state.folder, 'project'));
    expect(await commands.build?.run({ format: 'crowdanki', quiet: true }, [], project)).toBe(0);
    // A second build has nothing but the ledger.
    expect(await commands.build?.run({ format: 'crowdanki', quiet: true }, [], project)).toBe(0);
    const name = packageByDeck(collection)[0]?.name ?? '';
    const after = readFileSync(join(project.folder, 'dist', name, 'deck.json'), 'utf8');
    expect(uuid(after)).toEqual(uuid(before));
    const notes = (text: string) =>
      text.match(/"guid": "[^"]*"|"(?:flds|fields)": \[[^\]]*\]/gu)?.toSorted();
    expect(notes(after)).toEqual(notes(before));
    expect(JSON.parse(after).media_files).toEqual(JSON.parse(before).media_files);
    expect(JSON.parse(after).deck_configurations).toMatchObject([{ name: 'Theirs' }]);
  });
});
