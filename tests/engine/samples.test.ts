import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collection, NoteRow } from '../../src/collection.ts';
import { compile } from '../../src/compile.ts';
import { idOf } from '../../src/ids.ts';
import { renderCard } from '../../src/notetype/index.ts';
import { writeApkg } from '../../src/outputs/index.ts';
import { messagesOf } from '../../src/reporters/index.ts';
import { projectOf, samplesIn, sampleTime } from '../sample.ts';
import { type Engine, engineAvailable, startEngine } from './engine.ts';

const samples = fileURLToPath(new URL('../samples', import.meta.url));

describe.skipIf(!engineAvailable)('the real engine, given all samples in one package', () => {
  let engine: Engine;
  let folder: string;
  let roots: string[];
  let collection: Collection;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deckwright-'));
    roots = samplesIn(samples).map((name) => projectOf(join(samples, name)));
    const parts: Collection[] = [];
    for (const [index, root] of roots.entries()) {
      const overrides = { namespace: `sample ${index}` };
      const compiled = await compile({ root, now: sampleTime, overrides });
      const errors = messagesOf(compiled.files).filter(({ severity }) => severity === 'error');
      if (errors.length === 0) parts.push(compiled.collection);
    }
    collection = joined(parts);
    engine = await startEngine();
  }, 300_000);
  afterAll(async () => {
    await engine?.stop();
    for (const path of [folder, ...(roots ?? [])]) await rm(path, { recursive: true, force: true });
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
      for (const [key, card] of theirs) expect({ key, ...card }).toEqual({ key, ...ours.get(key) });
    });
  });
});

/** Several collections as one; each keeps its notes in decks of its own. */
function joined(parts: Collection[]): Collection {
  const all = parts.map(apart);
  return {
    modified: sampleTime,
    decks: all.flatMap(({ decks }) => decks),
    notetypes: unique(
      all.flatMap(({ notetypes }) => notetypes),
      ({ id }) => id,
    ),
    notes: all.flatMap(({ notes }) => notes),
    cards: all.flatMap(({ cards }) => cards),
    media: unique(
      all.flatMap(({ media }) => media),
      ({ name }) => name,
    ),
  };
}

function apart(part: Collection, index: number): Collection {
  const shift = index * 1_000_000;
  const deck = (name: string) => `Sample ${index}::${name}`;
  const deckId = new Map(part.decks.map(({ id, name }) => [id, idOf('deck', deck(name))]));
  const top = { id: idOf('deck', `Sample ${index}`), name: `Sample ${index}`, description: '' };
  const decks = part.decks.map((row) => ({
    ...row,
    id: deckId.get(row.id) ?? 1,
    name: deck(row.name),
  }));
  return {
    ...part,
    decks: [top, ...decks],
    notes: part.notes.map((note) => ({
      ...note,
      id: note.id + shift,
      // Anki takes over the case of a tag that is there already.
      tags: note.tags.map((tag) => `sample-${index}::${tag}`),
    })),
    cards: part.cards.map((card) => ({
      ...card,
      id: card.id + shift,
      noteId: card.noteId + shift,
      deckId: deckId.get(card.deckId) ?? 1,
    })),
  };
}

function unique<Row>(rows: Row[], key: (row: Row) => unknown): Row[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()];
}

function cardsOf({ notes, notetypes, cards, decks }: Collection) {
  const notesById = new Map(notes.map((note): [number, NoteRow] => [note.id, note]));
  return cards.map(({ id, noteId, deckId, ord }) => {
    const note = notesById.get(noteId);
    const notetype = notetypes.find((row) => row.id === note?.notetypeId);
    if (!note || !notetype) throw new Error(`A card without a note: ${id}`);
    const deck = decks.find((row) => row.id === deckId)?.name ?? '';
    const { question, answer } = renderCard(notetype, { ...note, deck, cardId: id }, ord);
    const key = `${note.guid} ${ord}`;
    return { key, question: withoutIds(question), answer: withoutIds(answer) };
  });
}

/** Anki makes the id of a hint of a hash that nobody else needs to know. */
function withoutIds(html: string): string {
  return html.replace(/hint[\da-f]{16}/gu, 'hint');
}
