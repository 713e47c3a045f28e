import { evenBlanks } from '../../characters.ts';
import { combined, identity, type Matrix, moved, readTransform } from './matrix.ts';
import { svgPieces } from './svg-tags.ts';

/** A text of a drawing and the box it fills, in fractions of the drawing. */
export interface SvgLabel {
  text: string;
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * The `<text>` elements of an SVG file with their boxes, measured by the size of the font and the number of
 * letters. Styles of a `<style>` element are not applied. `data-occlude="no"` leaves an element out.
 */
export function svgLabels(svg: string): SvgLabel[] {
  const open: Frame[] = [];
  const labels: SvgLabel[] = [];
  let canvas: Canvas | undefined;
  let lines: Line[] | undefined;
  for (const piece of svgPieces(svg)) {
    const frame = open.at(-1);
    if (piece.type === 'text') {
      lines?.at(-1)?.words.push(piece.text);
    } else if (piece.type === 'close') {
      const at = open.findLastIndex(({ name }) => name === piece.name);
      if (at !== -1) open.length = at;
      if (piece.name === 'text' && lines && canvas) {
        const label = labelOf(lines, canvas);
        if (label) labels.push(label);
        lines = undefined;
      }
    } else {
      const next = frameOf(piece.name, piece.attributes, frame);
      if (piece.name === 'svg') canvas ??= canvasOf(piece.attributes);
      if (piece.name === 'text' && next.shown && !piece.empty) lines = [lineOf(next)];
      else if (piece.name === 'tspan' && lines && startsLine(piece.attributes)) {
        lines.push(lineOf(next));
        // `dy` counts from the line before.
        if (frame) frame.y = next.y;
      }
      if (!piece.empty && open.length < deepest) open.push(next);
    }
  }
  return labels;
}

const deepest = 1000;

/** What an element hands down to those in it. */
interface Frame {
  name: string;
  matrix: Matrix;
  size: number;
  anchor: string;
  baseline: string;
  /** Width of its letters, where 1 is usual. */
  wide: number;
  shown: boolean;
  x: number;
  y: number;
}

interface Line extends Frame {
  words: string[];
}

function frameOf(name: string, attributes: Map<string, string>, above: Frame | undefined): Frame {
  const styles = attributes.get('style') ?? '';
  const own = (key: string) =>
    new RegExp(`(?:^|;)\\s*${key}\\s*:\\s*([^;]+)`, 'iu').exec(styles)?.[1]?.trim() ??
    attributes.get(key)?.trim();
  const place = (key: string) => Number.parseFloat(attributes.get(key) ?? '') || 0;
  const hidden = own('display') === 'none' || attributes.get('data-occlude') === 'no';
  const isPart = name === 'tspan' && above !== undefined;
  const family = own('font-family');
  const bold = /^(?:bold|[6-9]00)/u.test(own('font-weight') ?? '') ? 1.07 : undefined;
  const mono = family && /mono/iu.test(family) ? 1.1 : undefined;
  return {
    name,
    matrix: combined(
      above?.matrix ?? identity,
      name === 'svg' && !above ? identity : readTransform(attributes.get('transform') ?? ''),
    ),
    size: fontSize(own('font-size'), above?.size ?? 16),
    anchor: own('text-anchor') ?? above?.anchor ?? 'start',
    baseline: own('dominant-baseline') ?? above?.baseline ?? 'auto',
    wide: bold ?? mono ?? above?.wide ?? 1,
    shown: (above?.shown ?? true) && !hidden && !unseen.has(name),
    x: (isPart && !attributes.has('x') ? above.x : place('x')) + place('dx'),
    y: (isPart && !attributes.has('y') ? above.y : place('y')) + lineShift(attributes, own, above),
  };
}

const unseen = new Set(['defs', 'symbol', 'clipPath', 'mask', 'pattern', 'marker']);

/** `dy` in user units or `em`. */
function lineShift(
  attributes: Map<string, string>,
  own: (key: string) => string | undefined,
  above: Frame | undefined,
): number {
  const shift = attributes.get('dy') ?? '';
  const number = Number.parseFloat(shift) || 0;
  return shift.trim().endsWith('em')
    ? number * fontSize(own('font-size'), above?.size ?? 16)
    : number;
}

function fontSize(written: string | undefined, above: number): number {
  const number = Number.parseFloat(written ?? '');
  if (!(number > 0 && number < 10_000)) return above;
  if (written?.endsWith('em')) return number * above;
  return written?.endsWith('%') ? (number / 100) * above : number;
}

function startsLine(attributes: Map<string, string>): boolean {
  return attributes.has('x') || attributes.has('y');
}

function lineOf(frame: Frame): Line {
  return { ...frame, words: [] };
}

/** The map from the drawing's own units to fractions of its picture. */
interface Canvas {
  matrix: Matrix;
}

function canvasOf(attributes: Map<string, string>): Canvas {
  const [boxX = 0, boxY = 0, boxWidth = 0, boxHeight = 0] = (attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/u)
    .map((number) => Number(number) || 0);
  const measure = (key: string) => {
    const written = attributes.get(key) ?? '';
    return /^\s*[\d.]+(?:px)?\s*$/u.test(written) ? Number.parseFloat(written) : 0;
  };
  const width = measure('width') || boxWidth || 300;
  const height = measure('height') || boxHeight || 150;
  if (!(boxWidth > 0 && boxHeight > 0)) return { matrix: [1 / width, 0, 0, 1 / height, 0, 0] };
  // As `preserveAspectRatio` does where nothing else is said: all of the box, in the middle.
  const scale = Math.min(width / boxWidth, height / boxHeight);
  const [x, y] = [(width - boxWidth * scale) / 2, (height - boxHeight * scale) / 2];
  const fit: Matrix = [scale, 0, 0, scale, x - boxX * scale, y - boxY * scale];
  return { matrix: combined([1 / width, 0, 0, 1 / height, 0, 0], fit) };
}

function labelOf(lines: Line[], canvas: Canvas): SvgLabel | undefined {
  const texts = lines.map(({ words }) => evenBlanks(words.join('')).trim());
  const corners = lines.flatMap((line, index) => cornersOf(line, texts[index] ?? '', canvas));
  if (corners.length === 0) return undefined;
  const inside = (number: number) => Math.min(1, Math.max(0, number));
  const [xs, ys] = [corners.map(([x]) => inside(x)), corners.map(([, y]) => inside(y))];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const label = { text: texts.filter(Boolean).join(' '), left, top };
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  return width > 0 && height > 0 ? { ...label, width, height } : undefined;
}

/** Around the letters, and a little more. */
const margin = 0.2;

function cornersOf(line: Line, text: string, { matrix }: Canvas): [number, number][] {
  if (text === '') return [];
  const { size, anchor, baseline, x, y } = line;
  const width = lettersWide(text) * size * line.wide;
  const start = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x;
  const above = /middle|central/u.test(baseline) ? 0.5 : /hanging|before/u.test(baseline) ? 0 : 0.8;
  const [left, right] = [start - margin * size, start + width + margin * size];
  const [top, bottom] = [y - (above + margin) * size, y + (1 - above + margin) * size];
  const whole = combined(matrix, line.matrix);
  return [left, right].flatMap((across) => [top, bottom].map((down) => moved(whole, across, down)));
}

/** The width of a text in ems: what sans-serif fonts have in common, rather too wide than too narrow. */
function lettersWide(text: string): number {
  let width = 0;
  for (const letter of text.slice(0, 1000)) width += letterWide(letter);
  return width;
}

function letterWide(letter: string): number {
  if (/\p{M}/u.test(letter)) return 0;
  if (/[ijlI.,:;'|!()[\]ft ]/u.test(letter)) return 0.34;
  if (/[mwMW@%]/u.test(letter)) return 0.9;
  if (
    /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60\u{1f300}-\u{3ffff}]/u.test(
      letter,
    )
  )
    return 1;
  return /\p{Lu}/u.test(letter) ? 0.7 : 0.57;
}
