import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { CardRow, Collection, DeckRow, MediaRow, NotetypeRow } from '../collection.ts';
import type { Identified, IdentifiedNotetype } from '../identify/index.ts';
import { createFirstFree, idOf } from '../ids.ts';
import type { Ledger, LedgerNote } from '../ledger.ts';
import { messages, report } from '../messages/index.ts';
import { inLanguages } from '../notetype/index.ts';
import type { Project } from '../project.ts';
import type { CollectedDeck } from './deck.ts';
import { keepLedger, type LedgerChanges } from './ledger.ts';
import { presetsOf, type ShippedPreset } from './presets.ts';
import { type OutgoingNote, retiredNotes } from './retired.ts';

export { type CollectedDeck, collectDeck } from './deck.ts';
export type { LedgerChanges } from './ledger.ts';
export { retiredTag } from './retired.ts';

/** Rows for Anki, and what the build does to the ledger. */
export interface Collected {
  collection: Collection;
  ledger: Ledger;
  changes: LedgerChanges;
}

export interface CollectOptions {
  /** Send notes out again that only render otherwise. */
  refresh?: boolean;
}

/** What does Anki get, and what changed? Rows of decks, note types, notes, cards and media, in the order of the sources. */
export function collect(
  decks: CollectedDeck[],
  identified: Identified,
  project: Project,
  options: CollectOptions = {},
): Collected {
  const { entries, notetypes, next, changes } = keepLedger(
    decks,
    identified,
    project,
    options.refresh === true,
  );
  tellOtherwise(changes, project);
  const mods = [...entries, ...notetypes.values()].map(({ mod }) => mod);
  const retired = project.options.retire === 'ship' ? retiredNotes(next.retired, identified) : [];
  const presets = project.options.presets === 'ship' ? presetsOf(decks) : [];
  const collected = collectedNotes(decks, identified, entries);
  const rows = deckRows(decks, [...collected, ...retired], presets);
  const deckIds = new Map(rows.map(({ name, id }) => [name, id]));
  const notes = [...collected, ...retired];
  const collection: Collection = {
    modified: mods.reduce((latest, mod) => Math.max(latest, mod), 0),
    decks: rows,
    notetypes: notetypeRows(notes, next, deckIds),
    notes: notes.map(({ row }) => row),
    cards: cardRows(notes, deckIds),
    media: mediaRows(decks, identified, project),
    ...(presets.length > 0 && { presets: presets.map(({ preset }) => preset) }),
    ...(next.uuids && { uuids: next.uuids }),
  };
  tellCardless(decks, identified, project);
  return { collection, ledger: next, changes };
}

function collectedNotes(
  decks: CollectedDeck[],
  identified: Identified,
  entries: LedgerNote[],
): OutgoingNote[] {
  const pairs = identified.decks.flatMap(({ notes }, deck) =>
    notes.flatMap((note, index) => {
      const collected = decks[deck]?.notes[index];
      const notetype = identified.notetypes.get(note.notetype);
      return collected && notetype ? [{ note, notetype, collected }] : [];
    }),
  );
  return pairs.map(({ note, notetype, collected }, index) => ({
    notetype,
    deck: note.deck,
    ords: collected.ords,
    row: {
      id: note.noteId,
      guid: note.guid,
      notetypeId: notetype.id,
      mod: entries[index]?.mod ?? 0,
      tags: note.tags,
      fields: collected.fields,
    },
  }));
}

/** A note of which every template shows nothing would be in the package, and never asked. */
function tellCardless(decks: CollectedDeck[], identified: Identified, project: Project): void {
  const files = new Map(project.sources.map(({ path, file }) => [path, file]));
  for (const [deck, { path, notes }] of identified.decks.entries()) {
    for (const [index, { head, notetype }] of notes.entries()) {
      const file = decks[deck]?.notes[index]?.ords.length === 0 ? files.get(path) : undefined;
      if (file) report(file, head, messages.noteWithoutCard(notetype));
    }
  }
}

function tellOtherwise({ otherwise }: LedgerChanges, project: Project): void {
  const file = project.files.find(({ path }) => path === 'deckwright.lock');
  if (file && otherwise.length > 0)
    report(file, undefined, messages.renderingChanged(otherwise.length));
}

/** Every deck that holds cards, and those above it. */
function deckRows(
  decks: CollectedDeck[],
  notes: OutgoingNote[],
  presets: ShippedPreset[],
): DeckRow[] {
  const presetIds = new Map(
    presets.flatMap(({ preset, decks }) => decks.map((name) => [name, preset.id])),
  );
  const descriptions = new Map<string, Pick<DeckRow, 'description' | 'markdown'>>();
  for (const { name, description: html, markdown } of decks) {
    const own = markdown ? { description: markdown, markdown: true } : { description: html };
    if (own.description) descriptions.set(name, descriptions.get(name) ?? own);
  }
  const names = new Set<string>();
  for (const name of new Set(notes.map(({ deck }) => deck))) {
    const levels = name.split('::');
    for (const [index] of levels.entries()) names.add(levels.slice(0, index + 1).join('::'));
  }
  return [...names].sort(byText).map((name) => {
    const presetId = presetIds.get(name);
    return {
      id: idOf('deck', name),
      name,
      ...(descriptions.get(name) ?? { description: '' }),
      ...(presetId !== undefined && { presetId }),
    };
  });
}

function notetypeRows(
  notes: { notetype: IdentifiedNotetype }[],
  ledger: Ledger,
  deckIds: Map<string, number>,
): NotetypeRow[] {
  const used = new Map(notes.map(({ notetype }) => [notetype.key, notetype]));
  return ledger.notetypes.flatMap(({ key, mod }) => {
    const notetype = used.get(key);
    return notetype ? [notetypeRow(notetype, mod, deckIds)] : [];
  });
}

function notetypeRow(
  notetype: IdentifiedNotetype,
  mod: number,
  deckIds: Map<string, number>,
): NotetypeRow {
  const { originalId, id, name, kind, sortField, css, latexPre, latexPost, latexSvg, stockKind } =
    notetype;
  return {
    ...{ id, name, kind, mod, sortField, css, latexPre, latexPost, latexSvg, stockKind },
    fields: notetype.fields.map(
      ({ required: _, default: __, lang: ___, dir: ____, ...field }) => field,
    ),
    templates: notetype.templates.map(({ deck = '', ...template }) => {
      const deckId = deckIds.get(deck);
      const told = inLanguages(template, notetype.fields);
      return { ...told, ...(deckId !== undefined && { deckId }) };
    }),
    ...(originalId !== undefined && { originalId }),
  };
}

/** The writer must make every card, as an import makes none (anki-format: cards of a new note). */
function cardRows(notes: OutgoingNote[], deckIds: Map<string, number>): CardRow[] {
  const take = createFirstFree();
  const cards: CardRow[] = [];
  for (const [index, { row, deck, ords }] of notes.entries())
    for (const ord of ords) {
      const deckId = deckIds.get(deck) ?? 1;
      cards.push({ id: take(row.id + ord), noteId: row.id, deckId, ord, due: index + 1 });
    }
  return cards;
}

function mediaRows(
  decks: CollectedDeck[],
  { mediaNames }: Identified,
  project: Project,
): MediaRow[] {
  const rows = new Map<string, MediaRow>(
    (project.shared ?? []).map(({ path, size, sha1, location }) => {
      const name = posix.basename(path);
      return [name, { name, size, sha1, content: { path: location } }];
    }),
  );
  for (const path of decks.flatMap(({ media }) => media)) {
    const file = project.media.get(path);
    const name = mediaNames.get(path);
    if (!file || name === undefined) continue;
    rows.set(name, { name, size: file.size, sha1: file.sha1, content: { path: file.location } });
  }
  for (const [name, svg] of decks.flatMap(({ drawings }) => drawings)) {
    const bytes = Buffer.from(svg);
    const sha1 = createHash('sha1').update(bytes).digest('hex');
    rows.set(name, { name, size: bytes.length, sha1, content: { bytes } });
  }
  return [...rows.values()].sort((a, b) => byText(a.name, b.name));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
