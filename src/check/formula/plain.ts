import {
  type Arity,
  accents,
  bases,
  commands,
  delimiterCommands,
  environments,
  functions,
  sizes,
  spaces,
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
/** No offset: what stands there is not plain. */
const no = -1;

function isTaken(name: string): boolean {
  const command = `\\${name}`;
  const known = [bases, functions, spaces, accents, delimiterCommands, sizes];
  return (
    !/^[A-Za-z]+$/u.test(name) || commands.has(command) || known.some((set) => set.has(command))
  );
}

/** Reads on until something that no term begins with; gives its offset. */
function readTerms(tex: string, from: number, depth: number): number {
  if (depth > deepest) return no;
  let at = from;
  for (;;) {
    at = skipSpace(tex, at);
    const end = readTerm(tex, at, depth);
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
  if (/[A-Za-z0-9)\]|]/u.test(character)) return readScripts(tex, at + 1, depth);
  return /[-+*/=<>([,.:;!?]/u.test(character) ? at + 1 : at;
}

function readCommand(tex: string, at: number, depth: number): number {
  const command = commandAt(tex, at);
  const end = at + command.length;
  if (spaces.has(command)) return end;
  if (bases.has(command) || functions.has(command)) return readScripts(tex, end, depth);
  if (sizes.has(command)) return readDelimiter(tex, end);
  if (command === '\\left') return readFence(tex, end, depth);
  if (command === '\\begin') return readScripts(tex, readEnvironment(tex, end, depth), depth);
  if (command === '\\text')
    return readScripts(tex, matchAt(/\{[A-Za-z0-9 ,.:;!?()-]*\}/uy, tex, end), depth);
  if (command === '\\operatorname')
    return readScripts(tex, matchAt(/\{[A-Za-z]+\}/uy, tex, end), depth);
  const arity = accents.has(command) ? 1 : commands.get(command);
  if (arity !== undefined) return readScripts(tex, readArguments(tex, end, arity, depth), depth);
  return at;
}

function commandAt(tex: string, at: number): string {
  const command = /\\(?:[A-Za-z]+|[^A-Za-z])/uy;
  command.lastIndex = at;
  return command.exec(tex)?.[0] ?? '\\';
}

function readArguments(tex: string, from: number, arity: Arity, depth: number): number {
  let at = from;
  for (let left = arity; left > 0 && at !== no; left -= 1) {
    at = skipSpace(tex, at);
    if (tex[at] === '{') at = readGroup(tex, at, depth);
    else at = /[A-Za-z0-9]/u.test(tex[at] ?? '') ? at + 1 : no;
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
  const primes = matchAt(/'{1,3}/uy, tex, from);
  let at = primes === no ? from : primes;
  const used = new Set(primes === no ? [] : ['^']);
  for (;;) {
    const mark = tex[at];
    if (mark === "'" || (mark !== '^' && mark !== '_')) return mark === "'" ? no : at;
    if (used.has(mark)) return no;
    used.add(mark);
    at = readScript(tex, at + 1, depth);
    if (at === no) return no;
    // A script behind a space belongs to the same base.
    const next = skipSpace(tex, at);
    if (/[\^_']/u.test(tex[next] ?? '')) at = next;
  }
}

function readScript(tex: string, at: number, depth: number): number {
  if (tex[at] === '{') return readGroup(tex, at, depth);
  if (tex[at] !== '\\') return /[A-Za-z0-9*+-]/u.test(tex[at] ?? '') ? at + 1 : no;
  const command = commandAt(tex, at);
  return bases.has(command) ? at + command.length : no;
}

/** From behind `\left` to behind the delimiter of its `\right`, and its scripts. */
function readFence(tex: string, from: number, depth: number): number {
  const inner = readDelimiter(tex, from);
  const end = inner === no ? no : readTerms(tex, inner, depth + 1);
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
  const inner = matchAt(/\{[a-zA-Z]+\}/uy, tex, from);
  const named = tex.slice(from, inner);
  // What looks like an option would be read as one.
  if (inner === no || !environments.has(named.slice(1, -1)) || startsOption(tex, inner)) return no;
  for (let at = inner; ; ) {
    const end = readTerms(tex, at, depth + 1);
    if (end === no) return no;
    if (tex[end] === '&') at = end + 1;
    else if (tex.startsWith('\\\\', end) && !startsOption(tex, end + 2)) at = end + 2;
    else return tex.startsWith(`\\end${named}`, end) ? end + '\\end'.length + named.length : no;
  }
}

function startsOption(tex: string, at: number): boolean {
  return /[[*]/u.test(tex[skipSpace(tex, at)] ?? '');
}

function skipSpace(tex: string, from: number): number {
  let at = from;
  while (/[ \n\t]/u.test(tex[at] ?? '')) at += 1;
  return at;
}

function matchAt(pattern: RegExp, tex: string, at: number): number {
  pattern.lastIndex = at;
  const found = pattern.exec(tex)?.[0];
  return found === undefined ? no : at + found.length;
}
