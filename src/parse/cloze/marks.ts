import type { Link, PhrasingContent, Text } from 'mdast';
import type { Position } from 'unist';
import { rawCharacters } from '../raw-text.ts';

/** A mark of a cloze deletion among the content of a paragraph. */
export interface Mark {
  type: 'mark';
  /** `same` is `==`, which opens and closes; `hint` is a `::` that separates the hint if a deletion is open. */
  kind: 'open' | 'close' | 'hint' | 'same';
  /** Of an opening `{{c1,2::`; empty for `{{`. */
  numbers: number[];
  /** As written. */
  text: string;
  /** Into the source. */
  offset: number;
}

/** Whether the mark is one of `[…]`, which knows no hint, and whose `]` may stand alone. */
export function isBracket({ text }: Mark): boolean {
  return text === '[' || text === ']';
}

/** Gives the position of what stands from one offset of the source to another. */
export type Placed = (start: number, end: number) => Position;

const syntax = /\{\{c(\d+(?:,\d+)*)::|\{\{|\}\}|::|(?<!=)==(?!=)/gu;
const withBrackets = new RegExp(`${syntax.source}|\\[(?!\\^)|\\]`, 'gu');

/** Whether there is anything in `text` that a cloze deletion could begin with. */
export function mayHoldMarks(text: string): boolean {
  return text.includes('{{') || text.includes('==');
}

/**
 * Splits text into text and marks; characters that are escaped in the source are never a mark. `brackets`:
 * whether `[…]` is a deletion too.
 */
export function splitMarks(
  node: Text,
  source: string,
  placed?: Placed,
  brackets = false,
): (Text | Mark)[] {
  if (!(brackets ? /\{\{|\}\}|::|==|[[\]]/u : /\{\{|\}\}|::|==/u).test(node.value)) return [node];
  const { searched, offsetAt } = asWritten(node, source) ?? read(node, source);
  const pieces: (Text | Mark)[] = [];
  let done = 0;
  const textUntil = (end: number) => {
    if (end > done) pieces.push(textBetween(node, done, end, offsetAt, placed));
  };
  for (const { 0: text, 1: numbers, index } of searched.matchAll(
    brackets ? withBrackets : syntax,
  )) {
    textUntil(index);
    pieces.push({
      type: 'mark',
      kind: kindOf(text),
      numbers: numbers ? numbers.split(',').map(Number) : [],
      text,
      offset: offsetAt(index) ?? 0,
    });
    done = index + text.length;
  }
  textUntil(node.value.length);
  return pieces;
}

/** A text as it is searched, and where in the source each of its characters stands; nothing behind the last. */
interface Searched {
  searched: string;
  offsetAt: (index: number) => number | undefined;
}

/** For nearly every text: it stands in the source to the letter. */
function asWritten({ value, position }: Text, source: string): Searched | undefined {
  const start = position?.start.offset;
  const end = position?.end.offset;
  if (start === undefined || end !== start + value.length) return undefined;
  if (source.slice(start, end) !== value || /[\\&\n]/u.test(value)) return undefined;
  return {
    searched: value,
    offsetAt: (index) => (index < value.length ? start + index : undefined),
  };
}

function read(node: Text, source: string): Searched {
  const byUnit = rawCharacters(node, source).flatMap((character) =>
    Array.from({ length: character.text.length }, () => character),
  );
  // An escaped character is shown to the search as one that no mark has.
  const searched = byUnit.map(({ literal }, at) => (literal ? node.value[at] : '\0')).join('');
  return { searched, offsetAt: (index) => byUnit[index]?.offset };
}

function kindOf(text: string): Mark['kind'] {
  if (text === '}}' || text === ']') return 'close';
  if (text === '::') return 'hint';
  return text === '==' ? 'same' : 'open';
}

function textBetween(
  node: Text,
  start: number,
  end: number,
  offsetAt: Searched['offsetAt'],
  placed: Placed | undefined,
): Text {
  const value = node.value.slice(start, end);
  if (!node.position || !placed) return { ...node, value };
  const from = offsetAt(start) ?? 0;
  const to = offsetAt(end) ?? node.position.end.offset ?? from;
  return { ...node, value, position: placed(from, to) };
}

/** A bare address runs on over our marks; gives the link that was meant and the text behind it. */
export function cutBareLink(
  node: Link,
  source: string,
  isOpen: boolean,
  brackets = false,
): PhrasingContent[] {
  const start = node.position?.start.offset;
  const [label] = node.children;
  if (start === undefined || label?.type !== 'text' || /[[<]/u.test(source[start] ?? ''))
    return [node];
  const stop = isOpen ? /\}\}|::|==$/u : /==$/u;
  const cut = label.value.search(brackets ? new RegExp(`${stop.source}|\\]`, 'u') : stop);
  if (cut < 1 || !node.position) return [node];
  const end = {
    ...node.position.start,
    column: node.position.start.column + cut,
    offset: start + cut,
  };
  const head = { start: node.position.start, end };
  return [
    {
      ...node,
      url: node.url.slice(0, node.url.length - (label.value.length - cut)),
      children: [{ type: 'text', value: label.value.slice(0, cut), position: head }],
      position: head,
    },
    {
      type: 'text',
      value: label.value.slice(cut),
      position: { start: end, end: node.position.end },
    },
  ];
}
