import { parentPort } from 'node:worker_threads';
import { type CompileOptions, compile } from '../compile.ts';
import { isSurroundingsError } from '../surroundings.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

/** What is to be compiled. */
export type Order = Pick<CompileOptions, 'root' | 'now'>;

/** What came of it; `ended`: the thread is gone. */
export type Outcome = { snapshot: Snapshot } | { trouble: string; ended?: true };

/** Compiles the whole project at each order, one after the other. */
function serve(port: NonNullable<typeof parentPort>): void {
  port.on('message', async (order: Order) => port.postMessage(await outcomeOf(order)));
}

async function outcomeOf(order: Order): Promise<Outcome> {
  try {
    return { snapshot: snapshotOf(await compile(order)) };
  } catch (error) {
    if (isSurroundingsError(error)) return { trouble: error.message };
    return { trouble: error instanceof Error ? String(error.stack) : String(error) };
  }
}

if (parentPort) serve(parentPort);
