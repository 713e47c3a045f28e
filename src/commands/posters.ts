import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { type Letters, readFont } from '../site/index.ts';

/** Draws the pictures that other sites show of a link: the same bytes on every machine. */
export interface Posters {
  letters: Letters;
  /** SVG to PNG. */
  draw: (svg: string) => Uint8Array;
}

/** Loads what draws, and the letters: those of Europe, Israel and Vietnam. */
export async function openPosters(): Promise<Posters> {
  const { resolve: find } = createRequire(import.meta.url);
  await start(readFileSync(find('@resvg/resvg-wasm/index_bg.wasm')));
  const folder = join(dirname(find('@fontsource/open-sans/package.json')), 'files');
  const letters = scripts.map((script) =>
    readFont(
      readFileSync(join(folder, `open-sans-${script}-600-normal.woff`)),
      `Letters ${script}`,
    ),
  );
  const fontBuffers = letters.map(({ bytes }) => bytes);
  return {
    letters,
    draw: (svg) => {
      const drawing = new Resvg(svg, { font: { fontBuffers } });
      const picture = drawing.render();
      const png = picture.asPng();
      picture.free();
      drawing.free();
      return png;
    },
  };
}

const scripts = [
  'latin',
  'latin-ext',
  'greek',
  'greek-ext',
  'cyrillic',
  'cyrillic-ext',
  'hebrew',
  'vietnamese',
];

/** It may be started once in a process, and says so the second time. */
async function start(program: Uint8Array): Promise<void> {
  await initWasm(program).catch((error: unknown) => {
    if (!/already initialized/iu.test(String(error))) throw error;
  });
}
