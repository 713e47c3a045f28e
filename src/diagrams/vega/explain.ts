import type { LoggerInterface } from 'vega';
import type { Trouble } from '../source.ts';
import type { Path, Spec } from './read.ts';

/** A logger that keeps what Vega warns of; nothing is printed. */
export function listen(): { logger: LoggerInterface; first: () => string | undefined } {
  const heard: string[] = [];
  const hear = (...words: readonly unknown[]): LoggerInterface => {
    heard.push(
      words.map((word) => (word instanceof Error ? word.message : String(word))).join(' '),
    );
    return logger;
  };
  const ignore = (): LoggerInterface => logger;
  const level = ((value?: number) =>
    value === undefined ? 0 : logger) as LoggerInterface['level'];
  const logger: LoggerInterface = { level, error: hear, warn: hear, info: ignore, debug: ignore };
  return { logger, first: () => heard.find((words) => !harmless.test(words)) };
}

/** Vega speaks here of what it does by itself, and does right. */
const harmless =
  /^(?:Config\.customFormatTypes|Dropping since it does not contain|Specifying (?:a )?row|Log scale domain includes)/u;

const sentences: [pattern: RegExp, reason: (match: RegExpExecArray) => string, note: string][] = [
  [
    /^Infinite extent for field "([^"]*)"/u,
    ([, field]) =>
      `Unexpected field \`${field}\` without any numbers, expected a column of the data`,
    'Compare the name with the data and with the `as` of transforms; a filter may also have left no rows.',
  ],
  [
    /^A label reads "(\w+)"/u,
    ([, label]) => `Unexpected label \`${label}\` in the picture, expected a value of the data`,
    'A field has another name in the data, or a row lacks it.',
  ],
  [
    /^A position is not a number/u,
    () => 'Unexpected position that is not a number, expected one within the plot',
    'A calculation divides by zero, or a field lacks values.',
  ],
  [
    /^(?:More than \d+ of one kind|An expression gives a value of|Invalid (?:array|string) length)/u,
    () => 'Unexpected size of the data, expected at most some thousand rows and short texts',
    'Draw fewer points, or compute the data beforehand and put it into a CSV beside the deck.',
  ],
  [
    /^Unrecognized function: (\w+)/u,
    ([, name]) => `Unexpected function \`${name}\`, expected one of Vega's expressions`,
    'See https://vega.github.io/vega/docs/expressions/ for what there is.',
  ],
  [
    /^Unrecognized (?:signal|scale|data set)[^"]*"([^"]*)"/iu,
    ([, name]) => `Unexpected name \`${name}\`, expected one that the spec defines`,
    'Define it, or correct its name.',
  ],
];

/** Words of Vega as a message, at the part of the spec that they name. */
export function explain(words: string, spec: Spec): Trouble {
  const path = placeOf(words, spec);
  const place = path && { path };
  for (const [pattern, reason, note] of sentences) {
    const match = pattern.exec(words);
    if (match) return { reason: reason(match), note, ...place };
  }
  return {
    reason: `Unexpected plot, expected one that Vega-Lite can draw: ${words.slice(0, 300)}`,
    note: 'See https://vega.github.io/vega-lite/docs/.',
    ...place,
  };
}

/** Where a word stands that the sentence quotes. */
function placeOf(words: string, spec: Spec): Path | undefined {
  const quoted = [
    ...words.matchAll(/["'`]([^"'`]{1,60})["'`]|(?:function|signal): (\w+)|^(\w+)-encoding/gu),
  ];
  for (const [, one, two, three] of quoted) {
    const word = one ?? two ?? three ?? '';
    const path = find(spec, [], (key, value) => key === word || isAbout(value, word));
    if (path) return path;
  }
  return undefined;
}

function isAbout(value: unknown, word: string): boolean {
  if (typeof value !== 'string') return false;
  return value === word || value.includes(`${word}(`) || value.includes(`datum.${word}`);
}

function find(
  value: unknown,
  path: Path,
  fits: (key: string | number | undefined, value: unknown) => boolean,
): Path | undefined {
  if (fits(path.at(-1), value)) return path;
  if (typeof value !== 'object' || value === null || path.at(-1) === 'values') return undefined;
  for (const [step, inner] of Object.entries(value)) {
    const found = find(inner, [...path, Array.isArray(value) ? Number(step) : step], fits);
    if (found) return found;
  }
  return undefined;
}
