import type { Ledger, LedgerNote } from '../ledger.ts';
import { messages, report } from '../messages/index.ts';
import { type Pair, pairsOf } from './candidates.ts';
import type { Claim } from './claims.ts';
import { grouped } from './grouped.ts';
import { type Matching, settle } from './matching.ts';
import { placesOf } from './places.ts';

/** How much better the best must be than the second best. */
const margin = 0.12;
const mostNamed = 5;

/**
 * Matches reworded notes to the entries that are clearly nearest: by front, answer, and standing between
 * the same notes as before. Where two come close to each other, the author is asked.
 */
export function matchNearest(
  claims: Claim[],
  all: Claim[],
  ledger: Ledger,
  matching: Matching,
): void {
  const waiting = claims.filter((claim) => !matching.matched.has(claim));
  if (waiting.length === 0 || matching.open.size === 0) return;
  const fronts = ledger.notes.map(({ front }) => front);
  const places = placesOf(all, ledger.notes, matching);
  const pairs = pairsOf(waiting, [...matching.open], places, fronts);
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
    if (rivals.length === 0 && best.why) settle(claim, entry, matching, best.why);
    else ask(best, rivals, asked);
  }
}

function ask({ claim, entry }: Pair, rivals: Pair[], asked: Set<Claim | LedgerNote>): void {
  const entries = rivals.filter((rival) => rival.claim === claim).map((rival) => rival.entry);
  const claims = rivals.filter((rival) => rival.entry === entry).map((rival) => rival.claim);
  for (const part of [claim, entry, ...entries, ...claims]) asked.add(part);
  if (claims.length === 0 || entries.length > 0) {
    report(
      claim.file,
      claim.note.head,
      messages.historyAmbiguous([entry, ...entries].slice(0, mostNamed)),
    );
    return;
  }
  const others = claims
    .slice(0, mostNamed)
    .map(({ traits, note }) => `the one at ${traits.file}:${note.head.start.line}`);
  report(claim.file, claim.note.head, messages.historySplit(entry.front, entry.guid, others));
}
