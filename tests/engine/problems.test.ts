import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import initSqlJs from 'sql.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, engineAvailable, startEngine } from './engine.ts';
import type { ProblemKind } from './types.ts';

/** What is done to a sound package's database, and the problems that the engine must then see. */
const faults: [what: string, sql: string, kinds: ProblemKind[]][] = [
  ['nothing', 'select 1', []],
  ['two notes with one guid', "update notes set guid = 'one'", ['repeated-guid']],
  ['a note without a guid', "update notes set guid = '' where guid = 'two'", ['empty-guid']],
  ['another checksum', 'update notes set csum = 1', ['checksum-differs']],
  ['another sort field', "update notes set sfld = 'x'", ['sort-field-differs']],
  ['a return', 'update notes set flds = flds || char(13) || char(10)', ['text-changed']],
  ['unsorted tags', "update notes set tags = ' b a b '", []],
  [
    'notes without cards',
    'delete from cards',
    ['note-without-cards', 'unused-deck', 'missing-cards'],
  ],
  ['one field less', "update notes set flds = 'x'", ['import-refused']],
  ['a lost note', "delete from notes where guid = 'two'", ['card-without-note']],
  [
    'a lost deck',
    'update cards set did = 99',
    ['card-in-missing-deck', 'unused-deck', 'database-check', 'decks-added-by-check'],
  ],
  ['an unknown queue', 'update cards set queue = 9', ['import-refused']],
  [
    'a card of no template',
    'update cards set ord = 7',
    ['template-error', 'empty-cards', 'database-check', 'missing-cards', 'removed-cards'],
  ],
  [
    'an unknown field',
    "update col set models = replace(models, '{{Back}}', '{{Nope}}')",
    ['template-error', 'notetype-refused'],
  ],
  [
    'a lost preset',
    `update col set decks = replace(decks, '"conf":1', '"conf":5')`,
    ['missing-preset'],
  ],
  ['a far future', 'update notes set mod = 99999999999', ['notes-changed-by-check']],
  ['no table', 'drop table revlog', ['restore-refused', 'import-refused']],
];

describe.skipIf(!engineAvailable)('the real engine reports', () => {
  let engine: Engine;
  let folder: string;
  let sound: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deckwright-'));
    engine = await startEngine();
    sound = join(folder, 'sound.apkg');
    await engine.make(sound, {
      notes: ['one', 'two'].map((guid) => ({
        notetype: 'Basic',
        deck: 'Deck',
        guid,
        fields: [guid, 'back'],
      })),
    });
  });

  afterAll(async () => {
    await engine?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(faults)('%s', async (_, sql, kinds) => {
    const broken = join(folder, 'broken.apkg');
    await writeFile(broken, await tampered(await readFile(sound), sql));
    const { problems } = await engine.import([broken]);
    expect(problems.map(({ kind }) => kind)).toEqual(kinds);
  });
});

async function tampered(bytes: Uint8Array, sql: string): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes);
  const place = 'collection.anki21';
  const sqlite = await initSqlJs();
  const database = new sqlite.Database(await zip.file(place)?.async('uint8array'));
  database.run(sql);
  zip.file(place, database.export());
  database.close();
  return zip.generateAsync({ type: 'uint8array' });
}
