import {
  CLUSTER_DOT_ATTRS,
  EDGE_DOT_ATTRS,
  GRAPH_DOT_ATTRS,
  NODE_DOT_ATTRS,
} from '@hpcc-js/wasm-graphviz';
import { didYouMean } from '../../messages/index.ts';
import type { Trouble } from '../source.ts';
import { shapes } from './shapes.ts';
import { type Token, tokenise } from './tokens.ts';

const longest = 32 * 1024;
const mostTokens = 8000;
const mostEdges = 2000;
const largestGroup = 20;
const mostGroups = 50;
const largestNumber = 10_000;
const longestText = 2000;

const known = [CLUSTER_DOT_ATTRS, EDGE_DOT_ATTRS, GRAPH_DOT_ATTRS, NODE_DOT_ATTRS].flat();
const loading = new Set(
  'image shapefile imagepath fontpath stylesheet _background imagescale imagepos'.split(' '),
);

/** Says what Graphviz would not tell, may not have or could not finish; syntax is left to it. */
export function checkDot(text: string): Trouble | undefined {
  if (text.length > longest) return tooMuch(`${text.length} characters`, longest, text, 0);
  const tokens = tokenise(text);
  if (tokens.length > mostTokens)
    return tooMuch(`${tokens.length} words and marks`, mostTokens, text, 0);
  return (
    checkQuotes(tokens, text) ??
    checkEdges(tokens, text) ??
    checkGroups(tokens, text) ??
    checkAttributes(tokens, text)
  );
}

/** The place of an offset, as line and column from 1. */
export function placeIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** A quote that is a mark by itself has no other that closes it; Graphviz would name the last line. */
function checkQuotes(tokens: Token[], text: string): Trouble | undefined {
  const open = tokens.find((token) => isMark(token, '"'));
  if (!open) return undefined;
  return {
    reason: 'Unexpected end of the graph within a text, expected the `"` that closes it',
    note: 'Close the text that begins here, or an earlier one that ran on to here.',
    ...placeIn(text, open.offset),
  };
}

function checkEdges(tokens: Token[], text: string): Trouble | undefined {
  const edges = tokens.filter(isEdge);
  const over = edges[mostEdges];
  return over && tooMuch(`${edges.length} edges`, mostEdges, text, over.offset);
}

/** `{a b c} -> {d e f}` is every one of nine edges: groups of many would be without number. */
function checkGroups(tokens: Token[], text: string): Trouble | undefined {
  const open: { offset: number; count: number; after: boolean }[] = [];
  let groups = 0;
  for (const [index, token] of tokens.entries()) {
    const group = open.at(-1);
    if (token.kind !== 'mark' && group) group.count += 1;
    const before = tokens[index - 1];
    if (isMark(token, '{')) open.push({ offset: token.offset, count: 0, after: isEdge(before) });
    if (!isMark(token, '}')) continue;
    const closed = open.pop();
    const outer = open.at(-1);
    if (!closed) continue;
    if (outer) outer.count += closed.count;
    if (!closed.after && !isEdge(tokens[index + 1])) continue;
    groups += 1;
    if (closed.count > largestGroup)
      return tooMuch(`group of ${closed.count} at an edge`, largestGroup, text, closed.offset);
    if (groups > mostGroups)
      return tooMuch(`${groups} groups at edges`, mostGroups, text, closed.offset);
  }
  return undefined;
}

function checkAttributes(tokens: Token[], text: string): Trouble | undefined {
  for (const [index, name] of tokens.entries()) {
    const value = tokens[index + 2];
    const images = name.kind === 'html' ? name.value.search(/<\s*img\b/iu) : -1;
    if (images >= 0) return refused('`<img>`', text, name.offset + 1 + images);
    if (!isMark(tokens[index + 1], '=') || name.kind === 'mark' || !value) continue;
    const trouble = checkAttribute(name, value, text);
    if (trouble) return trouble;
  }
  return undefined;
}

function checkAttribute(name: Token, value: Token, text: string): Trouble | undefined {
  if (loading.has(name.value)) return refused(`attribute \`${name.value}\``, text, name.offset);
  if (!known.some((attribute) => attribute === name.value)) {
    const nearest = didYouMean(name.value, known);
    return {
      reason: `Unexpected attribute \`${name.value}\`, expected ${nearest ? `\`${nearest}\`` : "one of Graphviz's"}`,
      note: nearest
        ? `Did you mean \`${nearest}\`?`
        : 'See https://graphviz.org/doc/info/attrs.html.',
      ...placeIn(text, name.offset),
    };
  }
  if (name.value === 'shape' && !shapes.includes(value.value)) {
    const nearest = didYouMean(value.value, shapes);
    return {
      reason: `Unexpected shape \`${value.value}\`, expected ${nearest ? `\`${nearest}\`` : "one of Graphviz's"}`,
      note: nearest
        ? `Did you mean \`${nearest}\`?`
        : 'See https://graphviz.org/doc/info/shapes.html.',
      ...placeIn(text, value.offset),
    };
  }
  if (name.value === 'start' && /rand/iu.test(value.value)) {
    return {
      reason: 'Unexpected random start, expected a number to start from',
      note: 'Write `start=1`: the picture must come out the same each time.',
      ...placeIn(text, value.offset),
    };
  }
  const numbers = value.value.match(/\d[\d.]*(?:e\d+)?/giu) ?? [];
  if (!free.test(name.value) && numbers.some((number) => Number(number) > largestNumber))
    return tooMuch(
      `\`${name.value}\` of ${value.value.slice(0, 20)}`,
      largestNumber,
      text,
      value.offset,
    );
  if (value.value.length > longestText)
    return tooMuch(`${value.value.length} characters of text`, longestText, text, value.offset);
  return undefined;
}

/** Attributes of text and colour, in which a number is only written. */
const free = /label|color|comment|tooltip|url|href|^id$|^class$|target|port$|group/iu;

function refused(what: string, text: string, offset: number): Trouble {
  return {
    reason: `Unexpected ${what}, expected a picture that is drawn from the text alone`,
    note: 'A diagram loads no files; put the image into the note itself.',
    ...placeIn(text, offset),
  };
}

function tooMuch(got: string, limit: number, text: string, offset: number): Trouble {
  return {
    reason: `Unexpected ${got}, expected at most ${limit}`,
    note: 'Draw fewer parts: a card is read on a phone.',
    ...placeIn(text, offset),
  };
}

function isEdge(token: Token | undefined): boolean {
  return isMark(token, '->') || isMark(token, '--');
}

function isMark(token: Token | undefined, value: string): boolean {
  return token?.kind === 'mark' && token.value === value;
}
