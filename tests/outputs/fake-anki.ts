import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readPackage } from '../../src/inputs/index.ts';

interface KnownNote {
  id: number;
  mod: number;
  fields: Record<string, { value: string; order: number }>;
  tags: string[];
}

/** AnkiConnect as the real one (interface 6, in Anki 26.09.3) was seen to answer. */
export interface FakeAnki {
  url: string;
  /** By guid: what its one collection holds. */
  notes: Map<string, KnownNote>;
  /** What was asked, in order. */
  asked: { action: string; params: Record<string, unknown> }[];
  stop: () => Promise<void>;
}

export interface FakeOptions {
  key?: string;
  /** Answers of another kind, by action. */
  answers?: Record<string, unknown>;
  /** What stands there instead of AnkiConnect: this text to everything. */
  text?: string;
}

/** Listens on a port of its own. */
export async function startFakeAnki(options: FakeOptions = {}): Promise<FakeAnki> {
  const fake = { notes: new Map(), asked: [] } as Pick<FakeAnki, 'notes' | 'asked'>;
  const server = createServer(async (question, answer) => {
    const body = JSON.parse(await textOf(question));
    fake.asked.push({ action: body.action, params: body.params });
    // It says nothing of it, and closes the connection after each answer.
    answer.shouldKeepAlive = false;
    answer.removeHeader('Connection');
    answer.setHeader('Content-Type', 'application/json');
    answer.end(options.text ?? JSON.stringify(await answerTo(body, fake, options)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...fake,
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function textOf(question: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of question) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

interface Question {
  action: string;
  key?: string;
  params: { path?: string; notes?: number[] };
}

async function answerTo(
  { action, key, params }: Question,
  { notes }: Pick<FakeAnki, 'notes'>,
  options: FakeOptions,
): Promise<unknown> {
  if (key !== options.key) return { result: null, error: 'valid api key must be provided' };
  if (options.answers && action in options.answers) return options.answers[action];
  const well = (result: unknown) => ({ result, error: null });
  const known = [...notes.values()];
  if (action === 'version') return well(6);
  if (action === 'deckNames') return well(['Default']);
  if (action === 'findNotes') return well(known.map(({ id }) => id));
  if (action === 'notesInfo')
    return well(
      (params.notes ?? []).map((wanted) => {
        const note = known.find(({ id }) => id === wanted);
        if (!note) return {};
        const { id, fields, tags } = note;
        return { noteId: id, tags, fields, modelName: 'Deckwright Basic', cards: [id] };
      }),
    );
  if (action === 'importPackage') {
    await importPackage(params.path ?? '', notes);
    return well(true);
  }
  return { result: null, error: 'unsupported action' };
}

/** Notes that are new, or newer than those of the same guid (anki-format, 5.1). */
async function importPackage(path: string, notes: FakeAnki['notes']): Promise<void> {
  const read = await readPackage(path);
  for (const { guid, id, mod, notetypeId, fields, tags } of read.notes) {
    if ((notes.get(guid)?.mod ?? 0) >= mod) continue;
    const names = read.notetypes.find((row) => row.id === notetypeId)?.fields ?? [];
    const values = names.map(({ name }, order) => [name, { value: fields[order] ?? '', order }]);
    notes.set(guid, { id, mod, tags, fields: Object.fromEntries(values) });
  }
}
