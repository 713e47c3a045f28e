import type { NotetypeRow } from '../collection.ts';
import type { Identified, IdentifiedNotetype } from '../identify/index.ts';
import { digestOf } from '../ids.ts';
import { emptyLedger, type Ledger, type LedgerNote, type LedgerNotetype } from '../ledger.ts';
import type { Project } from '../project.ts';
import type { RenderedDeck, RenderedNote } from '../render/index.ts';
import { contentHash } from './content-hash.ts';

/** What a build does to the ledger. */
export interface Ledgering {
  /** For every note, in the order of the sources. */
  entries: Map<RenderedNote, LedgerNote>;
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
  decks: RenderedDeck[],
  identified: Identified,
  project: Project,
  refresh: boolean,
): Ledgering {
  const changes: LedgerChanges = {
    added: [],
    changed: [],
    retired: [],
    otherwise: [],
    notetypes: [],
  };
  const entries = new Map<RenderedNote, LedgerNote>();
  const revived = new Set(project.ledger?.retired);
  for (const { deck, notes } of decks) {
    for (const rendered of notes) {
      const { note, notetype, fields } = rendered;
      const hash = contentHash(note, deck, notetype, project);
      entries.set(rendered, entryOf(rendered, hash, htmlHash(notetype, fields)));
    }
  }
  const known = project.ledger ?? emptyLedger;
  const notetypes = new Map(
    usedNotetypes(decks).map((notetype) => [
      notetype.key,
      notetypeEntry(notetype, known, project.now, changes),
    ]),
  );
  const retired = identified.retired.now.map((entry) => ({
    ...entry,
    mod: later(project.now, entry.mod),
  }));
  changes.retired.push(...retired);
  const next: Ledger = {
    deckwright: 1,
    notetypes: mergedNotetypes(known, notetypes),
    notes: [...entries.values()],
    retired: [...identified.retired.before, ...retired],
  };
  return { entries, notetypes, next, changes };

  function entryOf({ note }: RenderedNote, hash: string, html: string): LedgerNote {
    const { guid, noteId, traits, pinned, entry: old, deck } = note;
    const { file, name, type, front, back } = traits;
    // Learners may have a note that comes back with the banner of a retired one.
    const sent = !old || revived.has(old) || old.hash !== hash || (refresh && old.html !== html);
    const entry: LedgerNote = {
      ...{ guid, id: noteId, file, deck, ...(name !== undefined && { name }), type, front, back },
      ...{ hash, html: sent ? html : old.html },
      mod: sent ? later(project.now, old?.mod) : old.mod,
      ...(pinned.cloze.length > 0 && { cloze: pinned.cloze }),
      ...(pinned.dead.length > 0 && { dead: pinned.dead }),
    };
    if (!old) changes.added.push(entry);
    else if (sent) changes.changed.push(entry);
    else if (old.html !== html) changes.otherwise.push(entry);
    return entry;
  }
}

/** A `mod` that learners' apps take for newer, even if this machine's clock is behind. */
function later(now: number, before: number | undefined): number {
  return Math.max(now, (before ?? 0) + 1);
}

/** The edit link is no content, as it changes when a file is renamed; nor is where a line ends. */
function htmlHash(notetype: IdentifiedNotetype, fields: string[]): string {
  const shown = fields.filter((_, index) => notetype.fields[index]?.name !== 'Edit');
  return digestOf('html', ...shown.map((field) => field.replace(/\s+/gu, ' '))).slice(0, 12);
}

function usedNotetypes(decks: RenderedDeck[]): IdentifiedNotetype[] {
  const used = new Map(
    decks.flatMap(({ notes }) => notes).map(({ notetype }) => [notetype.key, notetype]),
  );
  return [...used.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function notetypeEntry(
  notetype: IdentifiedNotetype,
  known: Ledger,
  now: number,
  changes: LedgerChanges,
): LedgerNotetype {
  const old = known.notetypes.find(({ key }) => key === notetype.key);
  const hash = definitionHash(notetype);
  const parts = (rows: { name: string; id: bigint }[]) =>
    rows.map(({ name, id }) => ({ name, id: String(id) }));
  const entry: LedgerNotetype = {
    ...{ key: notetype.key, id: notetype.id, name: notetype.name, kind: notetype.kind },
    ...{ fields: parts(notetype.fields), templates: parts(notetype.templates), hash },
    mod: old?.hash === hash ? old.mod : later(now, old?.mod),
  };
  if (old?.hash !== hash) changes.notetypes.push(entry);
  return entry;
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
