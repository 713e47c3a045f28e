import type { LedgerNote } from '../ledger.ts';
import type { Claim } from './claims.ts';
import { grouped } from './grouped.ts';
import type { Place } from './places.ts';
import { createSigner, folded, isSwap, likeness, type Signature } from './similarity.ts';

/** A note and an entry that may be the same. */
export interface Pair {
  claim: Claim;
  entry: LedgerNote;
  score: number;
  /** Why, for the author; nothing if it may as well be another question in its place. */
  why: string | undefined;
}

/** Score from which two are clearly near: so much likeness of the fronts, or less with other evidence. */
const near = 0.62;
/** What standing between the same neighbours counts. */
const samePlace = 0.25;
/** What an equal answer counts: a short one belongs to many questions, a very short one to too many. */
const sameBack = [
  { from: 40, score: 0.65 },
  { from: 24, score: 0.4 },
  { from: 12, score: 0.25 },
];
/** Of so many entries in one place, or with one answer, none is meant. */
const crowd = 50;
/** Bounds on the work for one note, however many there are. */
const [mostVisits, mostCompared, mostKept] = [1500, 40, 20];

/** The pairs of open notes and open entries that come near enough, best first. */
export function pairsOf(
  claims: Claim[],
  entries: LedgerNote[],
  places: Map<Claim | LedgerNote, Place>,
  fronts: string[],
): Pair[] {
  const sign = createSigner(fronts);
  const byAfter = grouped(entries, (entry) => places.get(entry)?.after);
  const byBefore = grouped(entries, (entry) => places.get(entry)?.before);
  const byBack = grouped(entries, ({ back }) => back || undefined);
  const byType = grouped(entries, ({ type }) => type);
  const indexes = new Map([...byType].map(([type, rows]) => [type, createIndex(rows, sign)]));
  const pairs = claims.flatMap((claim) => {
    const index = indexes.get(claim.traits.type);
    if (!index) return [];
    const own = sign(claim.traits.front);
    const { after = '', before = '' } = places.get(claim) ?? {};
    const here = new Set([byAfter.get(after), byBefore.get(before)].flatMap(unlessCrowded));
    const equal = new Set(unlessCrowded(byBack.get(claim.traits.back)));
    return [...new Set([...here, ...equal, ...index.nearest(own)])]
      .filter(({ type }) => type === claim.traits.type)
      .flatMap((entry) => {
        const alike = likeness(own, index.signature(entry));
        return (
          pairOf(claim, entry, { alike, here: here.has(entry), equal: equal.has(entry) }) ?? []
        );
      })
      .sort(bestFirst)
      .slice(0, mostKept);
  });
  return pairs.sort(bestFirst);
}

function unlessCrowded(entries: LedgerNote[] = []): LedgerNote[] {
  return entries.length > crowd ? [] : entries;
}

interface Evidence {
  /** Of the fronts. */
  alike: number;
  /** Stands where the other stood. */
  here: boolean;
  /** Has the other's answer. */
  equal: boolean;
}

/** What speaks for a note being an entry, if it is enough. */
function pairOf(
  claim: Claim,
  entry: LedgerNote,
  { alike, here, equal }: Evidence,
): Pair | undefined {
  const [front, known] = [claim.traits.front, entry.front];
  const back = equal ? (sameBack.find(({ from }) => claim.note.backLength >= from)?.score ?? 0) : 0;
  // An equal front that was not enough until now stands several times: elsewhere it tells nothing.
  const repeated = !here && folded(front) === folded(known);
  const score = (repeated ? 0 : alike) + (here ? samePlace : 0) + back;
  if (score < near) return undefined;
  // However short: the same answer in the same place is no other question.
  if (back > 0 || (equal && here)) return { claim, entry, score, why: 'its answer is the same' };
  if (!isSwap(front, known)) return { claim, entry, score, why: 'its front is nearly the same' };
  return here ? { claim, entry, score, why: undefined } : undefined;
}

function bestFirst(a: Pair, b: Pair): number {
  return b.score - a.score;
}

interface Index {
  signature: (entry: LedgerNote) => Signature;
  /** The entries that share most of what is rare. */
  nearest: (own: Signature) => LedgerNote[];
}

function createIndex(entries: LedgerNote[], sign: (text: string) => Signature): Index {
  const signatures = new Map(entries.map((entry) => [entry, sign(entry.front)]));
  const holders = new Map<string, LedgerNote[]>();
  for (const [entry, { weights }] of signatures) {
    for (const pair of weights.keys()) {
      const others = holders.get(pair);
      if (others) others.push(entry);
      else holders.set(pair, [entry]);
    }
  }
  return {
    signature: (entry) => signatures.get(entry) ?? sign(entry.front),
    nearest: (own) => {
      const shared = new Map<LedgerNote, number>();
      const rarest = [...own.weights]
        .map(([pair, weight]) => ({ weight, found: holders.get(pair) ?? [] }))
        .sort((a, b) => a.found.length - b.found.length);
      let visits = 0;
      for (const { weight, found } of rarest) {
        visits += found.length;
        if (visits > mostVisits) break;
        for (const entry of found) shared.set(entry, (shared.get(entry) ?? 0) + weight);
      }
      const best = [...shared].sort(([, a], [, b]) => b - a).slice(0, mostCompared);
      return best.map(([entry]) => entry);
    },
  };
}
