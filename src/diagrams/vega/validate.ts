import { createRequire } from 'node:module';
import { didYouMean } from '../../messages/index.ts';
import type { Trouble } from '../source.ts';
import type { Path, Spec } from './read.ts';

/** The part of JSON Schema that Vega-Lite's own schema uses. */
interface Schema {
  $ref?: string;
  anyOf?: Schema[];
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  items?: Schema;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  definitions?: Record<string, Schema>;
}

/** A mistake, and how far the value is from what this branch of the schema describes. */
interface Mistake {
  weight: number;
  trouble: Trouble;
  /** Of a word that is not one of those that may stand there. */
  word?: { got: unknown; allowed: unknown[] };
}

type Check = (value: unknown, schema: Schema, path: Path) => Mistake | undefined;

/** Makes the check of a spec against Vega-Lite's schema, which is read once. */
export function createValidator(): (spec: Spec) => Trouble | undefined {
  const root: Schema = createRequire(import.meta.url)('vega-lite/vega-lite-schema.json');
  const definitions = root.definitions ?? {};
  return (spec) => {
    const views = viewNames.filter(([key]) => key in spec);
    const name = views[0]?.[1] ?? 'TopLevelUnitSpec';
    const check: Check = (value, schema, path) =>
      checkValue(value, schema, path, definitions, check);
    return check(spec, { $ref: `#/definitions/${name}` }, [])?.trouble;
  };
}

/** Which kind of spec it is follows from one key; the schema's own `anyOf` would blame the wrong kind. */
const viewNames: [key: string, definition: string][] = [
  ['layer', 'TopLevelLayerSpec'],
  ['repeat', 'TopLevelRepeatSpec'],
  ['facet', 'TopLevelFacetSpec'],
  ['concat', 'TopLevelConcatSpec'],
  ['hconcat', 'TopLevelHConcatSpec'],
  ['vconcat', 'TopLevelVConcatSpec'],
];

function checkValue(
  value: unknown,
  schema: Schema,
  path: Path,
  definitions: Record<string, Schema>,
  check: Check,
): Mistake | undefined {
  if (schema.$ref !== undefined)
    return check(value, definitions[schema.$ref.replace('#/definitions/', '')] ?? {}, path);
  if (schema.anyOf) return checkAny(value, schema.anyOf, path, check);
  const allowed = schema.enum ?? ('const' in schema ? [schema.const] : undefined);
  if (allowed && !allowed.includes(value)) return wrongWord(value, allowed, path);
  if (schema.type !== undefined && ![schema.type].flat().some((type) => isOf(type, value)))
    return mistake(heavy, path, 'value', named(value), article([schema.type].flat()));
  if (typeof value === 'number') return outside(value, schema, path);
  if (Array.isArray(value)) return checkList(value, schema, path, check);
  if (typeof value === 'object' && value !== null)
    return checkMap(value as Record<string, unknown>, schema, path, check);
  return undefined;
}

const heavy = 1000;
const absent = 100;
const light = 1;

/** The mistake of the branch that is nearest to what was written. */
function checkAny(
  value: unknown,
  branches: Schema[],
  path: Path,
  check: Check,
): Mistake | undefined {
  const found: Mistake[] = [];
  for (const branch of branches) {
    const one = check(value, branch, path);
    if (!one) return undefined;
    found.push(one);
  }
  const [first, ...rest] = found;
  if (!first) return undefined;
  const nearest = rest.reduce((best, one) => (one.weight < best.weight ? one : best), first);
  const place = nearest.trouble.path ?? path;
  const same = found.filter(
    ({ trouble, word }) => word && JSON.stringify(trouble.path) === JSON.stringify(place),
  );
  if (!nearest.word || same.length < 2) return nearest;
  // Several branches have words for this place: any of them may have been meant.
  const allowed = [...new Set(same.flatMap(({ word }) => word?.allowed ?? []))];
  return { ...wrongWord(nearest.word.got, allowed, place), weight: nearest.weight };
}

function checkList(
  value: unknown[],
  schema: Schema,
  path: Path,
  check: Check,
): Mistake | undefined {
  const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  if (value.length < minItems || value.length > maxItems)
    return mistake(heavy, path, 'value', `list of ${value.length}`, `a list of ${minItems}`);
  if (!items) return undefined;
  return worst(value.map((inner, index) => check(inner, items, [...path, index])));
}

function checkMap(
  value: Record<string, unknown>,
  schema: Schema,
  path: Path,
  check: Check,
): Mistake | undefined {
  const { properties = {}, additionalProperties = true, required = [] } = schema;
  const missing = required.find((key) => !(key in value));
  const found = Object.entries(value).map(([key, inner]) => {
    const own = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (own) return check(inner, own, [...path, key]);
    if (typeof additionalProperties === 'object')
      return check(inner, additionalProperties, [...path, key]);
    return additionalProperties ? undefined : unknownKey(key, Object.keys(properties), path);
  });
  if (missing !== undefined)
    found.push(mistake(absent, path, 'value', 'end of the keys', `\`${missing}\``));
  return worst(found);
}

/** The heaviest of several mistakes, weighing as much as all of them; what is missing is told last. */
function worst(mistakes: (Mistake | undefined)[]): Mistake | undefined {
  const found = mistakes.filter((one) => one !== undefined);
  const written = found.filter((one) => one.weight !== absent);
  const [first, ...rest] = written.length > 0 ? written : found;
  if (!first) return undefined;
  const heaviest = rest.reduce((most, one) => (one.weight > most.weight ? one : most), first);
  // A mistake deeper down is a detail of a branch that fits so far.
  const weight = found.reduce((sum, one) => sum + Math.max(light, one.weight / 4), 0);
  return { ...heaviest, weight };
}

function unknownKey(key: string, known: string[], path: Path): Mistake {
  const nearest = didYouMean(key, known);
  const expected = nearest ? `\`${nearest}\`` : listed(known);
  const found = mistake(60, [...path, key], 'key', `key \`${key}\``, expected);
  return nearest ? withNote(found, `Did you mean \`${nearest}\`?`) : found;
}

function wrongWord(value: unknown, allowed: unknown[], path: Path): Mistake {
  const words = allowed.filter((word) => typeof word === 'string');
  const nearest = typeof value === 'string' ? didYouMean(value, words) : undefined;
  const expected = nearest ? `\`${nearest}\`` : listed(allowed.map(String));
  const found = mistake(
    typeof value === 'string' ? 40 : heavy,
    path,
    'value',
    named(value),
    expected,
  );
  const told = nearest ? withNote(found, `Did you mean \`${nearest}\`?`) : found;
  return { ...told, word: { got: value, allowed } };
}

function outside(value: number, schema: Schema, path: Path): Mistake | undefined {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  if (value >= minimum && value <= maximum) return undefined;
  const limit = value < minimum ? `at least ${minimum}` : `at most ${maximum}`;
  return mistake(40, path, 'value', named(value), limit);
}

function mistake(
  weight: number,
  path: Path,
  part: 'key' | 'value',
  got: string,
  expected: string,
): Mistake {
  const reason = `Unexpected ${got}${whereOf(path, part)}, expected ${expected}`;
  const note = 'See https://vega.github.io/vega-lite/docs/ for what may stand here.';
  return { weight, trouble: { reason, note, path, part } };
}

function withNote(found: Mistake, note: string): Mistake {
  return { ...found, trouble: { ...found.trouble, note } };
}

function whereOf(path: Path, part: 'key' | 'value'): string {
  const shown = (part === 'key' ? path.slice(0, -1) : path).filter(
    (step) => typeof step === 'string',
  );
  return shown.length > 0 ? ` in \`${shown.slice(-2).join('.')}\`` : '';
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object')
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

function named(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object' && value !== null) return 'map';
  const text = String(value);
  return `\`${text.length > 40 ? `${text.slice(0, 39)}…` : text}\``;
}

function article(types: string[]): string {
  const names: Record<string, string> = {
    array: 'a list',
    object: 'a map',
    string: 'a text',
    number: 'a number',
    boolean: '`true` or `false`',
    null: '`null`',
  };
  return types.map((type) => names[type] ?? type).join(' or ');
}

function listed(words: string[]): string {
  const shown = words.slice(0, 30).map((word) => `\`${word}\``);
  return words.length > 30 ? `${shown.join(', ')} and others` : shown.join(', ');
}
