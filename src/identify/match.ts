import type { Ledger, LedgerNote } from '../ledger.ts';
import { messages, report } from '../messages/index.ts';
import type { Claim } from './claims.ts';
import { isFree, type Matching, settle } from './matching.ts';
import { matchNearest } from './nearest.ts';
import { folded } from './similarity.ts';

/**
 * Finds each note again in the ledger: by guid or id; by the same front in the same file, elsewhere, or
 * among the retired; by a front that differs in case and punctuation only; by the same back; and last by
 * being the nearest. No entry goes to two notes. Guesses are said; what is ambiguous is an error.
 */
export function matchNotes(claims: Claim[], ledger: Ledger): Matching {
  const matching: Matching = {
    matched: new Map(),
    open: new Set(ledger.notes),
    retired: new Set(ledger.retired),
  };
  matchGuids(claims, matching);
  pair(claims, matching, {
    ofClaim: ({ note }) =>
      note.id !== undefined && JSON.stringify([note.notetype, note.id.normalize('NFC')]),
    ofEntry: ({ type, name }) => name !== undefined && JSON.stringify([type, name]),
    revive: true,
  });
  pair(claims, matching, {
    ofClaim: ({ note, path, front }) => JSON.stringify([note.notetype, path, front]),
    ofEntry: ({ type, file, front }) => JSON.stringify([type, file, front]),
  });
  pair(claims, matching, {
    ofClaim: ({ note, front }) => JSON.stringify([note.notetype, front]),
    ofEntry: ({ type, front }) => JSON.stringify([type, front]),
    revive: true,
  });
  const unnamed = claims.filter(({ note }) => note.id === undefined);
  pair(unnamed, matching, {
    ofClaim: ({ note, path, front }) =>
      folded(front) !== '' && JSON.stringify([note.notetype, path, folded(front)]),
    ofEntry: ({ type, file, front }) => JSON.stringify([type, file, folded(front)]),
  });
  pair(unnamed, matching, {
    ofClaim: ({ note, front }) =>
      folded(front) !== '' && JSON.stringify([note.notetype, folded(front)]),
    ofEntry: ({ type, front }) => JSON.stringify([type, folded(front)]),
  });
  for (const sameFile of [true, false]) {
    pair(unnamed, matching, {
      ofClaim: ({ note, path, back }) =>
        back !== '' && JSON.stringify([note.notetype, sameFile && path, back]),
      ofEntry: ({ type, file, back }) =>
        back !== '' && JSON.stringify([type, sameFile && file, back]),
      single: true,
      guess: 'its answer is the same',
    });
  }
  matchNearest(unnamed, claims, ledger, matching);
  tellTypeChanges(claims, matching);
  return matching;
}

/** `{guid=…}` settles what was ambiguous. */
function matchGuids(claims: Claim[], matching: Matching): void {
  const entries = new Map(
    [...matching.open, ...matching.retired].map((entry) => [entry.guid, entry]),
  );
  for (const claim of claims) {
    const { guid, head, notetype } = claim.note;
    if (guid === undefined) continue;
    const entry = entries.get(guid);
    if (entry?.type === notetype && isFree(entry, matching)) settle(claim, entry, matching);
    else report(claim.file, head, messages.unknownGuid(guid));
  }
}

interface Key {
  /** What must be equal; false if the note has no such thing. */
  ofClaim: (claim: Claim) => string | false;
  ofEntry: (entry: LedgerNote) => string | false;
  /** Whether a retired note may come back by it. */
  revive?: boolean;
  /** Only if there is one on each side. */
  single?: boolean;
  /** Said aloud, with these words. */
  guess?: string;
}

/** Matches what is still open on both sides by equal keys; several of one key by their backs, then in order. */
function pair(
  claims: Claim[],
  matching: Matching,
  { ofClaim, ofEntry, revive, single, guess }: Key,
): void {
  const entries = group([...matching.open, ...(revive ? matching.retired : [])], ofEntry);
  const waiting = group(
    claims.filter((claim) => !matching.matched.has(claim)),
    ofClaim,
  );
  for (const [key, rivals] of waiting) {
    const candidates = entries.get(key) ?? [];
    if (candidates.length === 0 || (single && (rivals.length > 1 || candidates.length > 1)))
      continue;
    for (const claim of rivals) {
      const same = candidates.find((entry) => isFree(entry, matching) && entry.back === claim.back);
      if (same) settle(claim, same, matching, guess);
    }
    for (const claim of rivals) {
      const next = candidates.find((entry) => isFree(entry, matching));
      if (next && !matching.matched.has(claim)) settle(claim, next, matching, guess);
    }
  }
}

function group<Row>(rows: Row[], keyOf: (row: Row) => string | false): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === false) continue;
    const others = groups.get(key);
    if (others) others.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** A note that went to another type is a new one to Anki; that must not happen unnoticed. */
function tellTypeChanges(claims: Claim[], { matched, open }: Matching): void {
  const byId = group([...open], ({ name }) => name ?? false);
  const byFront = group([...open], ({ front }) => front);
  for (const claim of claims) {
    if (matched.has(claim)) continue;
    const { note, front, file } = claim;
    const [old] = byId.get(note.id ?? '') ?? byFront.get(front) ?? [];
    if (old && old.type !== note.notetype)
      report(file, note.head, messages.notetypeChanged(old.type, note.notetype));
  }
}
