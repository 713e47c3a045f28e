import type { Node, Parent } from 'unist';
import type { Cloze } from '../../tree.ts';
import { wordsOf } from './words.ts';

/** One stretch of a cloze note's text, or one formula, code or picture in it, and what hides it. */
export interface Piece {
  kind: 'text' | 'literal' | 'picture' | 'break';
  text: string;
  /** Those it stands in, outermost first: one name for each card it is hidden on. */
  hiddenBy: string[];
  node: Node;
}

/** A deletion: what it hides, by card. */
export interface Hidden {
  card: string;
  /** The parts, in order. */
  pieces: Piece[];
  /** What its hint says. */
  hint: string;
  node: Node;
}

/** The text of a cloze note, cut where something is hidden, and its deletions. */
export interface ClozeText {
  pieces: Piece[];
  hidden: Hidden[];
}

/** Reads the text of a cloze note. */
export function clozeText(front: readonly Node[]): ClozeText {
  const pieces: Piece[] = [];
  const hidden = new Map<string, Hidden>();
  const visit = (node: Node, around: Hidden[]): void => {
    const add = (kind: Piece['kind'], text: string, more: Hidden[] = []) => {
      const within = [...around, ...more];
      const piece = { kind, text, hiddenBy: within.map(({ card }) => card), node };
      pieces.push(piece);
      for (const one of within) one.pieces.push(piece);
    };
    if (node.type === 'cloze') {
      const inner = enter(node as Cloze, hidden);
      for (const child of (node as Cloze).children) visit(child, [...around, ...inner]);
    } else if (node.type === 'image') add('picture', (node as { alt?: string }).alt ?? '');
    else if (node.type === 'text') add('text', (node as unknown as { value: string }).value);
    else if ('value' in node && node.type !== 'html') addLiteral(node, add, hidden);
    else if ('children' in node) {
      for (const child of (node as Parent).children) visit(child, around);
      if (!inline.has(node.type)) add('break', '');
    } else if (node.type === 'break') add('text', ' ');
  };
  for (const node of front) visit(node, []);
  return { pieces, hidden: [...hidden.values()] };
}

const inline = new Set(['emphasis', 'strong', 'delete', 'link', 'linkReference']);

function enter(node: Cloze, hidden: Map<string, Hidden>): Hidden[] {
  return cardsOf(node.numbers, node.deletion).map((card) => {
    // Two deletions of one number are two things to remember, on one card.
    const key = `${card} ${node.deletion}`;
    const hint = (node.hint ?? []).map((child) => ('value' in child ? child.value : '')).join('');
    const found = hidden.get(key) ?? { card, pieces: [], hint, node };
    hidden.set(key, found);
    return found;
  });
}

function cardsOf(numbers: number[], deletion: number | undefined): string[] {
  return numbers.length > 0 ? numbers.map(String) : [`auto ${deletion}`];
}

/** Anki makes no card of a higher number. */
export const mostDeletions = 500;

/** Code and formulas, cut at the ranges that are hidden. */
function addLiteral(
  node: Node,
  add: (kind: Piece['kind'], text: string, more?: Hidden[]) => void,
  hidden: Map<string, Hidden>,
): void {
  const value = String((node as { value?: unknown }).value);
  const ranges = (node.data?.deletions ?? []).slice(0, mostDeletions);
  const cuts = [...new Set([0, value.length, ...ranges.flatMap(({ start, end }) => [start, end])])];
  const placed = ranges.map((range) => ({
    range,
    hidden: cardsOf(range.numbers, range.deletion).map((card) => {
      const key = `${card} ${hidden.size} ${range.start}`;
      const found: Hidden = { card, pieces: [], hint: range.hint ?? '', node };
      hidden.set(key, found);
      return found;
    }),
  }));
  cuts.sort((a, b) => a - b);
  for (const [index, from] of cuts.entries()) {
    const to = cuts[index + 1];
    if (to === undefined) break;
    const within = placed.filter(({ range }) => range.start <= from && to <= range.end);
    add(
      'literal',
      value.slice(from, to),
      within.flatMap((one) => one.hidden),
    );
  }
}

/** Stands where something else is: no words go on across it. */
export const gap = '\u0000';

/** Words of running text; a formula or a piece of code is one word, and what `card` hides a gap. */
export function wordsIn(pieces: readonly Piece[], card?: string): string[] {
  const words: string[] = [];
  let text = '';
  const flush = () => {
    words.push(...wordsOf(text));
    text = '';
  };
  for (const piece of pieces) {
    const isHidden = card !== undefined && piece.hiddenBy.includes(card);
    if (piece.kind === 'text' && !isHidden) text += piece.text;
    else {
      flush();
      if (isHidden) words.push(gap);
      else words.push(piece.kind === 'literal' ? `${gap}${piece.text.replace(/\s+/gu, '')}` : gap);
    }
  }
  flush();
  return words;
}

/** The words that a card shows; where it hides something is a gap. */
export function shownOn(card: string, pieces: readonly Piece[]): string[] {
  return wordsIn(pieces, card);
}
