import { messages } from '../../messages/index.ts';
import { type Fact, factOf } from './facts.ts';
import type { Reading } from './reading.ts';
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
export function nearDuplicate(readings: Reading[]): Finding[] {
  const rows = readings.map(factOf).map(rowOf).filter(isLong);
  const found: Finding[] = [];
  for (const [row, others] of candidates(rows)) {
    const other = others.find((one) => isSame(one, row));
    if (other) found.push(findingAbout(row, other, messages.nearDuplicate));
  }
  return found;
}

/** A front that an earlier note of the same deck and section has too, with another answer. */
export function twoAnswers(readings: Reading[]): Finding[] {
  const first = new Map<string, Row>();
  return readings
    .filter(({ notetype, note }) => notetype.kind !== 'cloze' && note.notetype !== 'choice')
    .flatMap((reading): Finding[] => {
      const row = rowOf(factOf(reading));
      const { note } = reading;
      if (row.fact.front.length === 0 || row.fact.answer.length === 0) return [];
      const key = JSON.stringify([note.deck, note.context, row.fact.front]);
      const other = first.get(key);
      if (!other) first.set(key, row);
      return other && !isSame(other, row) ? [findingAbout(row, other, messages.twoAnswers)] : [];
    });
}

interface Row {
  fact: Fact;
  front: Set<string>;
  answer: Set<string>;
  /** Words of both, each once, those of the answer marked. */
  all: string[];
}

function rowOf(fact: Fact): Row {
  const front = new Set(fact.front);
  const answer = new Set(fact.answer);
  return { fact, front, answer, all: [...front, ...[...answer].map((word) => `=${word}`)] };
}

function isLong({ all, front }: Row): boolean {
  return all.length >= leastWords && front.size > 0;
}

/**
 * Each row with the earlier ones that may be alike. Two sets that have most words in common share one of
 * each's rarest few, so it is enough to look there ("prefix filter" of set similarity joins).
 */
function* candidates(rows: Row[]): Generator<[Row, Row[]]> {
  const counts = new Map<string, number>();
  for (const { all } of rows) for (const word of all) counts.set(word, (counts.get(word) ?? 0) + 1);
  const byWord = new Map<string, Row[]>();
  for (const row of rows) {
    const rarest = row.all
      .toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0) || (a < b ? -1 : 1))
      .slice(0, row.all.length - Math.ceil(alike * row.all.length) + 1);
    const near = new Set<Row>();
    for (const word of rarest) {
      const known = byWord.get(word) ?? [];
      for (const other of known) near.add(other);
      if (known.length < mostCompared) known.push(row);
      byWord.set(word, known);
    }
    if (near.size > 0) yield [row, [...near]];
  }
}

/** The words of one are those of the other, and nothing that turns it round is only in one. */
function isSame(a: Row, b: Row): boolean {
  const [few, many] = a.all.length < b.all.length ? [a, b] : [b, a];
  if (few.all.length < alike * many.all.length) return false;
  if (![...few.front].every((word) => many.front.has(word))) return false;
  if (![...few.answer].every((word) => many.answer.has(word))) return false;
  const more = [
    ...[...many.front].filter((word) => !few.front.has(word)),
    ...[...many.answer].filter((word) => !few.answer.has(word)),
  ];
  if (more.some((word) => turning.has(word) || !/^\p{L}{2,}$/u.test(word))) return false;
  return sameOrder(a, b) && (few.front.size > fewWords || sameSection(a, b));
}

const directed = new Set('from to into than per by over minus yes no true false'.split(' '));

/** "From Rome to Paris" and "from Paris to Rome" have the same words, and ask for different things. */
function sameOrder(a: Row, b: Row): boolean {
  if (![...a.front, ...a.answer].some((word) => directed.has(word))) return true;
  const common = (row: Row, other: Row) =>
    [...row.front].filter((word) => other.front.has(word)).join(' ');
  return common(a, b) === common(b, a);
}

function sameSection(a: Row, b: Row): boolean {
  const [left, right] = [a.fact.reading.note, b.fact.reading.note];
  return left.deck === right.deck && left.context.join('\n') === right.context.join('\n');
}

function findingAbout(
  { fact: { reading } }: Row,
  other: Row,
  message: typeof messages.nearDuplicate | typeof messages.twoAnswers,
): Finding {
  const { note, deck } = other.fact.reading;
  const place = `${deck.path}:${note.head.start.line}`;
  return {
    message: message(note.front, place),
    ...{ place: reading.note.head, note: reading.note, deck: reading.deck, file: reading.file },
  };
}
