import {
  type Arity,
  accents,
  bases,
  commands,
  delimiterCommands,
  environments,
  functions,
  operators,
  sizes,
  spaces,
  structural,
  unscripted,
} from './plain-commands.ts';

/**
 * Whether MathJax surely reads a formula: it is made of letters, digits, signs, groups, scripts and the
 * commands of `plain-commands.ts` alone, put together in ways that have no pitfall. It takes a hundredth of
 * the time that MathJax takes to say the same; where it says no, MathJax decides. `macros`: names that the
 * author defines, so that they mean something else here.
 */
export function isPlain(tex: string, macros: Readonly<Record<string, string>> = {}): boolean {
  if (tex.length > longest || !/\S/u.test(tex)) return false;
  if (Object.keys(macros).some((name) => isTaken(name.replace(/^\\/u, '')))) return false;
  const end = readTerms(tex, 0, 0);
  return end === tex.length;
}

/** Far below where MathJax, or our own limits for it, give up. */
const longest = 2_000;
const deepest = 24;
const mostPrimes = 3;
/** No offset: what stands there is not plain. */
const no = -1;

function isTaken(name: string): boolean {
  const command = `\\${name}`;
  const known = [bases, functions, spaces, accents, delimiterCommands, sizes, structural];
  return (
    !/^[A-Za-z]+$/u.test(name) || commands.has(command) || known.some((set) => set.has(command))
  );
}

/** What is known of a character by itself. */
const space = 1;
/** Scripts may follow. */
const base = 2;
const sign = 4;
/** May be a script, or an argument, without braces. */
const script = 8;
const argument = 16;
const mark = 32;

const kinds = kindsOf([
  [' \n\t', space],
  ['abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', base | script | argument],
  [')]|', base],
  ['-+*/=<>([,.:;!?', sign],
  ['*+-', script],
  ["^_'", mark],
]);

function kindsOf(rows: [characters: string, kind: number][]): Uint8Array {
  const table = new Uint8Array(128);
  for (const [characters, kind] of rows)
    for (const character of characters) {
      const code = character.charCodeAt(0);
      table[code] = (table[code] ?? 0) | kind;
    }
  return table;
}

function is(tex: string, at: number, kind: number): boolean {
  return ((kinds[tex.charCodeAt(at)] ?? 0) & kind) !== 0;
}

/** Reads on until something that no term begins with; gives its offset. `fenced`: directly within `\left … \right`. */
function readTerms(tex: string, from: number, depth: number, fenced = false): number {
  if (depth > deepest) return no;
  let at = from;
  for (;;) {
    at = skipSpace(tex, at);
    const middle = fenced && tex.startsWith('\\middle', at) && commandAt(tex, at) === '\\middle';
    const end = middle ? readDelimiter(tex, at + '\\middle'.length) : readTerm(tex, at, depth);
    if (end === no) return no;
    if (end === at) return at;
    at = end;
  }
}

/** One term with its scripts; gives the same offset where none begins. */
function readTerm(tex: string, at: number, depth: number): number {
  const character = tex[at];
  if (character === undefined) return at;
  if (character === '\\') return readCommand(tex, at, depth);
  if (character === '{') return readScripts(tex, readGroup(tex, at, depth), depth);
  if (is(tex, at, base)) return readScripts(tex, at + 1, depth);
  return is(tex, at, sign) ? at + 1 : at;
}

function readCommand(tex: string, at: number, depth: number): number {
  const command = commandAt(tex, at);
  const end = at + command.length;
  if (spaces.has(command)) return end;
  if (operators.has(command)) return readScripts(tex, readLimits(tex, end), depth);
  if (bases.has(command) || functions.has(command)) return readScripts(tex, end, depth);
  if (sizes.has(command)) return readDelimiter(tex, end);
  if (command === '\\left') return readFence(tex, end, depth);
  if (command === '\\begin') return readScripts(tex, readEnvironment(tex, end, depth), depth);
  if (command === '\\text') return readScripts(tex, matchAt(plainText, tex, end), depth);
  if (command === '\\operatorname') return readScripts(tex, matchAt(operatorName, tex, end), depth);
  const arity = accents.has(command) ? 1 : commands.get(command);
  if (arity === undefined) return at;
  const option = command === '\\sqrt' ? Math.max(end, matchAt(rootOption, tex, end)) : end;
  const behind = readArguments(tex, option, arity, depth);
  if (unscripted.has(command) || (command === '\\boldsymbol' && !isBare(tex.slice(option, behind))))
    return behind;
  return readScripts(tex, behind, depth);
}

/** Whether it holds no scripts, and nothing that sets some: to MathJax `\boldsymbol` is no group around them. */
function isBare(argument: string): boolean {
  const named = argument.match(/\\[A-Za-z]+/gu) ?? [];
  return !/[\^_']/u.test(argument) && named.every((one) => bases.has(one) && !operators.has(one));
}

const plainText = /\{[^\\${}%&#~^_]*\}/uy;
const operatorName = /\*?\{[A-Za-z]+(?:[ -][A-Za-z]+)*\}/uy;
const rootOption = /\[[A-Za-z0-9]+\]/uy;

/** Behind an operator: where its scripts stand. */
function readLimits(tex: string, from: number): number {
  const command = tex[from] === '\\' ? commandAt(tex, from) : '';
  return command === '\\limits' || command === '\\nolimits' ? from + command.length : from;
}

function commandAt(tex: string, at: number): string {
  let end = at + 1;
  while (isLetter(tex.charCodeAt(end))) end += 1;
  if (end > at + 1) return tex.slice(at, end);
  return `\\${String.fromCodePoint(tex.codePointAt(end) ?? 0)}`;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function readArguments(tex: string, from: number, arity: Arity, depth: number): number {
  let at = from;
  for (let left = arity; left > 0 && at !== no; left -= 1) {
    at = skipSpace(tex, at);
    if (tex[at] === '{') at = readGroup(tex, at, depth);
    else at = is(tex, at, argument) ? at + 1 : no;
  }
  return at;
}

function readGroup(tex: string, at: number, depth: number): number {
  const end = readTerms(tex, at + 1, depth + 1);
  return end !== no && tex[end] === '}' ? end + 1 : no;
}

/** At most one upper and one lower script, or primes and a lower one. */
function readScripts(tex: string, from: number, depth: number): number {
  if (from === no) return no;
  let at = from;
  while (tex[at] === "'" && at - from < mostPrimes) at += 1;
  let [upper, lower] = [at > from, false];
  for (;;) {
    const next = tex[at];
    if (next !== '^' && next !== '_') return next === "'" ? no : at;
    if (next === '^' ? upper : lower) return no;
    if (next === '^') upper = true;
    else lower = true;
    at = readScript(tex, at + 1, depth);
    if (at === no) return no;
    // A script behind a space belongs to the same base.
    const behind = skipSpace(tex, at);
    if (is(tex, behind, mark)) at = behind;
  }
}

function readScript(tex: string, at: number, depth: number): number {
  if (tex[at] === '{') return readGroup(tex, at, depth);
  if (tex[at] !== '\\') return is(tex, at, script) ? at + 1 : no;
  const command = commandAt(tex, at);
  return bases.has(command) ? at + command.length : no;
}

/** From behind `\left` to behind the delimiter of its `\right`, and its scripts. */
function readFence(tex: string, from: number, depth: number): number {
  const inner = readDelimiter(tex, from);
  const end = inner === no ? no : readTerms(tex, inner, depth + 1, true);
  if (end === no || commandAt(tex, end) !== '\\right') return no;
  return readScripts(tex, readDelimiter(tex, end + '\\right'.length), depth);
}

function readDelimiter(tex: string, at: number): number {
  const command = tex[at] === '\\' ? commandAt(tex, at) : '';
  if (delimiterCommands.has(command)) return at + command.length;
  return /[()[\]|./]/u.test(tex[at] ?? '') ? at + 1 : no;
}

/** From behind `\begin` to behind its `\end{…}`. */
function readEnvironment(tex: string, from: number, depth: number): number {
  const named = /\{[a-zA-Z]+\}/uy;
  const open = matchAt(named, tex, from);
  const name = tex.slice(from, open);
  const isArray = name === '{array}';
  const inner = isArray ? matchAt(columns, tex, open) : open;
  // What looks like an option would be read as one.
  if (open === no || inner === no || !environments.has(name.slice(1, -1))) return no;
  if (startsOption(tex, inner)) return no;
  for (let at = isArray ? skipLines(tex, inner) : inner; ; ) {
    const end = readTerms(tex, at, depth + 1);
    if (end === no) return no;
    if (tex[end] === '&') at = end + 1;
    else if (tex.startsWith('\\\\', end) && !startsOption(tex, end + 2))
      at = isArray ? skipLines(tex, end + 2) : end + 2;
    else return tex.startsWith(`\\end${name}`, end) ? end + '\\end'.length + name.length : no;
  }
}

const columns = /\{[clr|]+\}/uy;

/** Lines over a row of an array. */
function skipLines(tex: string, from: number): number {
  let at = skipSpace(tex, from);
  while (tex.startsWith('\\hline', at) && commandAt(tex, at) === '\\hline')
    at = skipSpace(tex, at + '\\hline'.length);
  return at;
}

function startsOption(tex: string, at: number): boolean {
  return /[[*]/u.test(tex[skipSpace(tex, at)] ?? '');
}

function skipSpace(tex: string, from: number): number {
  let at = from;
  while (is(tex, at, space)) at += 1;
  return at;
}

function matchAt(pattern: RegExp, tex: string, at: number): number {
  pattern.lastIndex = at;
  const found = pattern.exec(tex)?.[0];
  return found === undefined ? no : at + found.length;
}
