import type { ParseOptions, TexError, TexParser } from './library.ts';

/**
 * Follows the parsers of one formula, to tell where in the TeX it was read when an error came, and to end
 * what would take without end. MathJax's errors have no place, and its limits count per nested parser.
 */
export function watch(
  options: ParseOptions,
  tex: string,
  tooMuch: (message: string) => TexError,
): () => number | undefined {
  const traces = new Map<TexParser, Trace>();
  const spend = budget(tooMuch);
  const push = options.pushParser.bind(options);
  const addNode = options.addNode.bind(options);
  options.addNode = (property, node) => {
    spend.node();
    addNode(property, node);
  };
  options.pushParser = (parser) => {
    if (options.parsers.length >= deepestParsers) throw tooMuch('Nested too deeply');
    const base = baseOf(parser, options.parsers[0], traces, tex);
    traces.set(parser, { length: parser.string.length, base, start: base });
    push(parser);
    follow(parser, traces.get(parser), spend.step, tooMuch);
  };
  return () =>
    options.parsers.map((parser) => traces.get(parser)?.start).find((start) => start !== undefined);
}

interface Trace {
  /** Of the parser's text as it was given. */
  length: number;
  /** Where that text stands in the TeX; unknown when a macro made it. */
  base: number | undefined;
  /** Where the last token that was begun stands in the TeX. */
  start: number | undefined;
}

const deepestParsers = 200;
const mostSteps = 20_000;
const mostNodes = 50_000;
const largestMatrix = 50;

function budget(tooMuch: (message: string) => TexError): { step(): void; node(): void } {
  let steps = 0;
  let nodes = 0;
  return {
    step() {
      if (++steps > mostSteps) throw tooMuch('More steps than any formula needs');
    },
    node() {
      if (++nodes > mostNodes) throw tooMuch('More nodes than any formula needs');
    },
  };
}

function follow(
  parser: TexParser,
  trace: Trace | undefined,
  step: () => void,
  tooMuch: (message: string) => TexError,
): void {
  const parse = parser.parse.bind(parser);
  parser.parse = (kind, input) => {
    const [, name] = input;
    const sizes = kind === 'macro' ? matrices.get(name) : undefined;
    if (sizes && isHuge(parser, sizes))
      throw tooMuch('A matrix of more cells than a card can show');
    if (kind === 'character') {
      step();
      if (trace) advance(parser, trace, name.length);
    }
    return parse(kind, input);
  };
}

/** Within what a macro stands for, the place stays at the macro. */
function advance(parser: TexParser, trace: Trace, length: number): void {
  if (trace.base === undefined) return;
  const place = placeOf(parser, trace, trace.base, parser.i - length);
  trace.start = Math.max(trace.start ?? 0, place);
}

/** Macros replace what they stand for at the front of the text, so places are counted from its end. */
function placeOf(parser: TexParser, trace: Trace, base: number, index: number): number {
  return base + trace.length - (parser.string.length - index);
}

function baseOf(
  parser: TexParser,
  outer: TexParser | undefined,
  traces: Map<TexParser, Trace>,
  tex: string,
): number | undefined {
  if (!outer) return 0;
  const trace = traces.get(outer);
  if (trace?.base === undefined || trace.start === undefined || parser.string === '')
    return undefined;
  const index = outer.string.lastIndexOf(parser.string, outer.i - parser.string.length);
  const exact = index < 0 ? -1 : placeOf(outer, trace, trace.base, index);
  if (exact >= trace.start && tex.startsWith(parser.string, exact)) return exact;
  const found = tex.indexOf(parser.string, trace.start);
  return found < 0 ? undefined : found;
}

/** Those of physics that write a whole matrix out before any limit counts it: which arguments tell its size. */
const matrices = new Map<string, number[]>([
  ...['identitymatrix', 'imat'].map((name): [string, number[]] => [name, [0]]),
  ...['xmatrix', 'xmat'].map((name): [string, number[]] => [name, [1, 2]]),
  ...['diagonalmatrix', 'dmat', 'antidiagonalmatrix', 'admat'].map((name): [string, number[]] => [
    name,
    [0],
  ]),
]);

function isHuge(parser: TexParser, sizes: number[]): boolean {
  const start = parser.i;
  try {
    parser.GetStar();
    for (let index = 0; index <= Math.max(...sizes); index++) {
      const argument = parser.GetArgument('', true) ?? '';
      const size = Math.max(Number.parseInt(argument, 10) || 0, argument.split(',').length);
      if (sizes.includes(index) && size > largestMatrix) return true;
    }
    return false;
  } catch {
    // What is wrong with the arguments is for the command itself to say.
    return false;
  } finally {
    parser.i = start;
  }
}
