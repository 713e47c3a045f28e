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
  | { id: number; finish: FinishOrder[]; names: Names };

/** What it answers; `stack`: a mistake of ours. */
export type Answer =
  | { id: number; outcome: Understood[] | Finished[] }
  | { id: number; stack: string };

/** Does the work on the files that it is asked for, one request after the other. */
function serve(port: NonNullable<typeof parentPort>, work: Work): void {
  port.on('message', async (request: Request) => port.postMessage(await answer(request, work)));
}

async function answer(request: Request, work: Work): Promise<Answer> {
  const { id } = request;
  try {
    const outcome =
      'understand' in request
        ? await work.understand(request.understand)
        : await work.finish(request.finish, request.names);
    return { id, outcome };
  } catch (error) {
    return { id, stack: error instanceof Error ? String(error.stack) : String(error) };
  }
}

if (parentPort) serve(parentPort, workHere(workerData as WorkScope));
