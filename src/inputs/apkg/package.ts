import type { Collection, DeckRow, NoteRow, NotetypeRow } from '../../collection.ts';
import { verbatimMedia } from '../../media.ts';
import { DEFAULT_LIMITS, mostUnpacked, type PackageLimits } from '../limits.ts';
import { readCards } from './cards.ts';
import { type ContainerVersion, containerOf, unpackFile } from './container.ts';
import { openDatabase, type Tables } from './database.ts';
import { type DeckSettings, decksFromJson, decksFromTables, type PackagedDeck } from './decks.ts';
import { randomAccess } from './file.ts';
import { type OpenPackage, readMedia } from './media.ts';
import { readNotes } from './notes.ts';
import { notetypesFromJson } from './notetypes-json.ts';
import { notetypesFromTables } from './notetypes-tables.ts';
import { type PresetRow, presetsFromJson, presetsFromTables } from './presets.ts';
import { damaged, unsupported } from './trouble.ts';
import { integerOf } from './values.ts';
import { openZip } from './zip.ts';

export type { PackageLimits } from '../limits.ts';
export type { ContainerVersion } from './container.ts';
export type { DeckSettings } from './decks.ts';
export type { Json, JsonObject } from './json.ts';
export type { PresetRow } from './presets.ts';

/** A collection out of a package, with what a collection does not hold. */
export interface ReadPackage extends Collection {
  container: ContainerVersion;
  /** Anki's number of the database layout: 11, or 14 to 18. */
  schema: number;
  /** Presets of deck options; Anki's own Default (1) may be among them. */
  presets: PresetRow[];
  /** One for each deck, in their order. */
  deckSettings: DeckSettings[];
  /** What of a learner's progress was in the package; all cards are given as new ones. */
  scheduling: { reviews: number; studiedCards: number };
  /** What was left out: cards without a note or with the place of another, media without a file. */
  leftOut: { cards: number; media: string[] };
}

/**
 * Reads an `.apkg` or `.colpkg` of any version (anki-format, 1 to 4) from a path or from bytes. Media is
 * read again whenever its content is asked for, so the file must stay where it is. Whatever the bytes are,
 * nothing is written and memory is bounded by `limits`. Throws only the known error (`surroundingsError`).
 */
export async function readPackage(
  source: string | Uint8Array,
  limits: Partial<PackageLimits> = {},
): Promise<ReadPackage> {
  const bytes = randomAccess(source);
  const bounds = boundsOf(bytes.size, { ...DEFAULT_LIMITS, ...limits });
  const zip = openZip(bytes, bounds);
  const open = { zip, container: containerOf(zip), limits: bounds };
  const rows = await readRows(open);
  const { media, missing, renamed } = readMedia(open);
  const { droppedCards, ...rest } = rows;
  return {
    ...rest,
    notes: renamed.size > 0 ? rest.notes.map((note) => withNames(note, renamed)) : rest.notes,
    media,
    container: open.container.version,
    leftOut: { cards: droppedCards, media: missing },
  };
}

/** Fields call a file as Anki will, whose import takes characters out of names (anki-format, 6.2). */
function withNames(note: NoteRow, renamed: Map<string, string>): NoteRow {
  const fields = note.fields.map((field) => verbatimMedia(field, (name) => renamed.get(name)));
  return { ...note, fields };
}

/** The ratio holds for all files together, too: a bomb may be made of many small ones. */
function boundsOf(size: number, limits: PackageLimits): PackageLimits {
  return { ...limits, totalBytes: Math.min(limits.totalBytes, mostUnpacked(size, limits)) };
}

async function readRows({ zip, container, limits }: OpenPackage) {
  // Without a name, so that these bytes are free once SQLite has its copy.
  const tables = await openDatabase(
    unpackFile(zip, container.database, container, limits, 'databaseBytes'),
    limits,
  );
  try {
    const { schema, modified, notetypes, decks, presets } = readCol(tables);
    const notes = readNotes(tables, notetypes, limits);
    const { cards, studied, dropped } = readCards(tables, notes);
    const used = usedDecks(decks, new Set(cards.map(({ deckId }) => deckId)));
    return {
      schema,
      modified,
      decks: used.map(({ row }) => row),
      deckSettings: used.map(({ settings }) => settings),
      notetypes,
      notes,
      cards,
      presets,
      scheduling: { reviews: tables.count('revlog'), studiedCards: studied },
      droppedCards: dropped,
    };
  } finally {
    tables.close();
  }
}

/** What schema 11 holds in one row as JSON, and later ones in tables of their own. */
function readCol(tables: Tables) {
  const columns = 'ver, mod, [models], [decks], [dconf]';
  const [col, another] = tables.rows('col', columns, 'id');
  if (!col || another) throw damaged('its database is not of one collection');
  const schema = integerOf(col[0]);
  if (schema > 18) throw unsupported('its database is made for a newer version of Anki');
  if (schema !== 11 && schema < 14) throw damaged(`its database has the unknown schema ${schema}`);
  const json = (index: number) => {
    const text = tables.text(col[index]);
    if (text.length > MOST_JSON) throw damaged('a list in its database is longer than 32 MiB');
    return text;
  };
  const notetypes = schema < 15 ? notetypesFromJson(json(2)) : notetypesFromTables(tables);
  for (const notetype of notetypes) checkNotetype(notetype);
  return {
    schema,
    // Milliseconds in Anki's table.
    modified: Math.max(0, Math.floor(integerOf(col[1]) / 1000)),
    notetypes: byId(notetypes),
    decks: schema < 15 ? decksFromJson(json(3)) : decksFromTables(tables),
    presets: byId(schema < 14 ? presetsFromJson(json(4)) : presetsFromTables(tables)),
  };
}

/** The note types of large collections take a few MB. */
const MOST_JSON = 2 ** 25;

function checkNotetype({ id, fields, templates }: NotetypeRow): void {
  if (fields.length > 0 && templates.length > 0) return;
  throw damaged(`its note type ${id} has no fields or no templates`);
}

function byId<Row extends { id: number }>(rows: Row[]): Row[] {
  const sorted = [...rows].sort((a, b) => a.id - b.id);
  const twice = sorted.find(({ id }, index) => sorted[index - 1]?.id === id);
  if (twice) throw damaged(`it gives the id ${twice.id} twice`);
  return sorted;
}

/** Decks without those that only Anki itself needs, and with those that only cards know. */
function usedDecks(decks: PackagedDeck[], withCards: Set<number>): PackagedDeck[] {
  const known = new Set(decks.map(({ row }) => row.id));
  byId(decks.map(({ row }) => row));
  const used = decks.filter(({ row, filtered }) => {
    if (withCards.has(row.id)) return true;
    return !filtered && !(row.id === 1 && isEmptyDefault(row, decks));
  });
  const unknown = [...withCards].filter((id) => !known.has(id)).map(recovered);
  return [...used, ...unknown].sort((a, b) => a.row.id - b.row.id);
}

function isEmptyDefault({ name, description }: DeckRow, decks: PackagedDeck[]): boolean {
  return description === '' && !decks.some(({ row }) => row.name.startsWith(`${name}::`));
}

/** As Anki's Check Database names the deck of cards whose deck is missing (anki-format, 5.2). */
function recovered(id: number): PackagedDeck {
  const name = id === 1 ? 'Default' : `recovered${id}`;
  return {
    row: { id, name, description: '' },
    settings: { deckId: id, presetId: 1, collapsed: false },
    filtered: false,
  };
}
