/** A part of a text that begins and ends where no block is open: what stands around it has no say in it. */
export interface Chunk {
  start: number;
  /** Of the next chunk, or of the text. */
  end: number;
  /** What the reader of marks may not look into: fences, in their order. */
  fences: Fence[];
  /** Whether a fence is left open, or is not as plain as it may be. */
  odd: boolean;
}

/** A fence that begins its line, from its first mark to its last. */
export interface Fence {
  kind: 'code' | 'math';
  start: number;
  end: number;
  /** Of what stands between its lines. */
  value: [start: number, end: number];
}

/**
 * Cuts a text at each line that follows an empty one, has no indent and begins no list. What it takes for open
 * or closed is so if a chunk holds nothing but what `isPlain` lets pass.
 */
export function cutChunks(text: string, from: number): Chunk[] {
  const chunks: Chunk[] = [];
  let chunk: Chunk | undefined;
  let blank = true;
  for (let start = from; start < text.length; ) {
    const end = lineEnd(text, start);
    const isEmpty = isBlank(text, start, end);
    if (!isEmpty && (!chunk || (blank && isBorder(text.charCodeAt(start))))) {
      if (chunk) chunk.end = start;
      chunk = { start, end: text.length, fences: [], odd: false };
      chunks.push(chunk);
    }
    const fence = isEmpty ? undefined : openingFence(text, start, end);
    const closed = fence && chunk ? takeFence(text, start, end, fence, { chunk, blank }) : end;
    blank = isEmpty;
    start = closed + 1;
  }
  return chunks;
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 9) return false;
  }
  return true;
}

/** No blank, no digit, and none of `* + -`. */
function isBorder(code: number): boolean {
  const isDigit = code >= 48 && code <= 57;
  return code > 32 && !isDigit && code !== 42 && code !== 43 && code !== 45;
}

/** The marks of a fence of code or math, if the line begins with some. */
function openingFence(text: string, start: number, end: number): string | undefined {
  const code = text.charCodeAt(start);
  if (code !== 96 && code !== 126 && code !== 36) return undefined;
  const line = text.slice(start, end);
  const [, code3, math] = /^(?:(`{3,}(?=[^`]*$)|~{3,})|(\${2,})[ \t]*$)/u.exec(line) ?? [];
  return code3 ?? math;
}

/** Where the last line of the fence ends. */
function takeFence(
  text: string,
  start: number,
  end: number,
  marks: string,
  { chunk, blank }: { chunk: Chunk; blank: boolean },
): number {
  const isMath = marks.startsWith('$');
  const closing = new RegExp(
    `^ {0,3}${isMath ? `\\$` : marks[0]}{${marks.length},}[ \\t]*$`,
    'gmu',
  );
  closing.lastIndex = end + 1;
  const found = end < text.length ? closing.exec(text) : null;
  const last = found ? found.index + found[0].length : text.length;
  // Plain is what ends as it began.
  const isPlain =
    found?.[0] === marks &&
    (isMath ? blank && end - start === 2 : !/[\\&]/u.test(text.slice(start, end)));
  if (!isPlain) chunk.odd = true;
  chunk.fences.push({
    kind: isMath ? 'math' : 'code',
    start,
    end: last,
    value: [end + 1, Math.max(end + 1, (found?.index ?? last) - 1)],
  });
  return last;
}
