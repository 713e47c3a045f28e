import { parentPort } from 'node:worker_threads';
import type { createGrapher } from './dot/draw.ts';
import { settleRealm } from './realm.ts';
import type { Answer, Order, Trouble } from './source.ts';
import { frame, type Raw } from './svg/frame.ts';

/** Draws the orders that arrive, one after the other. Each library is loaded at its first order. */
function serve(port: NonNullable<typeof parentPort>): void {
  const { restart } = settleRealm();
  const loaded: Partial<Draws> = {};
  port.on('message', async (order: Order) => {
    const draw = await drawFor(order, loaded);
    port.postMessage({ ready: order.id });
    restart();
    const raw = await draw();
    const answer: Answer = 'trouble' in raw ? raw : frame(raw, order.id, order.caption);
    port.postMessage({ answer, id: order.id });
  });
}

interface Draws {
  plot: (spec: Record<string, unknown>) => Promise<Raw | { trouble: Trouble }>;
  graph: Awaited<ReturnType<typeof createGrapher>>;
}

async function drawFor(
  order: Order,
  loaded: Partial<Draws>,
): Promise<() => Promise<Raw | { trouble: Trouble }>> {
  if (order.kind === 'dot') {
    const graph = loaded.graph ?? (await (await import('./dot/draw.ts')).createGrapher());
    loaded.graph = graph;
    return () => graph(order.text);
  }
  const plot = loaded.plot ?? (await import('./vega/draw.ts')).createPlotter();
  loaded.plot = plot;
  return () => plot(order.spec);
}

if (parentPort) serve(parentPort);
