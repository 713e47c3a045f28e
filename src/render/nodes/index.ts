import type { Handlers } from 'mdast-util-to-hast';
import { cloze } from './cloze.ts';
import { type createCode, inlineCode } from './code.ts';
import { html } from './html.ts';
import { image, imageReference } from './image.ts';
import { inlineMath, math } from './math.ts';
import { shape, shapes } from './occlusion.ts';
import { table } from './table.ts';

/** How each mdast node looks that looks other than usual: one file each. */
export function createHandlers(code: ReturnType<typeof createCode>): Handlers {
  return {
    cloze,
    code,
    html,
    image,
    imageReference,
    inlineCode,
    inlineMath,
    math,
    shape,
    shapes,
    table,
    verbatim: html,
  };
}
export { cloze } from './cloze.ts';
export { createCode, inlineCode } from './code.ts';
export { drawingName } from './figure.ts';
export { image } from './image.ts';
export { inlineMath, math } from './math.ts';
