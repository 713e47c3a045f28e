import { createDrawer, type DiagramProblem, type DrawnDiagram } from '../../src/diagrams/index.ts';

const drawer = createDrawer();

export interface Fence {
  kind: 'vega-lite' | 'dot';
  text: string;
  meta?: string;
  data?: Record<string, string>;
}

/** The picture of a fence; fails when there is none. */
export async function drawn(fence: Fence): Promise<DrawnDiagram> {
  const drawing = await draw(fence);
  if ('problem' in drawing) throw new Error(`${drawing.problem.reason} (${drawing.problem.line})`);
  return drawing;
}

/** What is wrong with a fence; fails when nothing is. */
export async function problemOf(fence: Fence): Promise<DiagramProblem> {
  const drawing = await draw(fence);
  if ('problem' in drawing) return drawing.problem;
  throw new Error(`It was drawn: ${drawing.svg.slice(0, 200)}`);
}

function draw({ kind, text, meta = 'title="T" desc="D"', data = {} }: Fence) {
  return drawer.draw({ kind, text, meta, readData: (url) => data[url] });
}
