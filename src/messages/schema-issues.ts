import type { Point, Position } from 'unist';
import type { VFile } from 'vfile';
import type { Document, ParsedNode } from 'yaml';
import { LineCounter, parseDocument } from 'yaml';
import type { output, ZodType } from 'zod';
import { report } from './report.ts';
import { issueMessages } from './schema-words.ts';
import { yamlAlias, yamlSyntax, yamlTooDeep, yamlTooLarge } from './yaml.ts';
import { firstBadAlias, reportDuplicateKeys } from './yaml-keys.ts';
import { type Path, place } from './yaml-places.ts';

/** A valid value, and where each part of it stands in the file. */
export interface PlacedYaml<Value> {
  value: Value;
  /** The place of the value at a path (`key`: of its key); of the nearest one around it when absent. */
  place: (path: Path, part?: 'key' | 'value') => Position;
}

/**
 * Parses YAML and checks it with a schema; every problem becomes a message at its own line and column.
 * `start` is the point in the file where `text` begins (front matter: line 2, column 1, offset 4).
 * An empty text counts as an empty map. Undefined if anything was wrong.
 */
export function parseYaml<Schema extends ZodType>(
  file: VFile,
  text: string,
  schema: Schema,
  start?: Point,
): output<Schema> | undefined {
  return parsePlacedYaml(file, text, schema, start)?.value;
}

/** As `parseYaml`, for rules that go on to speak about single values. */
export function parsePlacedYaml<Schema extends ZodType>(
  file: VFile,
  text: string,
  schema: Schema,
  start: Point = { line: 1, column: 1, offset: 0 },
): PlacedYaml<output<Schema>> | undefined {
  const lines = linesOf(text);
  const toPosition = (from: number, to: number): Position => ({
    start: pointAt(lines, from, start),
    end: pointAt(lines, Math.max(from, to), start),
  });
  const document = parseSyntax(file, text, toPosition, start);
  if (!document) return undefined;
  const raw: unknown = document.toJS({ maxAliasCount: -1 }) ?? {};
  const result = schema.safeParse(raw);
  const placeOf = (path: Path, part: 'key' | 'value' = 'value'): Position =>
    toPosition(...place(document, path, part, text.length));
  if (result.success) return { value: result.data, place: placeOf };
  for (const { path, part, message } of issueMessages(result.error.issues, raw, schema))
    report(file, placeOf(path, part), message);
  return undefined;
}

/** Where each line begins. The parser leaves lines out that a token with a mistake runs over. */
function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  for (let at = 0; at !== -1; at = text.indexOf('\n', at) + 1 || -1) lines.addNewLine(at);
  return lines;
}

/** Far above what people write; below what makes the YAML parser slow. */
const largest = 256 * 1024;
const deepest = 100;
/** A file that is no YAML at all gives thousands of errors; the first ones tell it. */
const mostErrors = 10;
const mostAliases = 100;

/** Text to a YAML document that is safe to turn into a value; undefined after reporting why not. */
function parseSyntax(
  file: VFile,
  text: string,
  toPosition: (from: number, to: number) => Position,
  start: Point,
): Document.Parsed<ParsedNode> | undefined {
  if (text.length > largest) {
    report(file, start, yamlTooLarge(text.length, largest));
    return undefined;
  }
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    report(file, toPosition(deep, deep), yamlTooDeep(deepest));
    return undefined;
  }
  const document = parseDocument(text, {
    prettyErrors: false,
    logLevel: 'error',
    stringKeys: true,
    // Ours is linear, and tells where the first one is.
    uniqueKeys: false,
  });
  const problems = [...document.errors, ...document.warnings].slice(0, mostErrors);
  for (const problem of problems)
    report(file, toPosition(...problem.pos), yamlSyntax(problem.message));
  if (problems.length > 0) return undefined;
  const fine = reportDuplicateKeys(file, document, toPosition);
  return isBounded(file, document, toPosition) && fine ? document : undefined;
}

/** Where the nesting passes `deepest`, judged from the text alone: the parser itself would recurse. */
function tooDeepAt(text: string): number | undefined {
  let flow = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '[' || char === '{') flow += 1;
    else if (char === ']' || char === '}') flow = Math.max(0, flow - 1);
    if (flow > deepest) return at;
  }
  const block = /^(?:[ \t]{201}|(?:[ \t]*[-?:&!][^\s]*[ \t]+){101})/m.exec(text);
  return block ? block.index : undefined;
}

function isBounded(
  file: VFile,
  document: Document.Parsed<ParsedNode>,
  toPosition: (from: number, to: number) => Position,
): boolean {
  const bad = firstBadAlias(document, mostAliases);
  if (!bad) return true;
  const [from = 0, to = from] = bad.range ?? [];
  report(file, toPosition(from, to), yamlAlias(bad.source));
  return false;
}

function pointAt(lines: LineCounter, offset: number, start: Point): Point {
  const { line, col } = lines.linePos(offset);
  return {
    // An empty text has no line for the counter: it answers 0.
    line: Math.max(1, line) + start.line - 1,
    column: Math.max(1, col) + (line <= 1 ? start.column - 1 : 0),
    ...(start.offset !== undefined && { offset: start.offset + offset }),
  };
}
