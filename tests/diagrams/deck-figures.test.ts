import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDrawer } from '../../src/diagrams/index.ts';

const folder = join(import.meta.dirname, '../../decks/deep-learning');
const fence = /^#{2,3} .*\{#([a-z0-9-]+)|^```(dot|vega-lite)(.*)\n([\s\S]*?)^```$/gm;

/** Every figure of the flagship deck, by the id of its note. */
const figures = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .sort()
  .flatMap((name) => {
    const found: { id: string; kind: 'dot' | 'vega-lite'; meta: string; text: string }[] = [];
    let id = '';
    for (const [, note, kind, meta = '', text = ''] of readFileSync(
      join(folder, name),
      'utf8',
    ).matchAll(fence)) {
      if (kind === 'dot' || kind === 'vega-lite') found.push({ id, kind, meta, text });
      else id = note ?? '';
    }
    return found;
  });

const drawer = createDrawer();

describe('the figures of the flagship deck', () => {
  it('are as many as promised', () => {
    expect(figures.length).toBeGreaterThanOrEqual(30);
  });

  it.each(figures)('$id fits on a phone and says what it shows', async ({ kind, meta, text }) => {
    const drawing = await drawer.draw({ kind, meta, text, readData });
    if ('problem' in drawing) throw new Error(`${drawing.problem.line}: ${drawing.problem.reason}`);
    expect(drawing.width).toBeLessThanOrEqual(360);
    expect(drawing.description?.length ?? 0).toBeGreaterThan(20);
    const sizes = [...drawing.svg.matchAll(/font-size="([\d.]+)/gu)].map(([, size]) =>
      Number(size),
    );
    // Only indexes are smaller than text that reads well.
    expect(sizes.every((size) => size >= 9)).toBe(true);
  });
});

function readData(url: string): string | undefined {
  const path = join(folder, url);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
