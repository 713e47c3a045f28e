import type { Tables } from './database.ts';
import type { Json, JsonObject } from './json.ts';
import { integerOf as integerOfKey, object, parseJson, textOf } from './json.ts';
import { flag, floats, integer, type Message, message, text } from './protobuf.ts';
import { damaged } from './trouble.ts';
import { blobOf, integerOf } from './values.ts';

/** A preset of deck options. */
export interface PresetRow {
  id: number;
  name: string;
  /** As schema 11 writes it in JSON, whatever the package's schema is (anki-format, 2). */
  json: JsonObject;
}

/** The presets as schema 11 keeps them. */
export function presetsFromJson(dconf: string): PresetRow[] {
  const byId = object(parseJson(dconf, 'list of presets'), 'list of presets');
  return Object.values(byId).map((value) => {
    const json = object(value, 'preset');
    const id = integerOfKey(json, 'id');
    if (id === undefined) throw damaged('one of its presets has no id');
    return { id, name: textOf(json, 'name'), json };
  });
}

/** The presets as schema 14 and later keep them (anki-format, 3). */
export function presetsFromTables(tables: Tables): PresetRow[] {
  return [...tables.rows('deck_config', 'id, [name], mtime_secs, usn, config', 'id')].map((row) => {
    const head = {
      id: integerOf(row[0]),
      mod: integerOf(row[2]),
      name: tables.text(row[1]),
      usn: integerOf(row[3]),
    };
    const config = message(blobOf(row[4]));
    return { id: head.id, name: head.name, json: { ...head, ...presetJson(config) } };
  });
}

/** What Anki itself writes for such a preset into a package of schema 11. */
function presetJson(config: Message): JsonObject {
  const other = ownKeys(text(config, 255));
  const groups = { new: newCards(config), rev: reviews(config), lapse: lapses(config) };
  return {
    maxTaken: integer(config, 24),
    autoplay: !flag(config, 23),
    timer: integer(config, 25),
    replayq: !flag(config, 26),
    new: { ...groups.new, ...group(other.new) },
    rev: { ...groups.rev, ...group(other.rev) },
    lapse: { ...groups.lapse, ...group(other.lapse) },
    dyn: false,
    ...order(config),
    ...memory(config),
    ...Object.fromEntries(Object.entries(other).filter(([key]) => !(key in groups))),
  };
}

/** Keys that are not Anki's own are kept as JSON. */
function ownKeys(other: string): JsonObject {
  return other === '' ? {} : group(parseJson(other, 'preset'));
}

function group(value: Json | undefined): JsonObject {
  return value === undefined ? {} : object(value, 'preset');
}

function newCards(config: Message): JsonObject {
  return {
    bury: flag(config, 27),
    delays: floats(config, 1),
    initialFactor: Math.round(float(config, 11) * 1000),
    ints: [integer(config, 18), integer(config, 19), 0],
    // The numbers of "in order" and "random" changed places.
    order: integer(config, 20) === 0 ? 1 : 0,
    perDay: integer(config, 9),
  };
}

function reviews(config: Message): JsonObject {
  return {
    bury: flag(config, 28),
    ease4: float(config, 12),
    ivlFct: float(config, 15),
    maxIvl: integer(config, 16),
    perDay: integer(config, 10),
    hardFactor: float(config, 13),
  };
}

function lapses(config: Message): JsonObject {
  return {
    delays: floats(config, 2),
    leechAction: integer(config, 21),
    leechFails: integer(config, 22),
    minInt: integer(config, 17),
    mult: float(config, 14),
  };
}

function order(config: Message): JsonObject {
  return {
    newMix: integer(config, 30),
    newPerDayMinimum: integer(config, 35),
    interdayLearningMix: integer(config, 31),
    reviewOrder: integer(config, 33),
    newSortOrder: integer(config, 32),
    newGatherPriority: integer(config, 34),
    buryInterdayLearning: flag(config, 29),
  };
}

function memory(config: Message): JsonObject {
  return {
    fsrsWeights: floats(config, 3),
    fsrsParams5: floats(config, 5),
    fsrsParams6: floats(config, 6),
    desiredRetention: float(config, 37),
    ignoreRevlogsBeforeDate: text(config, 46),
    easyDaysPercentages: floats(config, 4),
    stopTimerOnAnswer: flag(config, 38),
    secondsToShowQuestion: float(config, 41),
    secondsToShowAnswer: float(config, 42),
    questionAction: integer(config, 36),
    answerAction: integer(config, 43),
    waitForAudio: flag(config, 44),
    sm2Retention: float(config, 40),
    weightSearch: text(config, 45),
  };
}

function float(config: Message, number: number): number {
  return floats(config, number).at(-1) ?? 0;
}
