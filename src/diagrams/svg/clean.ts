import { paint } from './paint.ts';
import type { SvgElement } from './read.ts';

const elements = new Set(
  'svg g path line rect circle ellipse polygon polyline text tspan defs clipPath linearGradient radialGradient pattern stop'.split(
    ' ',
  ),
);
const numbers = new Set(
  'd points transform gradientTransform x y x1 x2 y1 y2 cx cy r rx ry fx fy fr dx dy width height stroke-width stroke-dasharray stroke-dashoffset stroke-miterlimit font-size opacity fill-opacity stroke-opacity stop-opacity offset viewBox'.split(
    ' ',
  ),
);
const words = new Set(
  'fill-rule stroke-linecap stroke-linejoin text-anchor font-weight font-style gradientUnits patternUnits preserveAspectRatio baseline-shift dominant-baseline text-decoration'.split(
    ' ',
  ),
);
const paints = new Set(['fill', 'stroke', 'stop-color']);
const shapes = new Set('path line rect circle ellipse polygon polyline'.split(' '));
/** What goes without saying. */
const initial = new Map([
  ['opacity', '1'],
  ['fill-opacity', '1'],
  ['stroke-opacity', '1'],
  ['transform', 'translate(0,0)'],
]);
const containers = new Set(['g', 'text', 'defs']);
const named = new Set(['clipPath', 'linearGradient', 'radialGradient', 'pattern']);

/** What a rule of the room says about an element before it is looked at: where it stands, and as what. */
interface Around {
  /** Goes before every id, so that two pictures on one card do not share any. */
  prefix: string;
  inText: boolean;
  inNode: boolean;
  /** Paint that is inherited. */
  fill: string;
  stroke: string;
}

/**
 * The picture again, made only of elements, attributes and values that draw: no script, style sheet, link,
 * image, event handler or address can be in the result, whatever was in the source.
 */
export function cleanSvg(root: SvgElement, prefix: string): SvgElement {
  const around: Around = {
    prefix,
    inText: false,
    inNode: false,
    fill: 'currentColor',
    stroke: 'none',
  };
  return { name: 'svg', attributes: new Map(), children: cleanChildren(root, around) };
}

function cleanChildren(parent: SvgElement, around: Around): SvgElement['children'] {
  return parent.children.flatMap((child) => {
    if (typeof child === 'string') return around.inText ? [child] : [];
    // A link around something drawn: what it holds stays.
    if (child.name === 'a') return cleanChildren(child, around);
    return elements.has(child.name) ? cleanElement(child, around) : [];
  });
}

function cleanElement(element: SvgElement, around: Around): SvgElement['children'] {
  const { name } = element;
  if (element.attributes.get('display') === 'none') return [];
  const inText = around.inText || name === 'text';
  const kind = element.attributes.get('class') ?? '';
  const inNode = around.inNode || kind === 'node' || kind === 'cluster';
  const attributes = cleanAttributes(element, { ...around, inText });
  if (inNode && shapes.has(name)) tint(element, attributes);
  const fill = attributes.get('fill') ?? around.fill;
  const stroke = attributes.get('stroke') ?? around.stroke;
  if (shapes.has(name) && isInvisible(name, attributes, fill, stroke)) return [];
  const children = cleanChildren(element, { ...around, inText, inNode, fill, stroke });
  if (containers.has(name) && children.length === 0) return [];
  return [{ name, attributes, children }];
}

function cleanAttributes(element: SvgElement, around: Around): Map<string, string> {
  const result = new Map<string, string>();
  for (const [name, value] of [...element.attributes, ...declarations(element)]) {
    const clean = cleanValue(name, value, element.name, around);
    if (clean !== undefined && initial.get(name) !== clean) result.set(name, clean);
  }
  return result;
}

/** Graphviz writes some of what SVG has attributes for as inline style. */
function declarations(element: SvgElement): [string, string][] {
  const style = element.attributes.get('style');
  if (style === undefined) return [];
  return style.split(';').flatMap((declaration): [string, string][] => {
    const [name = '', value] = declaration.split(':');
    return value === undefined ? [] : [[name.trim(), value.trim()]];
  });
}

function cleanValue(
  name: string,
  value: string,
  element: string,
  around: Around,
): string | undefined {
  const reference = /^url\(['"]?#([\w-]+)['"]?\)$/u.exec(value);
  if (reference && (paints.has(name) || name === 'clip-path'))
    return `url(#${around.prefix}-${reference[1]})`;
  if (paints.has(name)) return paint(value, around.inText);
  if (numbers.has(name)) return /^[\w\s.,%()+-]*$/u.test(value) ? rounded(value) : undefined;
  if (words.has(name)) return /^[\w-]+$/u.test(value) ? value : undefined;
  if (name === 'font-family') return generic(value);
  if (name === 'id' && named.has(element) && /^[\w-]+$/u.test(value))
    return `${around.prefix}-${value}`;
  return undefined;
}

/** Two places behind the point are finer than a screen; more would show the last bits of the arithmetic. */
function rounded(value: string): string {
  return value.replace(/-?\d*\.?\d+(?:e[+-]?\d+)?/giu, (number) => {
    const value = Number(number);
    const near = Math.round(Math.abs(value) * 100) / 100;
    return String(value < 0 && near !== 0 ? -near : near);
  });
}

function generic(family: string): string | undefined {
  if (/mono|courier/iu.test(family)) return 'monospace';
  return /times|(?<!sans-)serif/iu.test(family) ? 'serif' : undefined;
}

/** A node's fill lies under its text, so it is a tint that leaves the card's own background to be seen. */
function tint(element: SvgElement, attributes: Map<string, string>): void {
  const fill = attributes.get('fill');
  if (fill === undefined || fill === 'none' || fill === 'currentColor') return;
  if (!element.attributes.has('fill-opacity')) attributes.set('fill-opacity', '0.22');
}

function isInvisible(
  name: string,
  attributes: Map<string, string>,
  fill: string,
  stroke: string,
): boolean {
  if (name === 'path' && /^(?:M0,0h0v0h0Z)?$/u.test(attributes.get('d') ?? '')) return true;
  return stroke === 'none' && (fill === 'none' || name === 'line');
}
