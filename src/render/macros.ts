import { closeMark, openMark } from './marks.ts';

/**
 * TeX with macros written out, so that every client shows it without knowing them. `tex` may hold marks of
 * deletions. A macro that goes around in circles, or grows beyond bounds, stays as it is.
 */
export function expandMacros(tex: string, macros: Readonly<Record<string, string>>): string {
  if (Object.keys(macros).length === 0) return tex;
  const budget = { left: largest };
  const result = expanded(tex, new Map(Object.entries(macros)), budget, 0);
  return budget.left < 0 ? tex : result;
}

/** The character that begins a deletion. */
const deletion = openMark([]).slice(0, 1);

const largest = 50_000;
const deepest = 50;

/** Commands whose argument may stand without braces: what takes its place has to have them. */
const taking =
  /(?:[\^_]|\\(?:[dtc]?frac|[dt]?binom|sqrt|math[a-z]+|boldsymbol|hat|bar|vec|dot|ddot|tilde|check|overline|underline|wide[a-z]+)) *$/u;

function expanded(
  tex: string,
  macros: ReadonlyMap<string, string>,
  budget: { left: number },
  depth: number,
): string {
  let result = '';
  let done = 0;
  const partners = partnersOf(tex);
  const word = /\\(?:([A-Za-z]+)|[^A-Za-z])/gu;
  for (let found = word.exec(tex); found; found = word.exec(tex)) {
    const body = found[1] === undefined ? undefined : macros.get(found[1]);
    if (body === undefined) continue;
    const taken = takeArguments(tex, word.lastIndex, arity(body), partners);
    if (!taken || depth >= deepest || budget.left < 0) {
      if (depth >= deepest) budget.left = -1;
      continue;
    }
    const filled = fill(body, taken.values);
    budget.left -= filled.length + 1;
    if (budget.left < 0) break;
    const value = expanded(filled, macros, budget, depth + 1);
    result = joined(result, tex.slice(done, found.index));
    result = joined(result, taking.test(result.slice(-40)) ? `{${value}}` : value);
    done = taken.end;
    word.lastIndex = taken.end;
  }
  return joined(result, tex.slice(done));
}

/** Keeps a letter from going on with the command before it. */
function joined(before: string, after: string): string {
  const runsOn = /\\[A-Za-z]+$/u.test(before.slice(-100)) && /^[A-Za-z]/u.test(after);
  return runsOn ? `${before} ${after}` : before + after;
}

function arity(body: string): number {
  return Math.max(0, ...[...body.matchAll(/#([1-9])/gu)].map(([, digit]) => Number(digit)));
}

function fill(body: string, values: string[]): string {
  let result = '';
  for (const piece of body.split(/(#[1-9])/u))
    result = joined(result, /^#[1-9]$/u.test(piece) ? (values[Number(piece[1]) - 1] ?? '') : piece);
  return result;
}

function takeArguments(
  tex: string,
  start: number,
  count: number,
  partners: Map<number, number>,
): { values: string[]; end: number } | undefined {
  const values: string[] = [];
  let end = start;
  while (values.length < count) {
    while (/\s/u.test(tex[end] ?? '')) end += 1;
    const length = argumentLength(tex, end, partners);
    if (length === 0) return undefined;
    const value = tex.slice(end, end + length);
    values.push(value.startsWith('{') ? value.slice(1, -1) : value);
    end += length;
  }
  return { values, end };
}

/** Of what is in braces, of a whole deletion, of a command or of a letter; 0 where nothing is left to take. */
function argumentLength(tex: string, start: number, partners: Map<number, number>): number {
  const first = tex[start];
  if (first === undefined || first === '}' || first === closeMark) return 0;
  if (first === '{' || first === deletion) return (partners.get(start) ?? start - 1) + 1 - start;
  if (first === '\\')
    return /^\\(?:[A-Za-z]+|[^A-Za-z])/u.exec(tex.slice(start, start + 100))?.[0].length ?? 0;
  return String.fromCodePoint(tex.codePointAt(start) ?? 0).length;
}

/** The place of what closes each brace and each deletion, by that of what opens it. */
function partnersOf(tex: string): Map<number, number> {
  const partners = new Map<number, number>();
  const open: Record<string, number[]> = { '}': [], [closeMark]: [] };
  for (let at = 0; at < tex.length; at += 1) {
    const character = tex[at] ?? '';
    if (character === '\\') at += 1;
    else if (character === '{') open['}']?.push(at);
    else if (character === deletion) open[closeMark]?.push(at);
    else {
      const start = open[character]?.pop();
      if (start !== undefined) partners.set(start, at);
    }
  }
  return partners;
}
