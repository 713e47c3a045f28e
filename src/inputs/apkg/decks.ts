import type { DeckRow } from '../../collection.ts';
import type { Tables } from './database.ts';
import type { JsonObject } from './json.ts';
import { flagOf, integerOf as integerOfKey, object, parseJson, textOf } from './json.ts';
import { bytes, flag, floats, integer, type Message, message, text } from './protobuf.ts';
import { deckName } from './text.ts';
import { damaged } from './trouble.ts';
import { blobOf, integerOf } from './values.ts';

/** What a deck has beside its row in a collection. */
export interface DeckSettings {
  deckId: number;
  /** Which preset it uses; a filtered deck has none. */
  presetId?: number;
  /** The deck's own daily limits, which go before those of its preset. */
  newLimit?: number;
  reviewLimit?: number;
  /** The deck's own goal, above 0 and below 1. */
  desiredRetention?: number;
  /** Whether its subdecks are hidden in the list of decks. */
  collapsed: boolean;
}

/** A deck as it stands in the package. */
export interface PackagedDeck {
  row: DeckRow;
  settings: DeckSettings;
  /** Whether it is a search whose cards belong to other decks. */
  filtered: boolean;
}

/** The decks as schema 11 and 14 keep them (anki-format, 2). */
export function decksFromJson(decks: string): PackagedDeck[] {
  const byId = object(parseJson(decks, 'list of decks'), 'list of decks');
  return Object.values(byId).map((json) => deckFromJson(object(json, 'deck')));
}

function deckFromJson(json: JsonObject): PackagedDeck {
  const id = integerOfKey(json, 'id');
  if (id === undefined) throw damaged('one of its decks has no id');
  const filtered = integerOfKey(json, 'dyn') === 1;
  const retention = integerOfKey(json, 'desiredRetention');
  return {
    row: deckRow(id, textOf(json, 'name'), textOf(json, 'desc'), flagOf(json, 'md')),
    settings: {
      deckId: id,
      ...(!filtered && { presetId: integerOfKey(json, 'conf') ?? 1 }),
      ...given('newLimit', integerOfKey(json, 'newLimit')),
      ...given('reviewLimit', integerOfKey(json, 'reviewLimit')),
      // A percentage here, a fraction in the newer tables.
      ...given('desiredRetention', retention === undefined ? undefined : retention / 100),
      collapsed: flagOf(json, 'collapsed'),
    },
    filtered,
  };
}

/** The decks as schema 15 and later keep them (anki-format, 3). */
export function decksFromTables(tables: Tables): PackagedDeck[] {
  return [...tables.rows('decks', 'id, [name], common, kind', 'id')].map((row) => {
    const kind = message(blobOf(row[3]));
    const normal = message(bytes(kind, 1) ?? new Uint8Array(0));
    const filtered = kind.has(2);
    const name = tables.text(row[1]).replaceAll('\x1f', '::');
    return {
      row: deckRow(integerOf(row[0]), name, text(normal, 4), flag(normal, 5)),
      settings: {
        deckId: integerOf(row[0]),
        ...(!filtered && { presetId: integer(normal, 1) || 1 }),
        ...limits(normal),
        collapsed: flag(message(blobOf(row[2])), 1),
      },
      filtered,
    };
  });
}

function limits(normal: Message) {
  return {
    ...given('newLimit', normal.has(7) ? integer(normal, 7) : undefined),
    ...given('reviewLimit', normal.has(6) ? integer(normal, 6) : undefined),
    ...given('desiredRetention', floats(normal, 10).at(-1)),
  };
}

function given<Key extends string>(key: Key, value: number | undefined): { [key in Key]?: number } {
  return value === undefined ? {} : ({ [key]: value } as { [key in Key]: number });
}

function deckRow(id: number, name: string, description: string, markdown: boolean): DeckRow {
  return { id, name: deckName(name), description, ...(markdown && { markdown }) };
}
