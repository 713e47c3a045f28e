import { evenBlanks } from '../characters.ts';
import type { Font } from './font.ts';
import { escaped } from './html.ts';

/** The fonts at hand that can write a text; the first one that has a character writes it. */
export type Letters = readonly Pick<Font, 'family' | 'widthOf'>[];

/** What other sites show of a link to a page. */
export interface Poster {
  title: string;
  /** A line of facts below it. */
  facts: string;
  /** Where it is, at the foot. */
  foot: string;
}

export const posterSize = { width: 1200, height: 630 };

/**
 * A picture of a title, its facts and a stack of cards, as SVG. What no font at hand can write is left out: no
 * reader would know an empty box.
 */
export function posterSvg({ title, facts, foot }: Poster, letters: Letters): string {
  const { size, lines } = fitted(tidy(title), letters);
  const top = 300 - ((lines.length - 1) * size * 1.15) / 2 + size * 0.1;
  const titles = lines.map((line, index) =>
    textAt(line, Math.round(top + index * size * 1.15), size, '#ffffff', letters),
  );
  const below = lines.length === 0 ? 330 : Math.round(top + (lines.length - 1) * size * 1.15 + 78);
  const rest = [
    written(facts, letters) &&
      textAt(facts, below, lines.length === 0 ? 60 : 38, '#cfe0f7', letters),
    written(foot, letters) && textAt(foot, 560, 28, '#a9c5ec', letters),
  ].filter(Boolean);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630">
<defs><linearGradient id="sky" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#1b3a66"/><stop offset="1" stop-color="#2f6fc4"/></linearGradient></defs>
<rect width="1200" height="630" fill="url(#sky)"/>
<g transform="translate(985 330)" fill="#ffffff"><rect x="-130" y="-180" width="260" height="360" rx="30" opacity=".06" transform="rotate(-14)"/><rect x="-130" y="-180" width="260" height="360" rx="30" opacity=".09" transform="rotate(-3)"/><rect x="-130" y="-180" width="260" height="360" rx="30" opacity=".12" transform="rotate(8)"/></g>
<g transform="translate(76 66) scale(2.6)" fill="#ffffff"><rect x="3" y="7" width="13" height="14" rx="2.5" opacity=".45"/><rect x="8" y="3" width="13" height="14" rx="2.5"/></g>
${[...titles, ...rest].join('\n')}
</svg>
`;
}

const left = 84;
const room = 1010;

/** A text for each font: where they meet within one, what draws leaves all of it out. */
function textAt(text: string, y: number, size: number, fill: string, letters: Letters): string {
  const runs = runsOf(text, letters);
  // Letters that are moved together would leave a gap before the next run.
  const kerning = runs.length > 1 ? ' font-kerning="none"' : '';
  let x = left;
  return runs
    .map(({ family, run }) => {
      const at = Math.round(x * 10) / 10;
      x += (measured(run, letters) ?? 0) * size;
      return `<text x="${at}" y="${y}" font-family="${family}" font-size="${size}" fill="${fill}"${kerning} xml:space="preserve">${escaped(run)}</text>`;
    })
    .join('\n');
}

/** A text cut where another font goes on; a space stays with what is before it. */
function runsOf(text: string, letters: Letters): { family: string; run: string }[] {
  const runs: { family: string; run: string }[] = [];
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    const able = letters.filter(({ widthOf }) => widthOf(code) !== undefined);
    const last = runs.at(-1);
    const [first] = able;
    if (last && able.some(({ family }) => family === last.family)) last.run += sign;
    else runs.push({ family: first?.family ?? '', run: sign });
  }
  return runs;
}

function tidy(text: string): string {
  return evenBlanks(text.normalize('NFC')).trim();
}

/** Undefined if a character can be written by no font. */
function measured(text: string, letters: Letters): number | undefined {
  let sum = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const font = letters.find(({ widthOf }) => widthOf(code) !== undefined);
    if (!font) return undefined;
    sum += font.widthOf(code) ?? 0;
  }
  return sum;
}

function written(text: string, letters: Letters): boolean {
  return text !== '' && measured(text, letters) !== undefined;
}

/** The largest letters by which a text stands on three lines at most; no line if it cannot be written. */
function fitted(text: string, letters: Letters): { size: number; lines: string[] } {
  if (!written(text, letters)) return { size: 0, lines: [] };
  for (const size of [88, 76, 66, 58, 50]) {
    const lines = wrapped(text, size, letters);
    if (lines.length <= (size > 70 ? 2 : 3)) return { size, lines };
  }
  const [first = '', second = '', third = ''] = wrapped(text, 50, letters);
  return { size: 50, lines: [first, second, `${third.slice(0, -2).trimEnd()}…`] };
}

/** Between words; a word that is wider than the line is cut. */
function wrapped(text: string, size: number, letters: Letters): string[] {
  const fits = (line: string) => (measured(line, letters) ?? 0) * size <= room;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (!fits(line)) {
      let end = line.length - 1;
      while (end > 1 && !fits(line.slice(0, end))) end -= 1;
      lines.push(line.slice(0, end));
      line = line.slice(end);
    }
  }
  return [...lines, line];
}
