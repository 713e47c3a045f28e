import type { Collection, DeckRow, FieldRow, NotetypeRow, TemplateRow } from '../../collection.ts';
import { type Json, objectOf, toJson } from './json.ts';

/** The columns of `col` that hold JSON in schema 11 (anki-format, 2). */
export interface ColJson {
  conf: string;
  models: string;
  decks: string;
  dconf: string;
  tags: string;
}

/**
 * Tells the settings, note types, decks and presets of collections as schema 11 keeps them. A note type that
 * several of them share is written out once.
 */
export function openColJson(): (collection: Collection) => ColJson {
  const written = new WeakMap<NotetypeRow, string>();
  const modelOf = (row: NotetypeRow): [string, string] => {
    const text = written.get(row) ?? toJson(notetypeJson(row));
    written.set(row, text);
    return [String(row.id), text];
  };
  return (collection) => {
    const { notetypes, modified } = collection;
    const models = Object.fromEntries(notetypes.map(modelOf));
    return {
      conf: toJson(conf(collection)),
      models: objectOf(Object.entries(models)),
      decks: toJson(byId(withDefault(collection.decks).map((deck) => deckJson(deck, modified)))),
      dconf: toJson(byId([PRESET, ...presetsOf(collection)])),
      tags: '{}',
    };
  };
}

function presetsOf({ presets = [], modified }: Collection) {
  return presets.map(({ id, name, json }) => {
    const options: { [key: string]: Json } = JSON.parse(JSON.stringify(json));
    // Anki takes the newer one of two, and keeps a preset that a learner changed since.
    return { ...options, mod: options.mod ?? modified, id, name, usn: -1 };
  });
}

function byId<T extends { id: number } & { [key: string]: Json }>(rows: T[]): Json {
  return Object.fromEntries(rows.map((row) => [String(row.id), row]));
}

/** An import ignores these, yet a program that opens the database may ask for them. */
function conf({ cards }: Collection): Json {
  const lastDue = cards.reduce((last, card) => Math.max(last, card.due), 0);
  return {
    activeDecks: [1],
    curDeck: 1,
    nextPos: lastDue + 1,
    schedVer: 2,
    newSpread: 0,
    collapseTime: 1200,
    timeLim: 0,
    estTimes: true,
    dueCounts: true,
    addToCur: true,
    sortType: 'noteFld',
    sortBackwards: false,
  };
}

function notetypeJson(row: NotetypeRow) {
  return {
    id: row.id,
    name: row.name,
    type: row.kind === 'cloze' ? 1 : 0,
    mod: row.mod,
    usn: -1,
    sortf: row.sortField,
    did: null,
    tmpls: row.templates.map(templateJson),
    flds: row.fields.map(fieldJson),
    css: row.css,
    latexPre: row.latexPre,
    latexPost: row.latexPost,
    latexsvg: row.latexSvg,
    // Which fields a card needs; an import computes it anew.
    req: [],
    ...(row.stockKind > 0 && { originalStockKind: row.stockKind }),
    ...(row.originalId !== undefined && { originalId: row.originalId }),
  };
}

function templateJson(row: TemplateRow, ord: number): Json {
  return {
    name: row.name,
    ord,
    qfmt: row.front,
    afmt: row.back,
    bqfmt: row.browserFront,
    bafmt: row.browserBack,
    did: row.deckId ?? null,
    bfont: row.browserFont ?? '',
    bsize: row.browserSize ?? 0,
    id: idOrNone(row.id),
  };
}

function fieldJson(row: FieldRow, ord: number): Json {
  return {
    name: row.name,
    ord,
    sticky: row.sticky,
    rtl: row.rtl,
    font: row.font,
    size: row.size,
    description: row.description,
    plainText: row.plainText,
    collapsed: row.collapsed,
    excludeFromSearch: row.excludeFromSearch,
    id: idOrNone(row.id),
    tag: row.tag ?? null,
    preventDeletion: row.preventDeletion,
  };
}

/** What Anki made before it gave ids has none, and is known by its name. */
function idOrNone(id: bigint): bigint | null {
  return id === 0n ? null : id;
}

function withDefault(decks: DeckRow[]): DeckRow[] {
  const missing = !decks.some((deck) => deck.id === 1);
  return missing ? [{ id: 1, name: 'Default', description: '' }, ...decks] : decks;
}

function deckJson(row: DeckRow, modified: number) {
  return {
    id: row.id,
    mod: modified,
    name: row.name,
    usn: -1,
    lrnToday: [0, 0],
    revToday: [0, 0],
    newToday: [0, 0],
    timeToday: [0, 0],
    collapsed: false,
    browserCollapsed: false,
    desc: row.description,
    ...(row.markdown && { md: true }),
    dyn: 0,
    conf: row.presetId ?? 1,
    extendNew: 0,
    extendRev: 0,
  };
}

/** Anki's own preset with Anki's own values: every learner has it, and an import leaves theirs. */
const PRESET = {
  id: 1,
  mod: 0,
  name: 'Default',
  usn: -1,
  maxTaken: 60,
  autoplay: true,
  timer: 0,
  replayq: true,
  new: {
    bury: false,
    delays: [1, 10],
    initialFactor: 2500,
    ints: [1, 4, 0],
    order: 1,
    perDay: 20,
  },
  rev: { bury: false, ease4: 1.3, ivlFct: 1, maxIvl: 36500, perDay: 200, hardFactor: 1.2 },
  lapse: { delays: [10], leechAction: 1, leechFails: 8, minInt: 1, mult: 0 },
  dyn: false,
};
