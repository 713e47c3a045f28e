import type { Worker } from 'node:worker_threads';
import { keepingIn, openCache, shelfIn } from '../cache/index.ts';
import { read } from '../read/index.ts';
import { startThread } from '../thread.ts';
import { compileFiles } from './compile-files.ts';
import type { Order, Outcome } from './compile-thread.ts';
import type { Store } from './store.ts';

export interface Compiler {
  /** Takes in what changed: paths in the project. Without any, everything. */
  update: (paths?: string[]) => Promise<void>;
  close: () => Promise<void>;
}

/** How long it is quiet before everything is compiled again. */
const pause = 250;

type Project = Awaited<ReturnType<typeof read>>;

interface State {
  closed: boolean;
  /** Counts what changed: an outcome that is older than the last change is thrown away. */
  changes: number;
  running: boolean;
  queue: Promise<void>;
  timer?: NodeJS.Timeout;
  worker?: Worker | undefined;
  project?: Project | undefined;
}

/**
 * Compiles into a store. Deck files that changed are compiled by themselves at once, which takes as long as
 * these files do; then everything in a thread of its own, as some mistakes are seen only from afar.
 */
export function createCompiler(order: Order, store: Store): Compiler {
  const { root, now, kept } = order;
  const keeping = kept && { cache: openCache(kept.folder), compiler: kept.compiler };
  const shelf = keeping && shelfIn(keeping);
  const state: State = { closed: false, changes: 0, running: false, queue: Promise.resolve() };

  async function update(paths: string[] = []): Promise<void> {
    if (state.closed) return;
    const known = new Set(state.project?.sources.map(({ path }) => path));
    if (state.project && paths.length > 0 && paths.every((path) => known.has(path))) {
      const snapshot = await compileFiles(paths, state.project, shelf).catch(() => undefined);
      if (snapshot) store.patch(snapshot, paths);
    }
    clearTimeout(state.timer);
    state.timer = setTimeout(() => void everything(), paths.length > 0 ? pause : 0);
  }

  async function everything(): Promise<void> {
    if (state.running || state.closed) return;
    state.running = true;
    const { changes } = state;
    const outcome = await run();
    state.running = false;
    if (state.closed) return;
    if (changes !== state.changes) return void everything();
    if ('trouble' in outcome) store.fail(outcome.trouble);
    else store.replace(outcome.snapshot);
    await remember();
  }

  /** Keeps what was read for the next small change, and loads what that will need; with the shelf nothing would be. */
  async function remember(): Promise<void> {
    const isFirst = state.project === undefined;
    const contents = keeping && keepingIn(keeping, root).contents;
    state.project = await read({ root, now, contents }).catch(() => undefined);
    const [first] = state.project?.sources ?? [];
    if (isFirst && state.project && first)
      await compileFiles([first.path], state.project).catch(() => undefined);
  }

  async function run(): Promise<Outcome> {
    state.worker ??= startThread('compile-thread', import.meta.url);
    const outcome = await ask(state.worker, order);
    if ('ended' in outcome) state.worker = undefined;
    return outcome;
  }

  return {
    update(paths) {
      state.changes += 1;
      state.queue = state.queue.then(() => update(paths));
      return state.queue;
    },
    async close() {
      state.closed = true;
      clearTimeout(state.timer);
      await state.worker?.terminate();
    },
  };
}

function ask(worker: Worker, order: Order): Promise<Outcome> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome) => {
      worker.off('message', finish).off('error', fail).off('exit', end);
      resolve(outcome);
    };
    const fail = (error: Error) => finish({ trouble: String(error.stack ?? error), ended: true });
    const end = () => finish({ trouble: 'The compilation ended before it was done.', ended: true });
    worker.on('message', finish).on('error', fail).on('exit', end);
    worker.postMessage(order);
  });
}
