import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { Shelf } from '../shelf.ts';
import { startThread } from '../thread.ts';
import type { Answer, Request } from './file-thread.ts';
import { workHere } from './here.ts';
import type {
  DeckText,
  Finished,
  FinishOrder,
  Names,
  Understood,
  Work,
  WorkScope,
} from './work.ts';

/** Characters of deck files from which further threads save more time than they take to start. */
const worthIt = 1_200_000;
const mostThreads = 4;
/** Characters that are asked for at once: enough for the way to a thread to cost nothing. */
const batchSize = 40_000;

export interface SharedOptions {
  /** So many in any case, this one included. */
  threads?: number | undefined;
  /** Is only of use to this thread. */
  shelf?: Shelf | undefined;
}

/** Does the work in this thread, and where there is much of it in others besides. */
export function workShared(scope: WorkScope, { threads, shelf }: SharedOptions = {}): Work {
  const hands: Hand[] = [handHere(scope, shelf)];
  const owners = new Map<string, Hand>();

  return {
    async understand(texts) {
      const size = texts.reduce((sum, { text }) => sum + text.length, 0);
      const wanted = threads ?? (size < worthIt ? 1 : usualThreads());
      while (texts.length > 0 && hands.length < wanted) hands.push(handInThread(scope));
      const outcomes = new Map<string, Understood>();
      const batches = batchesOf(texts).values();
      await Promise.all(
        hands.map(async (hand) => {
          for (const batch of batches) {
            for (const { path } of batch) owners.set(path, hand);
            for (const outcome of await hand.understand(batch)) outcomes.set(outcome.path, outcome);
          }
        }),
      );
      return texts.flatMap(({ path }) => outcomes.get(path) ?? []);
    },
    async finish(orders, names) {
      const outcomes = new Map<string, Finished>();
      await Promise.all(
        hands.map(async (hand) => {
          const own = orders.filter(({ path }) => (owners.get(path) ?? hands[0]) === hand);
          for (const batch of batchesOf(own)) {
            const finished = await hand.finish(batch, names);
            for (const [index, { path }] of batch.entries()) {
              const outcome = finished[index];
              if (outcome) outcomes.set(path, outcome);
            }
          }
        }),
      );
      return orders.flatMap(({ path }) => outcomes.get(path) ?? []);
    },
    close: async () => {
      await Promise.all(hands.map((hand) => hand.close()));
    },
  };
}

/** One thread of several, that keeps the trees of what it understood. */
type Hand = Work;

/** One processor is left for what V8 does beside: it compiles and collects garbage in threads of its own. */
function usualThreads(): number {
  return Math.max(1, Math.min(availableParallelism() - 1, mostThreads));
}

/** This thread, which also hears the others between two batches. */
function handHere(scope: WorkScope, shelf: Shelf | undefined): Hand {
  const work = workHere(scope, { shelf });
  return {
    async understand(texts) {
      const outcomes = await work.understand(texts);
      await setImmediate();
      return outcomes;
    },
    async finish(orders, names) {
      const outcomes = await work.finish(orders, names);
      await setImmediate();
      return outcomes;
    },
    close: work.close,
  };
}

function handInThread(scope: WorkScope): Hand {
  const { options, notetypes, brokenNotetypes, media, data, folders, ledger } = scope;
  const plain: WorkScope = {
    ...{ options, notetypes, brokenNotetypes, media, data, folders },
    ...(ledger?.media && { ledger: { media: ledger.media } }),
  };
  const worker = startThread('file-thread', import.meta.url, { workerData: plain });
  const ask = createAsk(worker);
  const told: { names?: Names } = {};
  return {
    understand: (texts: DeckText[]) => ask<Understood>((id) => ({ id, understand: texts })),
    finish(orders: FinishOrder[], names: Names) {
      const isNew = told.names !== names;
      told.names = names;
      return ask<Finished>((id) => ({ id, finish: orders, ...(isNew && { names }) }));
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

/** Makes the function that asks a thread, and waits for its answer. */
function createAsk(
  worker: Worker,
): <Outcome>(request: (id: number) => Request) => Promise<Outcome[]> {
  const state = { last: 0 };
  const waiting = new Map<
    number,
    { done: (answer: Answer) => void; fail: (error: Error) => void }
  >();
  const failAll = (error: Error) => {
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  worker.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.done(answer);
    waiting.delete(answer.id);
  });
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new Error('A thread ended before its work was done.')));
  return <Outcome>(request: (id: number) => Request) =>
    new Promise<Outcome[]>((resolve, reject) => {
      state.last += 1;
      const done = (answer: Answer) =>
        'stack' in answer ? reject(new Error(answer.stack)) : resolve(answer.outcome as Outcome[]);
      waiting.set(state.last, { done, fail: reject });
      worker.postMessage(request(state.last));
    });
}

function batchesOf<Task extends DeckText>(tasks: Task[]): Task[][] {
  const batches: Task[][] = [];
  let size = batchSize;
  for (const task of tasks) {
    if (size >= batchSize) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(task);
    size += task.text.length;
  }
  return batches;
}
