/** A token of TeX: a command, a brace or any other character; comments are none. */
export interface Token {
  text: string;
  offset: number;
}

/** The tokens of a formula, as TeX would cut it. */
export function* tokensOf(tex: string): Generator<Token> {
  for (const { 0: text, index } of tex.matchAll(/\\(?:[a-zA-Z]+|[\s\S]|$)|%[^\n]*|[\s\S]/gu)) {
    if (!text.startsWith('%')) yield { text, offset: index };
  }
}

/** Offset of the first use of a command at or behind `from`. */
export function findCommand(tex: string, command: string, from = 0): number | undefined {
  for (const { text, offset } of tokensOf(tex)) {
    if (text === command && offset >= from) return offset;
  }
  return undefined;
}

/** How deep the braces go. */
export function depthOf(tex: string): number {
  let depth = 0;
  let deepest = 0;
  for (const { text } of tokensOf(tex)) {
    if (text === '{') deepest = Math.max(deepest, ++depth);
    else if (text === '}') depth--;
  }
  return deepest;
}

/** The last `open` that has no `close`, and the first `close` that has no `open`. */
export function unmatched(
  tex: string,
  open: string,
  close: string,
): { open?: number; close?: number } {
  const waiting: number[] = [];
  let extra: number | undefined;
  for (const { text, offset } of tokensOf(tex)) {
    if (text === open) waiting.push(offset);
    else if (text === close && waiting.pop() === undefined) extra ??= offset;
  }
  const last = waiting.at(-1);
  return {
    ...(last !== undefined && { open: last }),
    ...(extra !== undefined && { close: extra }),
  };
}

/** Offset of the first brace within a comment. */
export function braceInComment(tex: string): number | undefined {
  for (const { 0: text, index } of tex.matchAll(/\\[\s\S]|%[^\n]*/gu)) {
    const brace = text.startsWith('%') ? text.search(/(?<!\\)[{}]/u) : -1;
    if (brace >= 0) return index + brace;
  }
  return undefined;
}
