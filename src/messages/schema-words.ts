import type { core, ZodType } from 'zod';
import type { Message } from './define.ts';
import { didYouMean } from './did-you-mean.ts';
import { listed } from './listed.ts';
import { yamlMissingKey, yamlUnknownKey, yamlValue } from './yaml.ts';
import type { Path } from './yaml-places.ts';

type Issue = core.$ZodIssue;

/** Nobody reads more of them about one file, and a hostile file has a million. */
const most = 50;

/** One problem of a value in words, and where in the value it is. */
export interface IssueMessage {
  path: Path;
  part: 'key' | 'value';
  message: Message;
}

/**
 * Zod's issues about a value, as messages. A custom issue may bring its own message in
 * `params.message`; its own `message` text is what was expected otherwise.
 */
export function issueMessages(
  issues: readonly Issue[],
  value: unknown,
  schema: ZodType,
): IssueMessage[] {
  return issues
    .slice(0, most)
    .filter((issue) => at(value, issue.path) !== undefined || !isMisspelt(issue, issues, schema))
    .flatMap((issue) => words(issue, value, schema));
}

/** A key that is missing since another one beside it should be it: that one has a message. */
function isMisspelt(issue: Issue, issues: readonly Issue[], schema: ZodType): boolean {
  const key = issue.path.at(-1);
  const beside = issue.path.slice(0, -1);
  return (
    issue.code === 'invalid_type' &&
    issues.some(
      (other) =>
        other.code === 'unrecognized_keys' &&
        other.path.length === beside.length &&
        other.path.every((step, at) => step === beside[at]) &&
        other.keys
          .slice(0, most)
          .some((name) => didYouMean(name, keysAt(schema, other.path)) === key),
    )
  );
}

function words(issue: Issue, value: unknown, schema: ZodType): IssueMessage[] {
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, schema);
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nested = nearestOption(issue.errors);
    if (nested)
      return nested.flatMap((inner) =>
        words({ ...inner, path: [...issue.path, ...inner.path] }, value, schema),
      );
  }
  const own = issue.code === 'custom' ? issue.params?.message : undefined;
  if (isMessage(own)) return [{ path: issue.path, part: 'value', message: own }];
  const expected = expectation(issue);
  if (issue.code === 'invalid_key') {
    const key = `key \`${String(issue.path.at(-1))}\``;
    const message = yamlValue(key, whereabouts(issue.path.slice(0, -1)), expected);
    return [{ path: issue.path, part: 'key', message }];
  }
  const got = at(value, issue.path);
  if (got === undefined) return [missing(issue.path, expected)];
  const message = yamlValue(named(got), whereabouts(issue.path), expected, nearest(issue, got));
  return [{ path: issue.path, part: 'value', message }];
}

function missing(path: Path, expected: string): IssueMessage {
  return {
    path: path.slice(0, -1),
    part: 'key',
    message: yamlMissingKey(String(path.at(-1) ?? ''), expected),
  };
}

function unknownKeys(issue: core.$ZodIssueUnrecognizedKeys, schema: ZodType): IssueMessage[] {
  const allowed = keysAt(schema, issue.path);
  return issue.keys.slice(0, most).map((key) => ({
    path: [...issue.path, key],
    part: 'key',
    message: yamlUnknownKey(key, allowed, didYouMean(key, allowed)),
  }));
}

/** Of a union's options, the one whose problems lie deepest: that is the one the author meant. */
function nearestOption(options: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const meant = options.filter(
    (issues) => !issues.some((issue) => issue.path.length === 0 && issue.code === 'invalid_type'),
  );
  return meant.length === 1 ? meant[0] : undefined;
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return listed(issue.values.map(String));
    case 'invalid_union':
      return unionExpectation(issue);
    case 'too_small':
      return issue.inclusive === false
        ? `${issue.origin === 'string' ? 'more than' : 'a number above'} ${issue.minimum}`
        : atLeast(issue.origin, Number(issue.minimum));
    case 'too_big':
      return atMost(issue.origin, Number(issue.maximum));
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return formats[issue.format] ?? customText(issue.message) ?? 'another form of text';
    case 'invalid_key':
      return issue.issues[0] ? expectation(issue.issues[0]) : 'another key';
    case 'custom':
      return customText(issue.message) ?? 'another value';
    default:
      return 'another value';
  }
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
  null: 'nothing',
};

const formats: Record<string, string> = { url: 'a URL', date: 'a date (2026-01-31)' };

/** Zod's own wording begins so; a schema's own sentence does not. */
function customText(message: string): string | undefined {
  return /^Invalid /.test(message) ? undefined : message.replace(/^expected /, '');
}

function unionExpectation(issue: core.$ZodIssueInvalidUnion): string {
  if (issue.discriminator !== undefined && 'options' in issue && issue.options)
    return listed(issue.options.map(String));
  const each = issue.errors.flatMap((issues) => issues.slice(0, 1).map(expectation));
  return [...new Set(each)].join(' or ');
}

function atLeast(origin: string, least: number): string {
  if (origin === 'string') return least === 1 ? 'some text' : `at least ${least} characters`;
  if (origin === 'array' || origin === 'set')
    return least === 1 ? 'a list that is not empty' : `at least ${least} of them`;
  return `a number of at least ${least}`;
}

function atMost(origin: string, most: number): string {
  if (origin === 'string') return `at most ${most} characters`;
  if (origin === 'array' || origin === 'set') return `at most ${most} of them`;
  return `a number of at most ${most}`;
}

function named(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'map';
  const shown = String(value);
  const short = shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
  const kind = typeof value === 'string' ? 'text' : typeof value === 'boolean' ? 'value' : 'number';
  return shown === '' ? 'empty text' : `${kind} \`${short}\``;
}

/** `tags`, or `fields[2].name`. */
function whereabouts(path: Path): string {
  if (path.length === 0) return 'the whole';
  const joined = path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : `${text && `${text}.`}${String(step)}`,
    '',
  );
  return `\`${joined}\``;
}

function nearest(issue: Issue, got: unknown): string | undefined {
  return issue.code === 'invalid_value' && typeof got === 'string'
    ? didYouMean(got, issue.values.map(String))
    : undefined;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) => (isRecord(inner) ? inner[String(step)] : undefined),
    value,
  );
}

function keysAt(schema: unknown, path: Path): string[] {
  const here = unwrapped(schema);
  const [step, ...rest] = path;
  const shape = isRecord(here) ? here.shape : undefined;
  if (step === undefined) return isRecord(shape) ? Object.keys(shape) : [];
  if (isRecord(shape)) return keysAt(shape[String(step)], rest);
  const def = isRecord(here) ? here.def : undefined;
  if (!isRecord(def)) return [];
  if (Array.isArray(def.options)) return def.options.flatMap((option) => keysAt(option, path));
  return keysAt(def.element ?? def.valueType, rest);
}

/** Without `optional`, `default`, `pipe` and the like: what the author sees. */
function unwrapped(schema: unknown): unknown {
  if (!isRecord(schema) || !isRecord(schema.def)) return schema;
  const inner = schema.def.innerType ?? schema.def.in;
  return inner === undefined ? schema : unwrapped(inner);
}

function isMessage(value: unknown): value is Message {
  return isRecord(value) && typeof value.id === 'string' && typeof value.reason === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
