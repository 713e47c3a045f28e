import { encodeAttribute } from './encode-attribute.ts';

/**
 * A shape over an image, as Anki turns `image-occlusion:rect:left=.1:…` into an element for its script
 * (anki-format, 8). What follows a property that is no `key=value` is left out (tried).
 */
export function renderOcclusion(
  text: string,
  numbers: readonly number[],
  active: boolean,
  question: boolean,
): string {
  // Text and pictures of number 0 belong to the image, and always show.
  const shown = numbers.length === 1 && numbers[0] === 0;
  const state =
    !active && !shown ? 'cloze-inactive' : question || shown ? 'cloze' : 'cloze-highlight';
  return `<div class="${state}" data-ordinal="${numbers.join(',')}" ${attributes(text)}></div>`;
}

function attributes(text: string): string {
  const [, shape = '', ...properties] = text.split(/(?<!\\):/);
  if (shape === '' || shape.includes('=')) return '';
  let result = shapes.includes(shape) ? `data-shape="${shape}" ` : '';
  for (const property of properties) {
    const [, key = '', value = ''] = /^([^=]+)=((?:[^=\\]|\\:)+)$/.exec(property) ?? [];
    if (key === '') break;
    const name = names[key];
    if (name === undefined) continue;
    const plain = value.replaceAll('\\:', ':');
    result += `data-${name}="${key === 'text' ? encodeAttribute(plain) : plain}" `;
  }
  return result;
}

const shapes = ['rect', 'ellipse', 'polygon', 'text'];

/** Property of the note -> data attribute. */
const names: Record<string, string> = {
  left: 'left',
  top: 'top',
  width: 'width',
  height: 'height',
  rx: 'rx',
  ry: 'ry',
  angle: 'angle',
  points: 'points',
  fill: 'fill',
  text: 'text',
  scale: 'scale',
  fs: 'font-size',
  oi: 'occludeInactive',
};
