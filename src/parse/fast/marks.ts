import type { Chunk } from './chunks.ts';

/** A formula within text, which stands as code in what the other parser gets. */
export interface Formula {
  start: number;
  value: string;
  display: boolean;
}

/** What a chunk's marks make of it. */
export interface Marked {
  /** As long as the chunk, with code in the place of formulas, and a processing instruction in that of fences of math. */
  masked: string;
  /** As long as the chunk; fences, code, formulas and escapes are letters. */
  bare: string;
  formulas: Formula[];
  /** Whether a `|` stands in code, in a formula, or behind a `\\`. */
  pipes: boolean;
}

/** Reads what `\`, backticks and `$` do, by the rules of `mathInline`; nothing where that takes more than a line. */
export function readMarks(text: string, chunk: Chunk): Marked | undefined {
  const reading: Reading = {
    text,
    chunk,
    formulas: [],
    pipes: false,
    masked: '',
    bare: '',
    taken: chunk.start,
  };
  for (const fence of chunk.fences) {
    if (!readBetween(reading, fence.start)) return undefined;
    const source = text.slice(fence.start, fence.end);
    if (fence.kind === 'math' && source.includes('?>')) return undefined;
    const masked = fence.kind === 'math' ? `<?${source.slice(2, -2)}?>` : source;
    take(reading, fence.end, masked, bareFence(source));
  }
  if (!readBetween(reading, chunk.end)) return undefined;
  const { masked, bare, formulas, pipes } = reading;
  return { masked, bare, formulas, pipes };
}

interface Reading extends Marked {
  text: string;
  chunk: Chunk;
  /** Up to where the chunk has been read. */
  taken: number;
}

/** Takes the text up to `end` as that of the masked chunk, and of the bare one. */
function take(reading: Reading, end: number, masked: string, bare: string): void {
  reading.masked += masked;
  reading.bare += bare;
  reading.taken = end;
}

function takeAsIs(reading: Reading, end: number): void {
  if (end === reading.taken) return;
  const source = reading.text.slice(reading.taken, end);
  take(reading, end, source, source);
}

/** Whether everything up to `end` ends in its line. */
function readBetween(reading: Reading, end: number): boolean {
  const { text } = reading;
  while (reading.taken < end) {
    const next = nextMark(text, reading.taken, end);
    takeAsIs(reading, next);
    if (next === end) break;
    const read = text[next] === '\\' ? readEscape : text[next] === '`' ? readCode : readDollar;
    if (!read(reading, end)) return false;
  }
  return true;
}

function nextMark(text: string, from: number, end: number): number {
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === backslash || code === backtick || code === dollar) return at;
  }
  return end;
}

const dollar = 36;
const backslash = 92;
const backtick = 96;

function readEscape(reading: Reading, end: number): boolean {
  const { text, taken } = reading;
  const escaped = text[taken + 1] ?? '';
  if (escaped === '\n' || !/[!-/:-@[-`{-~]/u.test(escaped)) {
    takeAsIs(reading, taken + 1);
    return taken + 1 <= end;
  }
  // What stands behind would have to know of it.
  if (escaped === '`' || /[*_~`$\\]/u.test(text[taken + 2] ?? '')) return false;
  if (escaped === '|') reading.pipes = true;
  take(reading, taken + 2, text.slice(taken, taken + 2), 'xx');
  return true;
}

function readCode(reading: Reading, end: number): boolean {
  const { text, taken } = reading;
  const [ticks = ''] = /`+/u.exec(text.slice(taken, end)) ?? [];
  let at = taken + ticks.length;
  for (;;) {
    while (at < end && text[at] !== '`' && text[at] !== '\n') at += 1;
    if (at >= end || text[at] === '\n') return false;
    const from = at;
    while (text[at] === '`') at += 1;
    if (at - from === ticks.length) break;
  }
  const code = text.slice(taken, at);
  takeOpaque(reading, code, code);
  return true;
}

function takeOpaque(reading: Reading, source: string, masked: string): void {
  if (source.includes('|')) reading.pipes = true;
  take(reading, reading.taken + source.length, masked, letters(source));
}

/** Lines of letters, none of them empty. */
function bareFence(source: string): string {
  return source.replace(/[^\n]+/gu, letters).replace(/\n\n/gu, '\nx');
}

function letters({ length }: string): string {
  return 'x'.repeat(length);
}

const single = /\$(?![ \n$])(?:\\[^\n]|[^\\$\n])*(\$)?/uy;
const double = /\$\$((?:\\[^\n]|\$(?!\$)|[^\\$\n])+?)\$\$/uy;

function readDollar(reading: Reading, end: number): boolean {
  const { text, taken } = reading;
  if (text.startsWith('$$$', taken)) return false;
  const display = text.startsWith('$$', taken);
  const form = display ? double : single;
  form.lastIndex = taken;
  const [source = '', part] = form.exec(text) ?? [];
  const after = taken + source.length;
  const isClosed = part !== undefined && after <= end;
  if (!isClosed) return readLone(reading, display || source !== '', end);
  if (!display && (text[after - 2] === ' ' || /\d/u.test(text[after] ?? ''))) {
    takeAsIs(reading, taken + 1);
    return true;
  }
  if (/[`$]/u.test(text[after] ?? '') || text[taken - 1] === '`') return false;
  const content = display ? part : source.slice(1, -1);
  const value = content.replace(/^ +| +$/gu, '');
  if (value === '' || value.endsWith('\\')) return false;
  reading.formulas.push({ start: taken, value, display });
  const ticks = display ? '``' : '`';
  takeOpaque(reading, source, ticks + 'x'.repeat(content.length) + ticks);
  return true;
}

/**
 * A dollar that nothing in its line closes; what closes it in one of the next is not looked for. Where it has
 * been looked for, micromark counts the columns of a text before an indent otherwise.
 */
function readLone(reading: Reading, mayOpen: boolean, end: number): boolean {
  const { text, taken } = reading;
  const size = text.startsWith('$$', taken) ? 2 : 1;
  takeAsIs(reading, taken + size);
  return !mayOpen || !/\$|\n[ >]/u.test(text.slice(taken + size, end));
}
