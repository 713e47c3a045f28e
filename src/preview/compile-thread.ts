import { parentPort } from 'node:worker_threads';
import { keepingIn, openCache } from '../cache/index.ts';
import { type CompileOptions, compile } from '../compile.ts';
import { isSurroundingsError } from '../surroundings.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

/** What is to be compiled; `kept`: the folder of a cache, and what tells this compiler from others. */
export interface Order extends Pick<CompileOptions, 'root' | 'now'> {
  kept?: { folder: string; compiler: string } | undefined;
}

/** What came of it; `ended`: the thread is gone. */
export type Outcome = { snapshot: Snapshot } | { trouble: string; ended?: true };

/** Compiles the whole project at each order, one after the other. */
function serve(port: NonNullable<typeof parentPort>): void {
  port.on('message', async (order: Order) => port.postMessage(await outcomeOf(order)));
}

async function outcomeOf({ root, now, kept }: Order): Promise<Outcome> {
  const keeping =
    kept && keepingIn({ cache: openCache(kept.folder), compiler: kept.compiler }, root);
  try {
    return { snapshot: snapshotOf(await compile({ root, now, ...keeping })) };
  } catch (error) {
    if (isSurroundingsError(error)) return { trouble: error.message };
    return { trouble: error instanceof Error ? String(error.stack) : String(error) };
  }
}

if (parentPort) serve(parentPort);
