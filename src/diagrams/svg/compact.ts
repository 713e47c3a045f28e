import type { SvgElement } from './read.ts';

/** What elements take over from those around them (SVG 2, property index); `opacity` is none of it. */
const inherited =
  'fill stroke fill-opacity stroke-opacity stroke-width stroke-dasharray stroke-linecap stroke-linejoin stroke-miterlimit font-size font-weight font-style font-family text-anchor'.split(
    ' ',
  );

/** The same picture in fewer bytes: plain circles and boxes, and paint said once for a group. */
export function compact(element: SvgElement): SvgElement {
  const children = element.children.flatMap((child) => {
    if (typeof child === 'string') return [child];
    const smaller = compact(child);
    // A group that says nothing about what it holds.
    return smaller.name === 'g' && smaller.attributes.size === 0 ? smaller.children : [smaller];
  });
  const result = simple({ ...element, children });
  return result.name === 'g' ? hoisted(result) : result;
}

const circle = /^M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0Z?$/u;
const box = /^M(-?[\d.]+),(-?[\d.]+)h([\d.]+)v([\d.]+)h-\3Z$/u;
const shift = /^translate\((-?[\d.]+),(-?[\d.]+)\)$/u;

function simple(element: SvgElement): SvgElement {
  const d = element.attributes.get('d');
  const [, x, y] = (shift.exec(element.attributes.get('transform') ?? '') ?? []).map(Number);
  if (d === undefined || x === undefined || y === undefined) return element;
  const [, radius] = circle.exec(d) ?? [];
  if (radius !== undefined) return shaped(element, 'circle', { cx: x, cy: y, r: Number(radius) });
  const [, left, top, width, height] = (box.exec(d) ?? []).map(Number);
  if (left === undefined || top === undefined || width === undefined || height === undefined)
    return element;
  return shaped(element, 'rect', { x: near(left + x), y: near(top + y), width, height });
}

function near(value: number): number {
  return Math.round(value * 100) / 100;
}

function shaped(element: SvgElement, name: string, measures: Record<string, number>): SvgElement {
  const own = [...element.attributes].filter(([key]) => key !== 'd' && key !== 'transform');
  const given = Object.entries(measures).map(([key, value]): [string, string] => [
    key,
    String(value),
  ]);
  return { ...element, name, attributes: new Map([...given, ...own]) };
}

/** Moves to the group what all its elements say alike. */
function hoisted(group: SvgElement): SvgElement {
  const elements = group.children.filter((child) => typeof child !== 'string');
  const [first] = elements;
  if (!first || elements.length < 2) return group;
  const attributes = new Map(group.attributes);
  const moved = new Set<string>();
  for (const name of inherited) {
    const value = first.attributes.get(name);
    if (value === undefined || elements.some((other) => other.attributes.get(name) !== value))
      continue;
    attributes.set(name, value);
    moved.add(name);
  }
  if (moved.size === 0) return group;
  const children = elements.map((child) => ({
    ...child,
    attributes: new Map([...child.attributes].filter(([name]) => !moved.has(name))),
  }));
  return { ...group, attributes, children };
}
