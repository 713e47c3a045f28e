import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Engine, engineAvailable, startEngine } from '../engine/engine.ts';
import { run, stateOf, treeOf } from './projects.ts';

const author = fileURLToPath(new URL('../engine/genanki_author.py', import.meta.url));

/** What the script writes, one package each. */
const kinds = ['stock', 'cloze', 'decks', 'media', 'html', 'templates', 'habits', 'everything'];

describe.skipIf(!engineAvailable)('a package that genanki wrote', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deckwright-genanki-'));
  const at = (...names: string[]) => join(folder, ...names);
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine();
    const setup = inject('engine');
    const python = setup.state === 'ready' ? setup.python : '';
    await promisify(execFile)(python, ['-B', author, at('packages')]);
  });
  afterAll(async () => {
    await engine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  describe.each(kinds)('of the kind %s', (kind) => {
    const original = at('packages', `${kind}.apkg`);
    const rebuilt = at(kind, 'again', `${kind}.apkg`);
    beforeAll(async () => {
      await run('import', [original], { root: at(kind, 'project') });
      await run('build', [], { root: at(kind, 'project') });
      const [built = ''] = readdirSync(at(kind, 'project', 'dist'));
      cpSync(at(kind, 'project', 'dist', built), rebuilt);
    });

    it('changes nothing for learners when it is built', async () => {
      const { imports, problems } = await engine.import([original, rebuilt]);
      expect(imports[1]).toMatchObject({ conflicting: [], new: [], updated: [] });
      const kindsOf = problems.map((one) => one.kind);
      for (const bad of [
        'outdated_notes',
        'outdated_notetypes',
        'conflicting_notes',
        'stale_media',
      ])
        expect(kindsOf).not.toContain(bad);
    });

    it('gives new learners the same notes, and every card', async () => {
      const was = await stateOf(engine, original);
      const is = await stateOf(engine, rebuilt);
      const now = new Map(is.notes.map((note) => [note.guid, note]));
      expect(now.size).toBe(was.notes.length);
      for (const { cards, tags, ...note } of was.notes) {
        expect(now.get(note.guid)).toMatchObject(note);
        expect(now.get(note.guid)?.tags).toEqual(tags.map((tag) => tag.replaceAll('"', "'")));
        // genanki leaves out cards that Anki makes, such as those of a deletion within another.
        expect(named(now.get(note.guid)?.cards)).toEqual(expect.arrayContaining(named(cards)));
      }
      expect(is.notetypes.length).toBe(was.notetypes.length);
    });

    it('is the same Markdown when it is imported once more', async () => {
      await run('import', [rebuilt], { root: at(kind, 'second') });
      expect(treeOf(at(kind, 'second'))).toEqual(treeOf(at(kind, 'project')));
    });
  });
});

/** Of two decks whose names differ in case only, Anki calls the one with the larger id otherwise. */
function named(cards: { ord: number; deck: string | null }[] = []) {
  return cards.map(({ ord, deck }) => ({ ord, deck: deck?.toLowerCase().replace(/_$/u, '') }));
}
