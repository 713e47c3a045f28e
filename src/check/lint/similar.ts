import { messages } from '../../messages/index.ts';
import type { NoteContext } from '../context.ts';
import type { Finding } from './rule.ts';

/** How much of two notes' words both have, at least. */
const alike = 0.8;
/** A word that half a deck has in common leads nowhere: only so many notes are compared over it. */
const mostCompared = 100;
/** Below, the words around a note (its section) say what it asks. */
const fewWords = 2;
/** Below, notes are alike by chance. */
const leastWords = 3;

/** Words that, when only one of two notes has them, make it another question. */
const turning = new Set(
  `not no never without except only also non cannot un more most less least first second third last next
  before after when why how where who whom whose if or and but than each other another same different
  inverse reverse opposite partial total new old`.split(/\s+/u),
);

/** A note that asks the same as an earlier one, but for some words that change nothing. */
export function nearDuplicate(notes: NoteContext[]): Finding[] {
  const long = notes.map(rowOf).filter(isLong);
  const found: Finding[] = [];
  for (const [row, others] of candidates(long)) {
    const other = others.find((one) => isSame(one, row));
    if (other) found.push(findingAbout(row, other, messages.nearDuplicate));
  }
  return found;
}

/** A front that an earlier note of the same deck and section has too, with another answer. */
export function twoAnswers(notes: NoteContext[]): Finding[] {
  const first = new Map<string, NoteContext>();
  return notes.flatMap((context): Finding[] => {
    const { deck, context: section, asked } = context.note;
    if (!asked?.single || asked.front.length === 0 || asked.answer.length === 0) return [];
    const key = JSON.stringify([deck, section, asked.front]);
    const other = first.get(key);
    if (!other) {
      first.set(key, context);
      return [];
    }
    const [row, before] = [rowOf(context), rowOf(other)];
    return isSame(before, row) ? [] : [findingAbout(row, before, messages.twoAnswers)];
  });
}

/** A note as words, each once, in the order of writing. */
interface Row {
  context: NoteContext;
  front: string[];
  answer: string[];
}

function rowOf(context: NoteContext): Row {
  const { front = [], answer = [] } = context.note.asked ?? {};
  return { context, front: eachOnce(front), answer: eachOnce(answer) };
}

/** A list of a few words is sooner looked through than made a set of. */
function eachOnce(words: string[]): string[] {
  return words.length > 16
    ? [...new Set(words)]
    : words.filter((word, index) => words.indexOf(word) === index);
}

function isLong(row: Row): boolean {
  return sizeOf(row) >= leastWords && row.front.length > 0;
}

/**
 * Each row with the earlier ones that may be alike. Two sets that have most words in common share one of
 * each's rarest few, so it is enough to look there ("prefix filter" of set similarity joins).
 */
function* candidates(all: Row[]): Generator<[Row, Row[]]> {
  const byWord = new Map<number, Ranked[]>();
  const { ranked: rows, unique } = byRarity(all);
  for (const ranked of rows) {
    const { row, words } = ranked;
    const near: Row[] = [];
    const rarest = words.length - Math.ceil(alike * words.length) + 1;
    for (let at = 0; at < rarest; at += 1) {
      const word = words[at] ?? 0;
      if (word < unique) continue;
      const known = byWord.get(word) ?? begin(byWord, word);
      for (const other of known) {
        if (other.comparedWith === ranked) continue;
        other.comparedWith = ranked;
        if (includes(words, other.words)) near.push(other.row);
      }
      if (known.length < mostCompared) known.push(ranked);
    }
    if (near.length > 0) yield [row, near];
  }
}

function begin(byWord: Map<number, Ranked[]>, word: number): Ranked[] {
  const rows: Ranked[] = [];
  byWord.set(word, rows);
  return rows;
}

/** A row with its words as numbers, in their order: the smaller the number, the rarer the word. */
interface Ranked {
  row: Row;
  words: Uint32Array;
  comparedWith?: Ranked;
}

/** Gives words numbers; those below `unique` stand in one row only. */
function byRarity(all: Row[]): { ranked: Ranked[]; unique: number } {
  const front = new Map<string, Counted>();
  // A word of the answer is another one.
  const answer = new Map<string, Counted>();
  const counted = all.map((row) => [
    ...row.front.map((word) => count(front, word)),
    ...row.answer.map((word) => count(answer, word)),
  ]);
  const words = [...front.values(), ...answer.values()];
  const rare = words.filter((word) => word.count === 1);
  const others = words.filter((word) => word.count > 1).sort((a, b) => a.count - b.count);
  for (const [rank, word] of [...rare, ...others].entries()) word.rank = rank;
  const ranked = all.map((row, index) => {
    const numbers = (counted[index] ?? []).map(({ rank }) => rank);
    return { row, words: Uint32Array.from(numbers).sort() };
  });
  return { ranked, unique: rare.length };
}

interface Counted {
  count: number;
  rank: number;
}

function count(words: Map<string, Counted>, word: string): Counted {
  const known = words.get(word);
  if (known) {
    known.count += 1;
    return known;
  }
  const first = { count: 1, rank: 0 };
  words.set(word, first);
  return first;
}

/** Whether one of two ordered lists holds all of the other. */
function includes(a: Uint32Array, b: Uint32Array): boolean {
  const [few, many] = a.length < b.length ? [a, b] : [b, a];
  if (few.length < alike * many.length) return false;
  let at = 0;
  for (const word of few) {
    while (at < many.length && (many[at] ?? 0) < word) at += 1;
    if (many[at] !== word) return false;
    at += 1;
  }
  return true;
}

/** The words of one are those of the other, and nothing that turns it round is only in one. */
function isSame(a: Row, b: Row): boolean {
  const [few, many] = sizeOf(a) < sizeOf(b) ? [a, b] : [b, a];
  if (sizeOf(few) < alike * sizeOf(many)) return false;
  const more: string[] = [];
  for (const side of ['front', 'answer'] as const) {
    const [all, some] = [new Set(many[side]), new Set(few[side])];
    if (!few[side].every((word) => all.has(word))) return false;
    more.push(...many[side].filter((word) => !some.has(word)));
  }
  if (more.some((word) => turning.has(word) || !/^\p{L}{2,}$/u.test(word))) return false;
  return sameOrder(a, b) && (few.front.length > fewWords || sameSection(a, b));
}

function sizeOf({ front, answer }: Row): number {
  return front.length + answer.length;
}

const directed = new Set('from to into than per by over minus yes no true false'.split(' '));

/** "From Rome to Paris" and "from Paris to Rome" have the same words, and ask for different things. */
function sameOrder(a: Row, b: Row): boolean {
  if (![...a.front, ...a.answer].some((word) => directed.has(word))) return true;
  const common = (row: Row, other: Row) => {
    const others = new Set(other.front);
    return row.front.filter((word) => others.has(word)).join(' ');
  };
  return common(a, b) === common(b, a);
}

function sameSection(a: Row, b: Row): boolean {
  const [left, right] = [a.context.note, b.context.note];
  return left.deck === right.deck && left.context.join('\n') === right.context.join('\n');
}

function findingAbout(
  { context: { note, facts, file } }: Row,
  { context: other }: Row,
  message: typeof messages.nearDuplicate | typeof messages.twoAnswers,
): Finding {
  const place = `${other.facts.path}:${other.note.head.start.line}`;
  return { message: message(other.note.front, place), place: note.head, note, facts, file };
}
