import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DialectName, mediaFolders } from './dialects.ts';
import { linkPictures, writeDecks, writePictures } from './generate.ts';
import { type Installed, programIn } from './install.ts';
import type { Task } from './measure.ts';
import { mixedDecks, type PlainDeck, pictureDecks } from './notes.ts';
import type { Peer } from './peers.ts';

/** Programs that do the same work, to be run in turn. */
export interface Contest {
  id: string;
  notes: number;
  media: number;
  rows: Row[];
}

/** A program of a contest. */
export interface Row {
  id: string;
  name: string;
  task: Omit<Task, 'limit'>;
  /** Brings its folder into the state in which a run begins. `build` runs a program unmeasured. */
  prepare: (round: number, build: (task: Row['task']) => Promise<void>) => Promise<void> | void;
  /** Empties what a run wrote. */
  clean: () => void;
  /** Why it cannot run. */
  reason?: string;
}

/** A peer that takes part, and where it is. */
export type Contender = Peer & { installed: Installed };

/** The compiler of this folder. */
export const compiler = fileURLToPath(new URL('../dist/lib/cli.js', import.meta.url));

/** Notes of mixed kinds: Deckwright without anything of an earlier build, and its peers. */
export function mixedContest(folder: string, notes: number, peers: Contender[]): Contest {
  const decks = mixedDecks(notes, 50);
  return versus(
    { id: `mixed-${notes}`, notes, media: 0, rows: [] },
    folder,
    decks,
    peers,
    () => {},
  );
}

/** Notes with a picture each. */
export function mediaContest(
  folder: string,
  { count, bytes }: { count: number; bytes: number },
  peers: Contender[],
): Contest {
  const pictures = join(folder, 'pictures');
  writePictures(pictures, count, bytes);
  const contest = { id: `media-${count}-${bytes}`, notes: count, media: count, rows: [] };
  return versus(contest, folder, pictureDecks(count, 50), peers, (target) =>
    linkPictures(pictures, target, count),
  );
}

function versus(
  contest: Contest,
  folder: string,
  decks: PlainDeck[],
  peers: Contender[],
  addMedia: (target: string) => void,
): Contest {
  const written = new Map<DialectName, string>();
  const sourceOf = (dialect: DialectName): string => {
    const source = join(folder, dialect);
    if (!written.has(dialect)) {
      writeDecks(source, decks, dialect);
      addMedia(join(source, mediaFolders[dialect]));
    }
    written.set(dialect, source);
    return source;
  };
  return {
    ...contest,
    rows: [
      cold('Deckwright', sourceOf('deckwright')),
      ...peers.map((peer) => peerRow(peer, sourceOf(peer.dialect), join(folder, `out-${peer.id}`))),
    ],
  };
}

/** Builds of one project after another, each in the state in which the one before left it. */
export function againContest(folder: string, notes: number, files: number): Contest {
  const root = join(folder, 'again');
  writeDecks(root, mixedDecks(notes, Math.ceil(notes / files)), 'deckwright');
  const first = { ...cold('The first build', root), clean: () => {} };
  const after =
    (builds: number): Row['prepare'] =>
    async (_round, build) => {
      if (existsSync(first.task.out)) return;
      for (let made = 0; made < builds; made += 1) await build(first.task);
    };
  const edited: Row['prepare'] = async (round, build) => {
    await after(2)(round, build);
    const path = join(root, 'decks', `part-${String(Math.floor(files / 2)).padStart(4, '0')}.md`);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/^3\. Done.*$/mu, `3. Done, and ${round} more.`));
  };
  return {
    ...{ id: `again-${notes}`, notes, media: 0 },
    rows: [
      first,
      { ...first, id: 'ledger', name: 'Only the ledger is new', prepare: after(1) },
      { ...first, id: 'unchanged', name: 'Nothing changed', prepare: after(2) },
      { ...first, id: 'changed', name: `One file of ${files} changed`, prepare: edited },
    ],
  };
}

function cold(name: string, root: string): Row {
  // With CI set, a build would ask for a ledger that is up to date.
  const flags = ['--package', 'single', '--no-frozen', '--quiet'];
  // Not in the user's own cache, which knows these decks from the last time.
  const cache = `${root}-cache`;
  const reset = () => {
    rmSync(cache, { recursive: true, force: true });
    for (const entry of readdirSync(root))
      if (entry !== 'decks' && entry !== 'deckwright.yaml')
        rmSync(join(root, entry), { recursive: true, force: true });
  };
  return {
    ...{ id: 'deckwright', name, clean: reset },
    task: {
      ...{ command: [process.execPath, compiler, 'build', ...flags], folder: root },
      ...{ out: join(root, 'dist'), env: { DECKWRIGHT_CACHE: cache } },
    },
    prepare: reset,
  };
}

function peerRow(peer: Contender, source: string, out: string): Row {
  const { installed, id, name } = peer;
  const folder = 'folder' in installed ? installed.folder : '';
  const program = (wanted: string) => programIn(folder, wanted);
  const clean = () => rmSync(out, { recursive: true, force: true });
  return {
    ...{ id, name, clean },
    task: { command: peer.command({ program, folder, source, out }), folder: out, out, env: {} },
    prepare: () => {
      clean();
      mkdirSync(out, { recursive: true });
    },
    ...('reason' in installed && { reason: installed.reason }),
  };
}
