import type { Ledger, LedgerNote } from '../ledger.ts';
import { messages, report } from '../messages/index.ts';
import type { Claim } from './claims.ts';
import type { Traits } from './facts.ts';
import { grouped } from './grouped.ts';
import { isFree, type Matching, settle } from './matching.ts';
import { matchNearest } from './nearest.ts';
import { placesOf } from './places.ts';
import { folded } from './similarity.ts';

/**
 * Finds each note again in the ledger: by guid or id; by front and back; by a front that stands once, in its
 * file or anywhere; by a front in its place; by a front that differs in case and punctuation only; and last by
 * being the nearest. No entry goes to two notes. Guesses are said; what is ambiguous is an error.
 */
export function matchNotes(claims: Claim[], ledger: Ledger): Matching {
  const matching: Matching = {
    matched: new Map(),
    open: new Set(ledger.notes),
    retired: new Set(ledger.retired),
  };
  if (ledger.notes.length + ledger.retired.length === 0) return matching;
  const context = { claims, ledger, matching };
  matchGuids(claims, matching);
  pair(context, ({ type, name }) => name !== undefined && [type, name], {
    ...{ several: true, revive: true },
  });
  pair(context, ({ type, file, front, back }) => [type, file, front, back], { several: true });
  pair(context, ({ type, front, back }) => [type, front, back], { several: true, revive: true });
  pair(context, ({ type, file, front }) => [type, file, front]);
  pair(context, ({ type, front }) => [type, front]);
  pair(context, ({ type, front }) => [type, front], { revive: true });
  pairInPlace(context);
  // Whoever gives a note a new id says that it is none of those whose front only resembles it.
  const unnamed = { ...context, claims: claims.filter(({ traits }) => traits.name === undefined) };
  const folds = new Map<string, string>();
  const fold = ({ front }: Traits) => {
    const known = folds.get(front) ?? (folded(front) || front);
    folds.set(front, known);
    return known;
  };
  pair(unnamed, (traits) => traits.back !== '' && [traits.type, fold(traits), traits.back], {
    several: true,
  });
  const guess = 'its front differs in case and punctuation only';
  pair(unnamed, (traits) => [traits.type, traits.file, fold(traits)], { guess });
  pair(unnamed, (traits) => [traits.type, fold(traits)], { guess });
  matchNearest(unnamed.claims, claims, ledger, matching);
  tellTypeChanges(claims, matching);
  return matching;
}

/** `{guid=…}` settles what was ambiguous. */
function matchGuids(claims: Claim[], matching: Matching): void {
  const entries = new Map(
    [...matching.open, ...matching.retired].map((entry) => [entry.guid, entry]),
  );
  if (entries.size === 0) return;
  for (const claim of claims) {
    const { guid, head, notetype } = claim.note;
    if (guid === undefined) continue;
    const entry = entries.get(guid);
    if (entry?.type === notetype && isFree(entry, matching)) settle(claim, entry, matching);
    else report(claim.file, head, messages.unknownGuid(guid));
  }
}

interface Context {
  claims: Claim[];
  ledger: Ledger;
  matching: Matching;
}

/** What must be equal on both sides; false for a note that has no such thing. */
type KeyOf = (traits: Traits) => string[] | false;

interface Manner {
  /** Whether a retired note may come back by it. */
  revive?: boolean;
  /** Whether notes that share the key are as good as the same; else it must stand once on each side. */
  several?: boolean;
  /** Said aloud, with these words. */
  guess?: string;
}

/** Matches what is still open on both sides by equal keys. */
function pair({ claims, ledger, matching }: Context, keyOf: KeyOf, manner: Manner = {}): void {
  const { revive = false, several = false, guess } = manner;
  const key = (traits: Traits) => {
    const parts = keyOf(traits);
    return parts === false ? undefined : parts.join('\0');
  };
  const isOpen = (claim: Claim) => !matching.matched.has(claim);
  if (!claims.some(isOpen)) return;
  const groups = grouped(claims, ({ traits }) => key(traits));
  if (groups.size === 0) return;
  const known = revive ? [...ledger.notes, ...ledger.retired] : ledger.notes;
  const entries = grouped(known, key);
  for (const [value, rivals] of groups) {
    const candidates = entries.get(value) ?? [];
    if (!several && (rivals.length > 1 || candidates.length > 1)) continue;
    inOrder(rivals.filter(isOpen), candidates, matching, guess);
  }
}

/** Fronts that stand several times are told apart by their neighbours, if as many stand there as did. */
function pairInPlace({ claims, ledger, matching }: Context): void {
  for (const side of ['after', 'before'] as const) {
    const places = placesOf(claims, ledger.notes, matching);
    const key = (row: Claim | LedgerNote, { type, front }: Traits) => {
      const place = places.get(row)?.[side];
      return place === undefined ? undefined : JSON.stringify([type, front, place]);
    };
    const entries = grouped(matching.open, (entry) => key(entry, entry));
    for (const [value, rivals] of grouped(claims, (claim) => key(claim, claim.traits))) {
      const candidates = entries.get(value) ?? [];
      if (candidates.length === rivals.length) inOrder(rivals, candidates, matching);
    }
  }
}

function inOrder(
  claims: Claim[],
  candidates: LedgerNote[],
  matching: Matching,
  guess?: string,
): void {
  const free = candidates.filter((entry) => isFree(entry, matching));
  for (const [index, claim] of claims.entries()) {
    const entry = free[index];
    if (entry) settle(claim, entry, matching, guess);
  }
}

/** A note that went to another type is a new one to Anki; that must not happen unnoticed. */
function tellTypeChanges(claims: Claim[], { matched, open }: Matching): void {
  const byName = grouped(open, ({ name }) => name);
  const byFront = grouped(open, ({ front }) => front);
  for (const { note, file, traits } of claims.filter((claim) => !matched.has(claim))) {
    const [old] = byName.get(traits.name ?? '') ?? byFront.get(traits.front) ?? [];
    if (old && old.type !== traits.type)
      report(file, note.head, messages.notetypeChanged(old.type, traits.type));
  }
}
