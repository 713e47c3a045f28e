import { attributesAtEnd } from '../../attributes.ts';
import { type Message, messages } from '../../messages/index.ts';

/** In pixels. */
interface PictureSize {
  width: number;
  height: number;
}

/** A shape as a line of the list says it. */
export interface WrittenShape {
  /** As Anki writes it: `rect:left=.1:top=.2:width=.3:height=.4`. */
  shape: string;
  label: string;
  group?: string;
}

/** Reads `rect 0.1 0.2 0.3 0.4: label {group=a}`; `size` is that of the picture, if it is known. */
export function readShape(text: string, size: PictureSize | undefined): WrittenShape | Message {
  const attributes = attributesAtEnd(text);
  const strange = attributes && strangeIn(attributes);
  if (strange !== undefined) return messages.occlusionShape(strange, '`{group=name}`');
  const line = text.slice(0, attributes?.start).trim();
  const colon = line.indexOf(':');
  const said = colon === -1 ? line : line.slice(0, colon);
  const [word = '', ...values] = said.trim().split(/\s+/u);
  const kind = kinds[word];
  if (!kind) return messages.occlusionShape(word, '`rect`, `ellipse` or `polygon`');
  const single = word === 'polygon' && values.find((value) => value.split(',').length !== 2);
  if (single) return messages.occlusionShape(single, 'a corner such as `0.25,0.5`');
  const parts = word === 'polygon' ? values.flatMap((value) => value.split(',')) : values;
  const numbers = readNumbers(parts, size);
  if ('reason' in numbers) return numbers;
  const fits = word === 'polygon' ? numbers.values.length >= 6 : numbers.values.length === 4;
  if (!fits) return messages.occlusionShape(said.trim(), kind.form);
  const [left, top, right, bottom] = kind.box(numbers.values);
  if (!(right - left > smallest && bottom - top > smallest)) return messages.occlusionEmpty(word);
  if (left < -slack || top < -slack || right > 1 + slack || bottom > 1 + slack)
    return messages.occlusionOutside(word, size);
  const group = attributes?.values.get('group')?.value;
  const label = colon === -1 ? '' : line.slice(colon + 1).trim();
  return { shape: `${word}:${kind.write(numbers.values)}`, label, ...(group && { group }) };
}

/** A rectangle as Anki writes it; all numbers are fractions of the picture. */
export function rectangle(left: number, top: number, width: number, height: number): string {
  return `rect:${named(['left', 'top', 'width', 'height'])([left, top, width, height])}`;
}

/** Of rounding; and what no one could see. */
const slack = 1e-6;
const smallest = 5e-5;

type Box = [left: number, top: number, right: number, bottom: number];

interface Kind {
  form: string;
  box: (values: number[]) => Box;
  write: (values: number[]) => string;
}

const kinds: Record<string, Kind> = {
  rect: {
    form: '`rect left top width height`',
    box: ([x = 0, y = 0, width = 0, height = 0]) => [x, y, x + width, y + height],
    write: named(['left', 'top', 'width', 'height']),
  },
  ellipse: {
    form: '`ellipse left top rx ry`',
    box: ([x = 0, y = 0, rx = 0, ry = 0]) => [x, y, x + 2 * rx, y + 2 * ry],
    write: named(['left', 'top', 'rx', 'ry']),
  },
  polygon: {
    form: '`polygon x,y x,y x,y` with three corners or more',
    box: (values) => {
      const [xs, ys] = [values.filter((_, at) => at % 2 === 0), values.filter((_, at) => at % 2)];
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    },
    write: (values) => {
      const points = values.flatMap((x, at) =>
        at % 2 === 0 ? [`${written(x)},${written(values[at + 1] ?? 0)}`] : [],
      );
      return `points=${points.join(' ')}`;
    },
  },
};

function named(names: string[]): (values: number[]) => string {
  return (values) => values.map((value, at) => `${names[at]}=${written(value)}`).join(':');
}

/** Four digits, without the zeros that Anki leaves out. */
function written(value: number): string {
  const text = value
    .toFixed(4)
    .replace(/\.?0+$/u, '')
    .replace(/^(-?)0\./u, '$1.');
  return text === '-0' ? '0' : text;
}

function readNumbers(
  values: string[],
  size: PictureSize | undefined,
): { values: number[] } | Message {
  const numbers: number[] = [];
  for (const [at, value] of values.entries()) {
    const [, digits, unit] = /^(-?(?:\d+\.?\d*|\.\d+))(px)?$/u.exec(value) ?? [];
    if (digits === undefined)
      return messages.occlusionShape(value, 'a fraction such as `0.25`, or pixels such as `120px`');
    if (unit && !size) return messages.occlusionPixels(value);
    const whole = unit && size ? (at % 2 === 0 ? size.width : size.height) : 1;
    numbers.push(Number(digits) / whole);
  }
  return { values: numbers };
}

function strangeIn({
  id,
  classes,
  values,
}: NonNullable<ReturnType<typeof attributesAtEnd>>): string | undefined {
  if (id !== undefined) return `#${id}`;
  if (classes[0] !== undefined) return `.${classes[0]}`;
  return [...values.keys()].find((key) => key !== 'group');
}
