import type { Element, Properties, Root } from 'hast';

/** Lays the shapes of image occlusion over their picture as boxes, where Anki's script paints them onto a canvas. */
export function paintShapes(tree: Root): void {
  const found: Element[] = [];
  const canvases: Element[] = [];
  collect(tree, found, canvases);
  const [canvas] = canvases;
  if (!canvas) return;
  canvas.tagName = 'div';
  canvas.children = found.flatMap(({ properties }) => {
    const kind = kinds[classOf(properties)];
    const hidden = kind === 'inactive' && properties.dataOccludeinactive !== '1';
    return kind === undefined || hidden ? [] : shapeOf(properties, kind);
  });
}

const kinds: Record<string, string> = {
  cloze: 'active',
  'cloze-inactive': 'inactive',
  'cloze-highlight': 'highlight',
};

function collect(node: Root | Element, shapes: Element[], canvases: Element[]): void {
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    const { properties } = child;
    if (properties.dataShape !== undefined && classOf(properties) in kinds) shapes.push(child);
    if (properties.id === 'image-occlusion-canvas') canvases.push(child);
    collect(child, shapes, canvases);
  }
}

function classOf({ className }: Properties): string {
  return Array.isArray(className) ? className.join(' ') : '';
}

/** All numbers of a shape are parts of the picture's width and height. */
function shapeOf(data: Properties, kind: string): Element[] {
  const percent = (value: unknown) => `${round(100 * (Number(value) || 0))}%`;
  const fill = `background: var(--${kind}-shape-color, #ffeba2);`;
  // The note type says `1px #212121`, and a border without a style would not be seen.
  const line = `border: var(--${kind}-shape-border, 1px #212121); border-style: solid;`;
  const { dataShape, dataLeft, dataTop, dataWidth, dataHeight, dataRx, dataRy } = data;
  const place = `left: ${percent(dataLeft)}; top: ${percent(dataTop)};`;
  if (dataShape === 'rect')
    return [
      box(`${place} width: ${percent(dataWidth)}; height: ${percent(dataHeight)}; ${fill} ${line}`),
    ];
  if (dataShape === 'ellipse') {
    const size = `width: ${percent(2 * Number(dataRx))}; height: ${percent(2 * Number(dataRy))};`;
    return [box(`${place} ${size} ${fill} ${line} border-radius: 50%;`)];
  }
  if (dataShape !== 'polygon') return [];
  const corners = String(data.dataPoints ?? '')
    .trim()
    .split(/\s+/u)
    .map((corner) => corner.split(',').map(percent).join(' '));
  return [box(`inset: 0; ${fill} clip-path: polygon(${corners.join(', ')});`)];
}

function box(style: string): Element {
  return { type: 'element', tagName: 'div', properties: { style }, children: [] };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
