import type { Worker } from 'node:worker_threads';
import { startThread } from '../thread.ts';
import type { Answer, Order, Trouble } from './source.ts';

/** How long a single picture may take once its library is loaded, and how much memory. */
const limits = { milliseconds: 10_000, megabytes: 1024 };

/**
 * Makes the function that has pictures drawn in a thread of its own, one after the other: a spec that never
 * ends, or that fills the memory, costs that thread and nothing else. The thread does not keep the program alive.
 */
export function createWorkshop(): (order: Order) => Promise<Answer> {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const run = async (order: Order): Promise<Answer> => {
    worker ??= startWorker();
    const { answer, alive } = await drawIn(worker, order);
    if (!alive) worker = undefined;
    return answer;
  };
  return (order) => {
    const result = last.then(() => run(order));
    last = result.catch(() => undefined);
    return result;
  };
}

function startWorker(): Worker {
  return startThread('draw-thread', import.meta.url, {
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  });
}

type Report = { ready: string } | { answer: Answer; id: string };

function drawIn(worker: Worker, order: Order): Promise<{ answer: Answer; alive: boolean }> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const finish = (): void => {
      clearTimeout(timer);
      worker.off('message', hear).off('error', fail).unref();
    };
    const stop = (trouble: Trouble): void => {
      finish();
      void worker.terminate().then(() => resolve({ answer: { trouble }, alive: false }));
    };
    const hear = (report: Report): void => {
      if ('ready' in report) {
        timer = setTimeout(() => stop(tooLong), limits.milliseconds);
        return;
      }
      finish();
      resolve({ answer: report.answer, alive: true });
    };
    const fail = (error: Error & { code?: string }): void => {
      stop(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch : failed(error));
    };
    worker.on('message', hear).on('error', fail).ref();
    worker.postMessage(order);
  });
}

const note =
  'Draw fewer points or parts, or compute the data beforehand and put it into a CSV beside the deck.';
const tooLong: Trouble = {
  reason: `Unexpected work for one picture, expected at most ${limits.milliseconds / 1000} seconds`,
  note,
};
const tooMuch: Trouble = {
  reason: `Unexpected memory for one picture, expected at most ${limits.megabytes} MB`,
  note,
};

/** An odd spec can end the thread within the library. */
function failed(error: Error): Trouble {
  return { reason: `Unexpected end of the drawing, expected a picture: ${error.message}`, note };
}
