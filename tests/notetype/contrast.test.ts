import { describe, expect, it } from 'vitest';
import { sharedStyles } from './folder.ts';

type Colour = [red: number, green: number, blue: number, alpha: number];

const css = sharedStyles().get('base') ?? '';
const [light = '', dark = ''] = [...css.matchAll(/^\s*--dw-paper[^}]*/gm)].map(([block]) => block);
const code = ['comment', 'keyword', 'string', 'number', 'name', 'type', 'meta'];

/** Text and what it stands on; `on` lists layers, the lowest first. */
const pairs: [text: string, on: string[]][] = [
  ...['ink', 'quiet', 'accent', 'right', 'wrong'].flatMap((text): [string, string[]][] => [
    [text, ['paper']],
    [text, ['shade']],
  ]),
  ...code.map((name): [string, string[]] => [`code-${name}`, ['shade']]),
  ['ink', ['paper', 'chip']],
  ['ink', ['shade', 'chip']],
  ['ink', ['right-shade', 'chip']],
  ['accent', ['paper', 'chip']],
  ['accent', ['accent-shade']],
  ['ink', ['right-shade']],
  ['right', ['right-shade']],
  ['wrong', ['wrong-shade']],
  ['paper', ['right']],
];

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s colours', (_mode, block) => {
  const colours = new Map(
    [...block.matchAll(/--dw-([\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [
      name,
      parse(value),
    ]),
  );
  const colour = (name: string): Colour => colours.get(name) ?? [Number.NaN, 0, 0, 1];

  it.each(pairs)('%s on %s can be read (WCAG AA)', (text, on) => {
    const ground = on.map(colour).reduce(over);
    expect(contrast(colour(text), ground)).toBeGreaterThanOrEqual(4.5);
  });
});

function parse(value: string): Colour {
  if (value.startsWith('rgba')) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = value.match(/[\d.]+/g)?.map(Number) ?? [];
    return [red, green, blue, alpha];
  }
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    Number.parseInt(value.slice(at, at + 2), 16),
  );
  return [red, green, blue, 1];
}

function over(below: Colour, above: Colour): Colour {
  const mix = (index: 0 | 1 | 2) => above[index] * above[3] + below[index] * (1 - above[3]);
  return [mix(0), mix(1), mix(2), 1];
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: Colour, other: Colour): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  const linear = (value: number) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
