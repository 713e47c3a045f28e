import { createHash } from 'node:crypto';
import { type Message, messages } from '../messages/index.ts';
import type { Shelf } from '../shelf.ts';
import { readMeta } from './meta.ts';
import type { Answer, Caption, DiagramProblem, DiagramSource, Drawing, Order } from './source.ts';
import { type Path, type ReadSpec, readSpec } from './vega/read.ts';
import { createWorkshop } from './workshop.ts';

export type { DiagramProblem, DiagramSource, Drawing, DrawnDiagram } from './source.ts';

export interface Drawer {
  /** The picture of a fence, or what is wrong with it; the same bytes on every machine. */
  draw(source: DiagramSource): Promise<Drawing>;
}

/**
 * Makes a drawer. Vega and Graphviz are loaded at the first fence of each; equal fences are drawn once, and none that
 * is on the shelf.
 */
export function createDrawer(shelf?: Shelf): Drawer {
  const known = new Map<string, Promise<Answer>>();
  const workshop = createWorkshop();
  const work = shelf ? withShelf(shelf, workshop) : workshop;
  return {
    async draw(source) {
      const prepared = prepare(source);
      if ('problem' in prepared) return prepared;
      const { caption, order, at } = prepared;
      const answer = known.get(order.id) ?? work(order);
      known.set(order.id, answer);
      return drawingOf(await answer, caption, at);
    },
  };
}

/** Keeps pictures from one run to the next. What went wrong may go well the next time: it was perhaps too slow. */
function withShelf(shelf: Shelf, work: (order: Order) => Promise<Answer>): typeof work {
  return async (order) => {
    const key = shelf.keyOf(shelf.compiler, JSON.stringify(order));
    const kept = shelf.read('drawings', key) as Answer | undefined;
    if (kept) return kept;
    const answer = await work(order);
    if (!('trouble' in answer)) shelf.write('drawings', key, answer);
    return answer;
  };
}

interface Prepared {
  caption: Caption;
  order: Order;
  at: ReadSpec['at'] | undefined;
}

function prepare(source: DiagramSource): Prepared | { problem: DiagramProblem } {
  const meta = readMeta(source.meta);
  if ('problem' in meta) return meta;
  if (source.kind === 'dot') {
    const caption = captionOf(meta, undefined, undefined);
    const content = { kind: 'dot', text: source.text } as const;
    return caption ? { caption, order: orderOf(content, caption), at: undefined } : untitled('dot');
  }
  const read = readSpec(source);
  if ('problem' in read) return read;
  const { title, description } = read.spec;
  const caption = captionOf(meta, textOf(title), textOf(description));
  const content = { kind: 'vega-lite', spec: read.spec } as const;
  return caption
    ? { caption, order: orderOf(content, caption), at: read.at }
    : untitled('vega-lite');
}

function captionOf(
  meta: Partial<Caption>,
  title: string | undefined,
  description: string | undefined,
): Caption | undefined {
  const first = meta.title ?? title;
  const second = meta.description ?? description;
  if (first === undefined) return undefined;
  return { ...meta, title: first, ...(second !== undefined && { description: second }) };
}

/** A title of Vega-Lite: a text, its lines, or a map that has them. */
function textOf(title: unknown): string | undefined {
  if (typeof title === 'string') return title.trim() || undefined;
  if (Array.isArray(title)) return textOf(title.join(' '));
  return typeof title === 'object' && title !== null && 'text' in title
    ? textOf(title.text)
    : undefined;
}

type Content = { kind: 'dot'; text: string } | { kind: 'vega-lite'; spec: Record<string, unknown> };

/** The id is of all that the picture follows from: ids within it begin with it. */
function orderOf(content: Content, caption: Caption): Order {
  const hash = createHash('sha256')
    .update(JSON.stringify([content, caption]))
    .digest('hex');
  return { id: `dw${hash.slice(0, 12)}`, caption, ...content };
}

function untitled(kind: string): { problem: DiagramProblem } {
  return { problem: messages.diagramTitleMissing(kind) };
}

function drawingOf(answer: Answer, caption: Caption, at: Prepared['at']): Drawing {
  if (!('trouble' in answer)) {
    const { title, description } = caption;
    return { ...answer, title, ...(description !== undefined && { description }) };
  }
  const { reason, note, path, part, line, column } = answer.trouble;
  const message: Message = messages.diagramInvalid({ reason, note });
  if (at && path) return { problem: at(message, path as Path, part) };
  if (line === undefined) return { problem: message };
  return { problem: { ...message, line, ...(column !== undefined && { column }) } };
}
