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
  const { title, description, width, height } = drawing;
  const words = description === undefined ? title : `${title}: ${description}`;
  return `<img src="${drawingName(drawing)}" alt="${escaped(words)}" width="${width}" height="${height}">`;
}

/** Nothing in it is taken for markup, a deletion or a sound. */
function escaped(text: string): string {
  return text.replace(/[&<>"{}[\]:]/gu, (character) => `&#${character.charCodeAt(0)};`);
}
