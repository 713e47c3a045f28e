import type { LedgerNote } from '../ledger.ts';
import { messages, report } from '../messages/index.ts';
import type { Claim } from './claims.ts';

/** What is known of who is who while it is being found out. */
export interface Matching {
  matched: Map<Claim, LedgerNote>;
  /** Entries of the ledger that no note has claimed yet, in its order. */
  open: Set<LedgerNote>;
  retired: Set<LedgerNote>;
}

/** Gives an entry to a note; a guess is said aloud. */
export function settle(claim: Claim, entry: LedgerNote, matching: Matching, guess?: string): void {
  matching.matched.set(claim, entry);
  matching.open.delete(entry);
  matching.retired.delete(entry);
  if (guess !== undefined)
    report(claim.file, claim.note.head, messages.historyKept(entry.front, guess));
}

/** Whether no note has claimed the entry yet. */
export function isFree(entry: LedgerNote, { open, retired }: Matching): boolean {
  return open.has(entry) || retired.has(entry);
}
