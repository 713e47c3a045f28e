import type { Parents, Root, RootContent } from 'mdast';
import { attributesAt } from '../attributes.ts';

const measure = /^\d+(\.\d+)?(px|%)?$/u;

/** Reads `![alt](file){width=320 height=200}`: the measures leave the text and go onto the image. */
export function applyMeasures(parent: Root | Parents): void {
  const { children } = parent as { children: RootContent[] };
  for (const [index, child] of children.entries()) {
    if ('children' in child) applyMeasures(child);
    const next = children[index + 1];
    if ((child.type !== 'image' && child.type !== 'imageReference') || next?.type !== 'text')
      continue;
    const attributes = attributesAt(next.value, 0);
    const known =
      attributes && [...attributes.values].every(([key, { value }]) => isMeasure(key, value));
    if (!attributes || !known || attributes.values.size === 0) continue;
    const [width, height] = ['width', 'height'].map((key) =>
      attributes.values.get(key)?.value.replace(/px$/u, ''),
    );
    child.data = {
      ...child.data,
      measures: { ...(width && { width }), ...(height && { height }) },
    };
    next.value = next.value.slice(attributes.end);
    if (next.position) next.position.start = shift(next.position.start, attributes.end);
  }
}

function isMeasure(key: string, value: string): boolean {
  return (key === 'width' || key === 'height') && measure.test(value);
}

function shift<Point extends { column: number; offset?: number | undefined }>(
  point: Point,
  by: number,
): Point {
  return {
    ...point,
    column: point.column + by,
    ...(point.offset !== undefined && { offset: point.offset + by }),
  };
}
