import { parentPort, workerData } from 'node:worker_threads';
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

/** What a thread is asked for. */
export type Request =
  | { id: number; understand: DeckText[] }
  /** `names`: for the first time, and where they are others than before. */
  | { id: number; finish: FinishOrder[]; names?: Names };

/** What it answers; `stack`: a mistake of ours. */
export type Answer =
  | { id: number; outcome: Understood[] | Finished[] }
  | { id: number; stack: string };

/** Does the work on the files that it is asked for, one request after the other. */
function serve(port: NonNullable<typeof parentPort>, work: Work): void {
  const known: Known = {};
  port.on('message', async (request: Request) =>
    port.postMessage(await answer(request, work, known)),
  );
}

interface Known {
  names?: Names;
}

async function answer(request: Request, work: Work, known: Known): Promise<Answer> {
  const { id } = request;
  try {
    if ('understand' in request) return { id, outcome: await work.understand(request.understand) };
    if (request.names) known.names = request.names;
    if (!known.names) throw new Error('A thread was told no names.');
    return { id, outcome: await work.finish(request.finish, known.names) };
  } catch (error) {
    return { id, stack: error instanceof Error ? String(error.stack) : String(error) };
  }
}

if (parentPort) serve(parentPort, workHere(workerData as WorkScope));
