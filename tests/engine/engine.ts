import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type {
  AuthoredContent,
  ExportOptions,
  ImportOptions,
  ImportOutcome,
  ImportReport,
  OcclusionNote,
  Problem,
  ProfileState,
  RenderedCard,
  TextOutcome,
} from './types.ts';

/** The real Anki engine in a process of its own. Paths are of package files, unless said. */
export interface Engine {
  /** The engine's version. */
  anki: string;
  /** Imports packages in order into one new profile; the state is as before Anki's checks. */
  import(packages: string[], options?: ImportOptions & { check?: boolean }): Promise<ImportReport>;
  /** Question and answer of every card, by Anki's own renderer. */
  render(path: string): Promise<RenderedCard[]>;
  /** Lets Anki write a package again; gives the number of notes. */
  export(path: string, out: string, options?: ExportOptions): Promise<number>;
  /** Lets Anki write a package of what is authored; gives the number of notes. */
  make(out: string, content: AuthoredContent, options?: ExportOptions): Promise<number>;
  /** Opens a learner's profile: a folder to keep, or a temporary one. */
  open(folder?: string): Promise<Profile>;
  stop(): Promise<void>;
}

/** A note's card, or all its cards without `ord`. */
export interface CardChoice {
  guid: string;
  ord?: number;
}

/** A learner's profile, open until `close`. */
export interface Profile {
  folder: string;
  import(path: string, options?: ImportOptions): Promise<ImportOutcome & { problems: Problem[] }>;
  /** A text file with Anki's header lines. */
  importText(path: string): Promise<TextOutcome>;
  importJson(path: string): Promise<TextOutcome>;
  dump(): Promise<ProfileState>;
  /** Runs Anki's checks, which repair the profile. */
  check(): Promise<Problem[]>;
  render(): Promise<RenderedCard[]>;
  /** What Anki's image occlusion editor makes of a note. */
  occlusion(guid: string): Promise<OcclusionNote>;
  export(out: string, options?: ExportOptions): Promise<number>;
  /** Gives the guids of the notes, in order. */
  add(content: AuthoredContent): Promise<string[]>;
  /** Answers cards as the queue brings them; `ratings` (default 3, Good) are gone through again and again. */
  answer(
    count: number,
    ratings?: number[],
    deck?: string,
  ): Promise<{ guid: string; ord: number; rating: number }[]>;
  /** `at`: seconds since 1970, when the learner did it; now without it. */
  edit(guid: string, fields: Record<string, string>, at?: number): Promise<void>;
  tag(guid: string, tags: { add?: string[]; remove?: string[]; at?: number }): Promise<void>;
  move(cards: CardChoice, deck: string): Promise<void>;
  suspend(cards: CardChoice): Promise<void>;
  /** 0 to 7. */
  flag(cards: CardChoice, flag: number): Promise<void>;
  removeNote(guid: string): Promise<void>;
  /** Anki's Empty Cards; gives how many went. */
  removeEmptyCards(): Promise<number>;
  changeDeck(name: string, change: { rename?: string; description?: string }): Promise<void>;
  changeNotetype(
    name: string,
    change: {
      addFields?: string[];
      removeFields?: string[];
      renameFields?: Record<string, string>;
      css?: string;
    },
  ): Promise<void>;
  close(): Promise<void>;
}

/** False only where this machine has no Python and `CI` is not set: `describe.skipIf(!engineAvailable)`. */
export const engineAvailable = inject('engine').state !== 'missing';

/** Starts the engine, a process that serves until `stop`. Throws where its Python could not be set up. */
export async function startEngine(): Promise<Engine> {
  const setup = inject('engine');
  if (setup.state !== 'ready') throw new Error(setup.sentence);
  const script = fileURLToPath(new URL('anki_engine.py', import.meta.url));
  const child = spawn(setup.python, ['-B', script], { stdio: 'pipe' });
  const { ask, hello, ended } = converse(child);
  const { anki } = await hello;
  return {
    anki,
    import: (packages, { check = true, ...options } = {}) =>
      ask('import', { packages, options, check }),
    render: (path) => ask('render', { package: path }),
    export: (path, out, options) => ask('export', { package: path, out, ...options }),
    make: (out, content, options) => ask('make', { out, content, ...options }),
    open: async (folder) => openProfile(ask, await ask('open', { profile: folder })),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

type Ask = <Result>(request: string, particulars: object) => Promise<Result>;

function openProfile(ask: Ask, opened: { session: number; folder: string }): Profile {
  const { session, folder } = opened;
  const tell: Ask = (request, particulars) =>
    ask(`profile-${request}`, { ...particulars, session });
  return {
    folder,
    import: (path, options = {}) => tell('import', { package: path, options }),
    importText: (path) => tell('import-text', { path }),
    importJson: (path) => tell('import-json', { path }),
    dump: () => tell('dump', {}),
    check: () => tell('check', {}),
    render: () => tell('render', {}),
    occlusion: (guid) => tell('occlusion', { guid }),
    export: (out, options) => tell('export', { out, ...options }),
    add: (content) => tell('add', { content }),
    answer: (count, ratings, deck) => tell('answer', { count, ratings, deck }),
    edit: (guid, fields, at) => tell('edit', { guid, fields, at }),
    tag: (guid, tags) => tell('tag', { guid, ...tags }),
    move: (cards, deck) => tell('move', { ...cards, deck }),
    suspend: (cards) => tell('suspend', cards),
    flag: (cards, flag) => tell('flag', { ...cards, flag }),
    removeNote: (guid) => tell('remove-note', { guid }),
    removeEmptyCards: () => tell('remove-empty-cards', {}),
    changeDeck: (name, change) => tell('change-deck', { name, ...change }),
    changeNotetype: (name, change) => tell('change-notetype', { name, ...change }),
    close: () => ask('close', { session }),
  };
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** One line out, one line back; the first line is the engine's greeting, under the id 0. */
function converse(child: ChildProcessWithoutNullStreams) {
  const waiting = new Map<number, Waiting>();
  const expect = <Result>(id: number) =>
    new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject })).then(
      (result) => result as Result,
    );
  const hello = expect<{ anki: string }>(0);
  let count = 0;
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4000);
  });
  createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', (line) => {
    const reply: { id: number; result?: unknown; error?: string } = JSON.parse(line);
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.error === undefined) asked?.resolve(reply.result);
    else asked?.reject(new Error(reply.error));
  });
  const ended = new Promise<void>((resolve) => {
    const end = (why: string) => {
      for (const asked of waiting.values()) asked.reject(new Error(`${why}\n${complaints}`));
      waiting.clear();
      resolve();
    };
    child.on('close', (code) => end(`Anki's engine ended (${code}) before it answered.`));
    child.on('error', (error) => end(`Anki's engine could not start: ${error.message}`));
  });
  child.stdin.on('error', () => {});
  const ask: Ask = (request, particulars) => {
    if (child.exitCode !== null || child.stdin.writableEnded)
      return Promise.reject(new Error(`Anki's engine has stopped.\n${complaints}`));
    count += 1;
    child.stdin.write(`${JSON.stringify({ ...particulars, do: request, id: count })}\n`);
    return expect(count);
  };
  return { ask, hello, ended };
}
