import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Collection } from '../../collection.ts';
import { surroundingsError } from '../../surroundings.ts';
import type { Ask } from './client.ts';

/** Notes in Anki by their id there, each as a hash of its fields and tags. */
export type Snapshot = Map<number, string>;

const idsSchema = z.array(z.int());
const infoSchema = z.union([
  z.object({
    noteId: z.int(),
    tags: z.array(z.string()),
    fields: z.record(z.string(), z.object({ value: z.string(), order: z.int() })),
  }),
  z.strictObject({}),
]);

/** Notes that AnkiConnect is asked for at once. */
const atOnce = 500;

/** All notes that an import of the collection might touch: those of its note types, and in its decks. */
export async function snapshotOf(collection: Collection, ask: Ask): Promise<Snapshot> {
  const found = idsSchema.safeParse(await ask('findNotes', { query: queryFor(collection) }));
  if (!found.success) throw misunderstood('findNotes');
  const notes: Snapshot = new Map();
  for (let from = 0; from < found.data.length; from += atOnce) {
    const asked = { notes: found.data.slice(from, from + atOnce) };
    const infos = z.array(infoSchema).safeParse(await ask('notesInfo', asked));
    if (!infos.success) throw misunderstood('notesInfo');
    for (const info of infos.data) {
      if (!('noteId' in info)) continue;
      const fields = Object.values(info.fields).toSorted((a, b) => a.order - b.order);
      const values = fields.map(({ value }) => value);
      notes.set(info.noteId, hashOf(values, info.tags));
    }
  }
  return notes;
}

/** Of what learners read; the tags that Anki itself sets on notes are theirs. */
export function hashOf(fields: string[], tags: string[]): string {
  const plain = tags
    .map((tag) => tag.toLowerCase())
    .filter((tag) => !/^(marked|leech)$/u.test(tag));
  const text = JSON.stringify([fields, plain.toSorted()]).normalize('NFC');
  return createHash('sha256').update(text).digest('base64');
}

function queryFor({ notetypes, decks }: Collection): string {
  const tops = new Set(decks.map(({ name }) => name.split('::')[0] ?? name));
  return [
    ...notetypes.map(({ id }) => `mid:${id}`),
    // What means something in a search (docs.ankiweb.net/searching.html).
    ...[...tops].map((name) => `"deck:${name.replace(/[\\"*_]/gu, '\\$&')}"`),
  ].join(' OR ');
}

function misunderstood(action: string): Error {
  return surroundingsError(`AnkiConnect gave an answer to ${action} that means nothing here.`);
}
