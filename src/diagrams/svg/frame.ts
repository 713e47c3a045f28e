import type { Answer, Caption } from '../source.ts';
import { cleanSvg } from './clean.ts';
import { compact } from './compact.ts';
import { readSvg, type SvgElement } from './read.ts';
import { writeSvg } from './write.ts';

/** What a renderer made: its SVG, and the box of it that is shown. */
export interface Raw {
  svg: string;
  width: number;
  height: number;
}

/** Above this a field would be hard to edit by hand and slow to sync, so the picture becomes a file. */
const largestInline = 16 * 1024;
const largest = 512 * 1024;
const widest = 4000;

/** Light panel of a media file: it cannot know the card's colours. Templates turn it dark in night mode. */
const panel = { background: '#ffffff', text: '#1f2328', radius: 6, margin: 8 };

/** Makes a renderer's SVG into the picture that stands on a card. */
export function frame(raw: Raw, id: string, caption: Caption): Answer {
  if (!(raw.width > 0 && raw.height > 0 && raw.width <= widest && raw.height <= widest))
    return tooLarge(
      `${Math.round(raw.width)}×${Math.round(raw.height)} pixels`,
      `${widest}×${widest}`,
    );
  if (raw.svg.length > largest * 4)
    return tooLarge(`${raw.svg.length} characters of SVG`, `${largest}`);
  const drawn = compact(cleanSvg(readSvg(raw.svg), id));
  const inline = framed(drawn, raw, id, caption, true);
  if (inline.svg.length <= largestInline) return { ...inline, inline: true };
  if (inline.svg.length > largest)
    return tooLarge(`${inline.svg.length} characters of SVG`, `${largest}`);
  return { ...framed(drawn, raw, id, caption, false), inline: false };
}

function framed(
  drawn: SvgElement,
  raw: Raw,
  id: string,
  caption: Caption,
  inline: boolean,
): { svg: string; width: number; height: number } {
  const margin = inline ? 0 : panel.margin;
  const [boxWidth, boxHeight] = [raw.width + 2 * margin, raw.height + 2 * margin].map(Math.ceil);
  const [width = 0, height = 0] = scaled(boxWidth ?? 0, boxHeight ?? 0, caption.width);
  const box = `${-margin} ${-margin} ${boxWidth} ${boxHeight}`;
  const attributes = new Map([
    ...(inline ? [] : [['xmlns', 'http://www.w3.org/2000/svg'] as const]),
    ['class', 'diagram'],
    ['role', 'img'],
    ['aria-labelledby', caption.description ? `${id}-title ${id}-desc` : `${id}-title`],
    ['viewBox', box],
    ['width', String(width)],
    ['height', String(height)],
    ['fill', 'currentColor'],
    // The card's own styles are inherited, and would move what was measured in Helvetica.
    ['font-family', 'Helvetica, Arial, sans-serif'],
    ['font-weight', 'normal'],
    ['font-style', 'normal'],
    ['letter-spacing', '0'],
    ['direction', 'ltr'],
    ['style', inline ? 'max-width:100%;height:auto' : `color:${panel.text}`],
  ]);
  const children: SvgElement['children'] = [
    element('title', [['id', `${id}-title`]], caption.title),
  ];
  if (caption.description)
    children.push(element('desc', [['id', `${id}-desc`]], caption.description));
  if (!inline) children.push(element('rect', panelBox(margin, boxWidth ?? 0, boxHeight ?? 0)));
  children.push(...drawn.children);
  return { svg: writeSvg({ name: 'svg', attributes, children }), width, height };
}

function scaled(width: number, height: number, wanted: number | undefined): [number, number] {
  return wanted === undefined ? [width, height] : [wanted, Math.round((height * wanted) / width)];
}

function panelBox(margin: number, width: number, height: number): [string, string][] {
  const place: [string, number][] = [
    ['x', -margin],
    ['y', -margin],
    ['width', width],
    ['height', height],
    ['rx', panel.radius],
  ];
  return [
    ...place.map(([name, value]): [string, string] => [name, String(value)]),
    ['fill', panel.background],
  ];
}

function element(name: string, attributes: [string, string][], text?: string): SvgElement {
  return { name, attributes: new Map(attributes), children: text === undefined ? [] : [text] };
}

function tooLarge(got: string, limit: string): Answer {
  return {
    trouble: {
      reason: `Unexpected size of the picture, ${got}, expected at most ${limit}`,
      note: 'Draw fewer points or parts: a card is read on a phone.',
    },
  };
}
