import type { Ledger, LedgerNote } from '../ledger.ts';
import { messages, report } from '../messages/index.ts';
import type { Claim } from './claims.ts';
import { type Matching, settle } from './matching.ts';
import { bigrams, likeness } from './similarity.ts';

/** Likeness from which two fronts are near, in the same place and anywhere. */
const nearInPlace = 0.4;
const near = 0.62;
/** How much better the best must be than the second best. */
const margin = 0.12;
/** What standing between the same neighbours counts. */
const place = 0.25;

interface Pair {
  claim: Claim;
  entry: LedgerNote;
  score: number;
}

/**
 * Matches reworded notes to the entries that are clearly nearest. Standing between the same two notes as
 * before counts much. Where two come close to each other, the author is asked.
 */
export function matchNearest(
  claims: Claim[],
  all: Claim[],
  ledger: Ledger,
  matching: Matching,
): void {
  const waiting = claims.filter((claim) => !matching.matched.has(claim));
  if (waiting.length === 0 || matching.open.size === 0) return;
  const pairs = pairsOf(waiting, [...matching.open], placesOf(all, ledger, matching));
  pairs.sort((a, b) => b.score - a.score);
  const byClaim = grouped(pairs, ({ claim }) => claim);
  const byEntry = grouped(pairs, ({ entry }) => entry);
  const asked = new Set<Claim | LedgerNote>();
  const isOpen = ({ claim, entry }: Pair) =>
    !matching.matched.has(claim) && matching.open.has(entry);
  for (const best of pairs) {
    const { claim, entry } = best;
    if (!isOpen(best) || asked.has(claim) || asked.has(entry)) continue;
    const rivals = [...(byClaim.get(claim) ?? []), ...(byEntry.get(entry) ?? [])].filter(
      (other) => other !== best && isOpen(other) && best.score - other.score < margin,
    );
    if (rivals.length === 0) settle(claim, entry, matching, 'its front is nearly the same');
    else ask(best, rivals, asked);
  }
}

function ask({ claim, entry }: Pair, rivals: Pair[], asked: Set<Claim | LedgerNote>): void {
  const entries = rivals.filter((rival) => rival.claim === claim).map((rival) => rival.entry);
  const claims = rivals.filter((rival) => rival.entry === entry).map((rival) => rival.claim);
  for (const part of [claim, entry, ...entries, ...claims]) asked.add(part);
  if (entries.length > 0) {
    report(claim.file, claim.note.head, messages.historyAmbiguous([entry, ...entries]));
    return;
  }
  const others = claims.map(({ path, note }) => `the one at ${path}:${note.head.start.line}`);
  report(claim.file, claim.note.head, messages.historySplit(entry.front, entry.guid, others));
}

function pairsOf(
  claims: Claim[],
  entries: LedgerNote[],
  places: Map<Claim, Set<LedgerNote>>,
): Pair[] {
  const known = entries.map((entry) => ({ entry, pairs: bigrams(entry.front) }));
  const byType = grouped(known, ({ entry }) => entry.type);
  return claims.flatMap((claim) => {
    const own = bigrams(claim.front);
    return (byType.get(claim.note.notetype) ?? []).flatMap(({ entry, pairs }): Pair[] => {
      const inPlace = places.get(claim)?.has(entry) === true;
      const floor = inPlace ? nearInPlace : near;
      // No likeness can exceed what the lengths allow.
      const most = (2 * Math.min(own.length, pairs.length)) / (own.length + pairs.length);
      if (most < floor) return [];
      const alike = likeness(own, pairs);
      return alike < floor ? [] : [{ claim, entry, score: alike + (inPlace ? place : 0) }];
    });
  });
}

/** For each open claim, the open entries that stood behind the same note (or began the same file). */
function placesOf(
  all: Claim[],
  ledger: Ledger,
  { matched, open }: Matching,
): Map<Claim, Set<LedgerNote>> {
  const gaps = new Map<string, Set<LedgerNote>>();
  let before = '';
  let file: string | undefined;
  for (const entry of ledger.notes) {
    if (entry.file !== file) before = `file ${entry.file}`;
    file = entry.file;
    if (open.has(entry)) gaps.set(before, (gaps.get(before) ?? new Set()).add(entry));
    else before = entry.guid;
  }
  const places = new Map<Claim, Set<LedgerNote>>();
  let path: string | undefined;
  for (const claim of all) {
    if (claim.path !== path) before = `file ${claim.path}`;
    path = claim.path;
    const entry = matched.get(claim);
    if (entry) before = entry.guid;
    else places.set(claim, gaps.get(before) ?? new Set());
  }
  return places;
}

function grouped<Row, Key>(rows: Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
