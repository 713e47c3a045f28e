import { createHash } from 'node:crypto';
import type { Element } from 'hast';
import type { DrawnDiagram } from '../../diagrams/index.ts';
import { drawingMark } from '../marks.ts';

/** A drawn diagram: within the field if it is small, else as a picture in a file of its own. */
export function figure(drawing: DrawnDiagram): Element {
  const html = drawing.inline ? drawing.svg : picture(drawing);
  return {
    type: 'element',
    tagName: 'div',
    properties: { className: ['figure'] },
    children: [{ type: 'text', value: drawingMark(html) }],
  };
}

/** The name of a drawing's media file: of its content, as it has no other. */
export function drawingName({ svg }: Pick<DrawnDiagram, 'svg'>): string {
  return `figure-${createHash('sha1').update(svg).digest('hex').slice(0, 10)}.svg`;
}

function picture(drawing: DrawnDiagram): string {
  const alt = drawing.title
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;');
  return `<img src="${drawingName(drawing)}" alt="${alt}" width="${drawing.width}" height="${drawing.height}">`;
}
