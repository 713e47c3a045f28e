import type { Code } from 'mdast';
import type { Node, Position } from 'unist';
import { createDrawer, type DiagramProblem, type Drawer } from '../../diagrams/index.ts';
import { isRemote, mediaPath } from '../../media.ts';
import { report } from '../../messages/index.ts';
import type { Shelf } from '../../shelf.ts';
import { isDiagram } from '../../tree.ts';
import type { RuleContext } from '../context.ts';

/** Makes the rule that draws every fence of a diagram; what can be drawn is kept on its node. */
export function createDiagrams(shelf?: Shelf): (context: RuleContext) => Promise<void> {
  const drawer = createDrawer(shelf);
  return async (context) => {
    if (!context.nodes.has('code')) return;
    for (const inside of context.nodes.notes)
      for (const node of inside) if (isDiagram(node)) await draw(node, context, drawer);
  };
}

async function draw(
  node: Code & { lang: 'vega-lite' | 'dot' },
  { deck, file, project }: RuleContext,
  drawer: Drawer,
): Promise<void> {
  const data = new Set<string>();
  const readData = (url: string) => {
    const path = isRemote(url) ? undefined : mediaPath(url, deck.path, project.options.decks);
    const text = path === undefined ? undefined : project.data.get(path);
    if (text !== undefined) data.add(text);
    return text;
  };
  const drawing = await drawer.draw({
    kind: node.lang,
    text: node.value,
    meta: node.meta ?? '',
    readData,
  });
  if ('problem' in drawing) report(file, placeOf(node, drawing.problem), drawing.problem);
  else node.data = { ...node.data, drawing: { ...drawing, data: [...data] } };
}

/** The line of the fence's text that the problem is on; the fence itself if it has no place. */
function placeOf(node: Node, { line, column = 1 }: DiagramProblem): Node | Position | undefined {
  const start = node.position?.start;
  if (line === undefined || !start) return node;
  const point = { line: start.line + line, column: start.column + column - 1 };
  return { start: point, end: { ...point, column: point.column + 1 } };
}
