import { describe, expect, it } from 'vitest';
import { paint, palette } from '../../src/diagrams/svg/paint.ts';

/** White, Anki's dark card, and the dark card of the templates here. */
const cards = ['#ffffff', '#2c2c2c', '#1b1e23'];

describe('the colours of diagrams', () => {
  it.each(Object.entries(palette))('%s stands out on every card', (_, colour) => {
    for (const card of cards) expect(contrast(colour, card)).toBeGreaterThanOrEqual(3);
  });

  it('are the card’s own for black, and none for white', () => {
    expect(['black', '#000', 'Black'].map((name) => paint(name, false))).toEqual(
      Array(3).fill('currentColor'),
    );
    expect(['white', '#FFFFFF', 'transparent'].map((name) => paint(name, false))).toEqual(
      Array(3).fill('none'),
    );
  });

  it('never make text hard to read', () => {
    expect(['blue', palette.red ?? '', 'white'].map((name) => paint(name, true))).toEqual(
      Array(3).fill('currentColor'),
    );
  });

  it('are colours and nothing else', () => {
    const odd = ['url(https://example.org)', 'red;x:y', 'var(--x)', 'a"b', 'constructor'];
    expect(odd.map((value) => paint(value, false))).toEqual([
      ...Array(4).fill(undefined),
      'constructor',
    ]);
  });
});

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
