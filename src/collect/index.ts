import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type {
  CardRow,
  Collection,
  DeckRow,
  MediaRow,
  NoteRow,
  NotetypeRow,
} from '../collection.ts';
import type { Identified, IdentifiedNotetype } from '../identify/index.ts';
import { idOf } from '../ids.ts';
import type { Ledger } from '../ledger.ts';
import { messages, report } from '../messages/index.ts';
import { cardOrds, inLanguages } from '../notetype/index.ts';
import type { Project } from '../project.ts';
import type { RenderedDeck, RenderedNote } from '../render/index.ts';
import { keepLedger, type LedgerChanges } from './ledger.ts';
import { presetsOf, type ShippedPreset } from './presets.ts';
import { type RetiredNote, retiredNotes } from './retired.ts';

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
  decks: RenderedDeck[],
  identified: Identified,
  project: Project,
  options: CollectOptions = {},
): Collected {
  const rendered = decks.flatMap(({ notes }) => notes);
  const { entries, notetypes, next, changes } = keepLedger(
    decks,
    identified,
    project,
    options.refresh === true,
  );
  tellOtherwise(changes, project);
  const mods = [...entries.values(), ...notetypes.values()].map(({ mod }) => mod);
  const retired = project.options.retire === 'ship' ? retiredNotes(next.retired, identified) : [];
  const presets = project.options.presets === 'ship' ? presetsOf(decks) : [];
  const rows = deckRows(decks, retired, presets);
  const deckIds = new Map(rows.map(({ name, id }) => [name, id]));
  const collection: Collection = {
    modified: mods.reduce((latest, mod) => Math.max(latest, mod), 0),
    decks: rows,
    notetypes: notetypeRows([...rendered, ...retired], next, deckIds),
    notes: [
      ...rendered.map((one) => noteRow(one, entries.get(one)?.mod ?? project.now)),
      ...retired.map(({ row }) => row),
    ],
    cards: cardRows(rendered, retired, deckIds),
    media: mediaRows(decks, identified, project),
    ...(presets.length > 0 && { presets: presets.map(({ preset }) => preset) }),
    ...(next.uuids && { uuids: next.uuids }),
  };
  tellCardless(decks, collection, project);
  return { collection, ledger: next, changes };
}

/** A note of which every template shows nothing would be in the package, and never asked. */
function tellCardless(decks: RenderedDeck[], { cards }: Collection, project: Project): void {
  const asked = new Set(cards.map(({ noteId }) => noteId));
  const files = new Map(project.sources.map(({ path, file }) => [path, file]));
  for (const { deck, notes } of decks) {
    const file = files.get(deck.path);
    for (const { note } of notes)
      if (file && !asked.has(note.noteId))
        report(file, note.head, messages.noteWithoutCard(note.notetype));
  }
}

function tellOtherwise({ otherwise }: LedgerChanges, project: Project): void {
  const file = project.files.find(({ path }) => path === 'deckwright.lock');
  if (file && otherwise.length > 0)
    report(file, undefined, messages.renderingChanged(otherwise.length));
}

/** Every deck that holds cards, and those above it. */
function deckRows(
  decks: RenderedDeck[],
  retired: RetiredNote[],
  presets: ShippedPreset[],
): DeckRow[] {
  const presetIds = new Map(
    presets.flatMap(({ preset, decks }) => decks.map((name) => [name, preset.id])),
  );
  const descriptions = new Map<string, Pick<DeckRow, 'description' | 'markdown'>>();
  for (const { deck, description: html } of decks) {
    const { markdown: written } = deck;
    const own = written ? { description: written, markdown: true } : { description: html };
    if (own.description) descriptions.set(deck.name, descriptions.get(deck.name) ?? own);
  }
  const names = new Set<string>();
  const holding = [
    ...decks.flatMap(({ notes }) => notes.map(({ note }) => note.deck)),
    ...retired.map(({ deck }) => deck),
  ];
  for (const name of holding) {
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

function noteRow({ note, notetype, fields }: RenderedNote, mod: number): NoteRow {
  return {
    id: note.noteId,
    guid: note.guid,
    notetypeId: notetype.id,
    mod,
    tags: note.tags,
    fields,
  };
}

/** The writer must make every card, as an import makes none (anki-format: cards of a new note). */
function cardRows(
  rendered: RenderedNote[],
  retired: RetiredNote[],
  deckIds: Map<string, number>,
): CardRow[] {
  const taken = new Set<number>();
  const notes = [
    ...rendered.map(({ note, notetype, fields }) => ({
      id: note.noteId,
      deck: note.deck,
      ords: ordsOf(notetype, fields, note.tags.length > 0),
    })),
    ...retired.map(({ row, deck, ords }) => ({ id: row.id, deck, ords })),
  ];
  return notes.flatMap((note, index) =>
    note.ords.map((ord) => {
      let id = note.id + ord;
      while (taken.has(id)) id += 1;
      taken.add(id);
      return { id, noteId: note.id, deckId: deckIds.get(note.deck) ?? 1, ord, due: index + 1 };
    }),
  );
}

/** A note of Anki's has a card even if that shows nothing; without one an import would lose the note. */
function ordsOf(notetype: IdentifiedNotetype, fields: string[], hasTags: boolean): number[] {
  const ords = cardOrds(notetype, fields, hasTags);
  return ords.length === 0 && notetype.origin === 'anki' ? [0] : ords;
}

function mediaRows(
  decks: RenderedDeck[],
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
  for (const [name, svg] of decks.flatMap(({ drawings }) => [...drawings])) {
    const bytes = Buffer.from(svg);
    const sha1 = createHash('sha1').update(bytes).digest('hex');
    rows.set(name, { name, size: bytes.length, sha1, content: { bytes } });
  }
  return [...rows.values()].sort((a, b) => byText(a.name, b.name));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
