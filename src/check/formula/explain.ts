import type { TexFailure } from './read.ts';
import { suggest } from './suggest.ts';
import { findCommand, unmatched } from './tokens.ts';
import { wordsOf } from './words.ts';

/** What is wrong with a formula, and where in its TeX, as far as that can be told. */
export interface FormulaProblem {
  /** "Unexpected X, expected Y". */
  reason: string;
  /** What to do. */
  note: string;
  /** Into the TeX, in UTF-16 units, with the length of what is meant. */
  offset?: number;
  length?: number;
}

/** Puts into our words, and at a place, what MathJax says of a formula. */
export function explain(
  failure: TexFailure,
  tex: string,
  macros: Readonly<Record<string, string>>,
): FormulaProblem {
  if (failure.id === 'UndefinedControlSequence') return undefinedCommand(failure, tex, macros);
  if (failure.id === 'UnknownEnv') return unknownEnvironment(failure, tex);
  const { reason, note } = wordsOf(failure.id, failure.message, tex);
  return { reason, note, ...span(tex, placeOf(failure, tex)) };
}

function undefinedCommand(
  failure: TexFailure,
  tex: string,
  macros: Readonly<Record<string, string>>,
): FormulaProblem {
  const command = failure.message.replace('Undefined control sequence ', '');
  const written = findCommand(tex, command, failure.at) ?? findCommand(tex, command);
  const macro = written === undefined ? macroWith(command, tex, macros) : undefined;
  const within = macro ? ` in the macro \`${macro.name}\`` : '';
  return {
    reason: `Unexpected command \`${clip(command)}\`${within}, expected one that MathJax in Anki knows`,
    note: wordsOfCommand(command, failure.knowsCommand),
    ...span(tex, written ?? macro?.offset ?? failure.at),
  };
}

function wordsOfCommand(command: string, isKnown: (name: string) => boolean): string {
  if (marks.has(command))
    return 'The dollars are the marks of a formula already: take this one away.';
  const instead = insteadOf.get(command);
  if (instead) return instead;
  const near = suggest(command.slice(1), isKnown);
  const first = near ? `Did you mean \`\\${near}\`? ` : '';
  return `${first}Correct it, or define it under \`macros\` in the front matter. What another formula defines does not count: it may be shown later, or never.`;
}

const marks = new Set(['\\(', '\\)', '\\[', '\\]']);

const physics =
  'Begin the formula with `\\require{physics}`, which changes other commands too, or define it under `macros`.';
const units = 'Anki has no package for units: write `5\\,\\mathrm{kg}`, or `\\pu{5 kg}`.';

/** Commands of LaTeX that people miss most in MathJax. */
const insteadOf = new Map([
  ['\\bm', 'Write `\\boldsymbol`.'],
  ...['\\dv', '\\pdv', '\\qty', '\\dd', '\\abs', '\\norm', '\\ev'].map((name): [string, string] => [
    name,
    physics,
  ]),
  ...['\\SI', '\\si', '\\unit', '\\num'].map((name): [string, string] => [name, units]),
]);

/** The macro of the front matter that brought a command in, and where it is used. */
function macroWith(
  command: string,
  tex: string,
  macros: Readonly<Record<string, string>>,
): { name: string; offset?: number } | undefined {
  const guilty = Object.keys(macros).filter(
    (name) => findCommand(macros[name] ?? '', command) !== undefined,
  );
  const uses = guilty.map((name) => {
    const use = `\\${name.replace(/^\\/u, '')}`;
    const offset = findCommand(tex, use);
    return { name: use, ...(offset !== undefined && { offset }) };
  });
  return uses.find(({ offset }) => offset !== undefined) ?? uses[0];
}

function unknownEnvironment(failure: TexFailure, tex: string): FormulaProblem {
  const name = /['"](.*)['"]$/su.exec(failure.message)?.[1] ?? '';
  const written = tex.indexOf(`\\begin{${name}}`, failure.at);
  const near = suggest(name, failure.knowsEnvironment);
  return {
    reason: `Unexpected environment \`${clip(name)}\`, expected one that MathJax in Anki knows`,
    note: `${near ? `Did you mean \`${near}\`? ` : ''}For equations use \`aligned\`, for tables \`array\`; packages of LaTeX and TikZ are not there.`,
    ...(written < 0
      ? span(tex, failure.at)
      : { offset: written, length: `\\begin{${name}}`.length }),
  };
}

function clip(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}

/** What is missing is best shown at what waits for it. */
function placeOf({ id, at }: TexFailure, tex: string): number | undefined {
  const braces = unmatched(tex, '{', '}');
  if (missingClose.has(id)) return braces.open ?? at;
  if (id === 'ExtraCloseMissingOpen' || id === 'ExtraCloseLooking') return braces.close ?? at;
  if (id === 'EnvMissingEnd') return unmatched(tex, '\\begin', '\\end').open ?? at;
  if (id === 'MissingBeginExtraEnd') return unmatched(tex, '\\begin', '\\end').close ?? at;
  if (id === 'ExtraLeftMissingRight') return unmatched(tex, '\\left', '\\right').open ?? at;
  if (id === 'MissingLeftExtraRight') return unmatched(tex, '\\left', '\\right').close ?? at;
  return at;
}

const missingClose = new Set(['MissingCloseBrace', 'ExtraOpenMissingClose']);

/** The token at a place: a command, an environment's begin or end, or a character. */
function span(tex: string, at: number | undefined): { offset?: number; length?: number } {
  if (at === undefined || at >= tex.length) return {};
  const token = /\\(?:begin|end)\s*\{[^{}]*\}|\\(?:[a-zA-Z]+|[\s\S])|[\s\S]/uy;
  token.lastIndex = at;
  // MathJax may stop within a character of two units; the match begins where the character does.
  const found = token.exec(tex);
  return { offset: found?.index ?? at, length: found?.[0].length ?? 1 };
}
