import type { NotetypeRow } from '../collection.ts';
import type { Identified, IdentifiedNote, IdentifiedNotetype } from '../identify/index.ts';
import { digestOf } from '../ids.ts';
import { emptyLedger, type Ledger, type LedgerNote, type LedgerNotetype } from '../ledger.ts';
import type { Project } from '../project.ts';
import type { CollectedDeck, CollectedNote } from './deck.ts';

/** What a build does to the ledger. */
export interface Ledgering {
  /** Of every note, in the order of the sources. */
  entries: LedgerNote[];
  notetypes: Map<string, LedgerNotetype>;
  next: Ledger;
  changes: LedgerChanges;
}

export interface LedgerChanges {
  added: LedgerNote[];
  /** Their content changed, so learners get them anew. */
  changed: LedgerNote[];
  retired: LedgerNote[];
  /** Their content is the same, but they would render otherwise than learners have them. */
  otherwise: LedgerNote[];
  notetypes: LedgerNotetype[];
}

/** Compares every note with the ledger: `mod` moves where the content did, and nowhere else. */
export function keepLedger(
  decks: CollectedDeck[],
  identified: Identified,
  project: Project,
  refresh: boolean,
): Ledgering {
  const { ledger: known = emptyLedger, now } = project;
  const revived = new Set(known.retired);
  const kept = identified.decks.flatMap(({ notes }, deck) =>
    notes.flatMap((note, index) => {
      const collected = decks[deck]?.notes[index];
      return collected ? [keep(note, collected, { revived, refresh, now })] : [];
    }),
  );
  const types = usedNotetypes(identified).map((notetype) => notetypeEntry(notetype, known, now));
  const retired = identified.retired.now.map((entry) => ({ ...entry, mod: later(now, entry.mod) }));
  const whose = (fate: Fate) => kept.filter((one) => one.fate === fate).map(({ entry }) => entry);
  const notetypes = new Map(types.map((entry) => [entry.key, entry]));
  return {
    entries: kept.map(({ entry }) => entry),
    notetypes,
    next: {
      deckwright: 1,
      notetypes: mergedNotetypes(known, notetypes),
      ...(known.media && { media: known.media }),
      ...(known.uuids && { uuids: known.uuids }),
      notes: kept.map(({ entry }) => entry),
      // Not at the end of the list, where two branches would meet.
      retired: [...identified.retired.before, ...retired].sort((a, b) =>
        a.guid < b.guid ? -1 : 1,
      ),
    },
    changes: {
      ...{ added: whose('added'), changed: whose('changed'), otherwise: whose('otherwise') },
      retired,
      notetypes: types.filter(({ key, hash }) => notetypeOf(known, key)?.hash !== hash),
    },
  };
}

type Fate = 'added' | 'changed' | 'otherwise' | 'same';

/** The entry of a note, and what became of it since the last one. */
function keep(
  { guid, noteId, traits, pinned, entry: old, deck }: IdentifiedNote,
  { hash, html }: CollectedNote,
  { revived, refresh, now }: { revived: Set<LedgerNote>; refresh: boolean; now: number },
): { entry: LedgerNote; fate: Fate } {
  const { file, name, type, front, back } = traits;
  // Learners may have a note that comes back with the banner of a retired one.
  const sent = !old || revived.has(old) || old.hash !== hash || (refresh && old.html !== html);
  const entry: LedgerNote = {
    guid,
    id: noteId,
    file,
    deck,
    ...(name !== undefined && { name }),
    type,
    front,
    back,
    hash,
    html: sent ? html : old.html,
    mod: sent ? later(now, old?.mod) : old.mod,
    ...(pinned.cloze.length > 0 && { cloze: pinned.cloze }),
    ...(pinned.dead.length > 0 && { dead: pinned.dead }),
  };
  if (!old) return { entry, fate: 'added' };
  if (sent) return { entry, fate: 'changed' };
  return { entry, fate: old.html === html ? 'same' : 'otherwise' };
}

/** A `mod` that learners' apps take for newer, even if this machine's clock is behind. */
function later(now: number, before: number | undefined): number {
  return Math.max(now, (before ?? 0) + 1);
}

function usedNotetypes({ decks, notetypes }: Identified): IdentifiedNotetype[] {
  const used = new Set<string>();
  for (const { notes } of decks) for (const { notetype } of notes) used.add(notetype);
  return [...used].sort().flatMap((key) => notetypes.get(key) ?? []);
}

function notetypeEntry(notetype: IdentifiedNotetype, known: Ledger, now: number): LedgerNotetype {
  const old = notetypeOf(known, notetype.key);
  const hash = definitionHash(notetype);
  const parts = (rows: { name: string; id: bigint }[]) =>
    rows.map(({ name, id }) => ({ name, id: String(id) }));
  return {
    ...{ key: notetype.key, id: notetype.id, name: notetype.name, kind: notetype.kind },
    ...{ fields: parts(notetype.fields), templates: parts(notetype.templates), hash },
    mod: old?.hash === hash ? old.mod : later(now, old?.mod),
  };
}

function notetypeOf({ notetypes }: Ledger, key: string): LedgerNotetype | undefined {
  return notetypes.find((entry) => entry.key === key);
}

function definitionHash(notetype: IdentifiedNotetype): string {
  const row: Omit<NotetypeRow, 'mod'> = notetype;
  const {
    id,
    name,
    kind,
    sortField,
    fields,
    templates,
    css,
    latexPre,
    latexPost,
    latexSvg,
    stockKind,
    originalId,
  } = row;
  const all = {
    id,
    name,
    kind,
    sortField,
    fields,
    templates,
    css,
    latexPre,
    latexPost,
    latexSvg,
    stockKind,
    ...(originalId !== undefined && { originalId }),
  };
  return digestOf(
    'notetype',
    JSON.stringify(all, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
  ).slice(0, 16);
}

/** A note type without notes today may have some again; learners still have it. */
function mergedNotetypes(known: Ledger, used: Map<string, LedgerNotetype>): LedgerNotetype[] {
  const unused = known.notetypes.filter(({ key }) => !used.has(key));
  return [...unused, ...used.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
