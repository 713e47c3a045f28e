import type { Image, ImageReference, Parents, Root, Text } from 'mdast';
import type { VFile } from 'vfile';
import { attributesAt } from '../attributes.ts';
import { messages, report } from '../messages/index.ts';
import { descend } from '../tree.ts';

const measure = /^\d+(\.\d+)?(px|%)?$/u;

/** Reads `![alt](file){width=320 height=200}`: the measures leave the text and go onto the image. */
export function applyMeasures(tree: Root, file?: VFile): void {
  for (const parent of descend(tree)) {
    if (!('children' in parent)) continue;
    const { children } = parent as Parents;
    for (const [index, image] of children.entries()) {
      const next = children[index + 1];
      const isImage = image.type === 'image' || image.type === 'imageReference';
      if (isImage && next?.type === 'text') applyTo(image, next, file);
    }
  }
}

function applyTo(image: Image | ImageReference, next: Text, file: VFile | undefined): void {
  const attributes = attributesAt(next.value, 0);
  if (!attributes) return;
  const { id, classes, values, end } = attributes;
  const isKnown = [...values].every(([key, { value }]) => isMeasure(key, value));
  if (id !== undefined || classes.length > 0 || !isKnown) {
    if (file) report(file, next, messages.imageAttributes(next.value.slice(0, end)));
    return;
  }
  const [width, height] = ['width', 'height'].map((key) =>
    values.get(key)?.value.replace(/px$/u, ''),
  );
  image.data = {
    ...image.data,
    measures: { ...(width && { width }), ...(height && { height }) },
  };
  next.value = next.value.slice(end);
  if (next.position) next.position.start = shift(next.position.start, end);
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
