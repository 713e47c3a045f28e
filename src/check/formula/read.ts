import { type Library, loadMathJax, type ParseOptions } from './library.ts';
import { registerRequire } from './require.ts';
import { braceInComment, depthOf, findCommand } from './tokens.ts';
import { watch } from './watch.ts';

/** Why MathJax would not read a formula, in its own terms. */
export interface TexFailure {
  /** MathJax's id of the error, or one of ours: Empty, EndNotFound, LabelRepeats, TooLong, TooMuch, Internal. */
  id: string;
  /** MathJax's words, or what they would name. */
  message: string;
  /** Offset in the TeX of what was being read. */
  at?: number;
  knowsCommand(name: string): boolean;
  knowsEnvironment(name: string): boolean;
}

export type TexReader = (
  tex: string,
  display: boolean,
  macros: Readonly<Record<string, string>>,
) => TexFailure | undefined;

/**
 * Makes the reader of formulas: the TeX parser of MathJax 3.2.2, which Anki ships, set as Anki sets it, but
 * with every mistake an error. It only parses; nothing is typeset.
 *
 * The settings are those of Anki 26.09, `_aqt/data/web/js/mathjax.js` in the package `aqt` 26.9.3:
 * `packages: {'[+]': ['noerrors', 'mathtools'], '[-]': ['textmacros']}`, on top of what its
 * `tex-chtml-full.js` (MathJax 3.2.2, component `input/tex-full`) turns on: `require` and AllPackages,
 * so with mhchem, but without physics, colorv2, setoptions and autoload.
 */
export function createTexReader(): TexReader {
  const library = loadMathJax();
  registerRequire(library);
  const factory = new library.MmlFactory();
  const finder = new library.FindTeX<unknown, unknown, unknown>(delimiters);
  const packages = ['require', ...library.allPackages].filter((name) => !switchedOff.has(name));
  return (tex, display, macros) => {
    if (tex.trim() === '') return failure('Empty');
    if (tex.length > longestFormula) return failure('TooLong');
    if (depthOf(tex) > deepestBraces) return failure('TooMuch');
    // A new one for each formula, as `\def`, `\require`, `\definecolor`, `\label` and more all leave traces.
    const jax = new library.TeX<unknown, unknown, unknown>({
      packages,
      macros: configured(macros),
    });
    jax.setMmlFactory(factory);
    const result = parse(library, jax.parseOptions, tex, display) ?? pitfall(finder, tex, display);
    // mathtools names a class after each jax, for ever, and the class holds the jax.
    library.TagsFactory.add(String(jax.parseOptions.options.tags), library.NoTags);
    return result;
  };
}

type Finder = InstanceType<Library['FindTeX']>;

const delimiters = {
  displayMath: [['\\[', '\\]']],
  processEscapes: false,
  processEnvironments: false,
  processRefs: false,
};

/** Besides textmacros, as in Anki: what hides mistakes, and tagformat, which reads nothing and holds memory. */
const switchedOff = new Set(['textmacros', 'noerrors', 'noundefined', 'tagformat']);

/** MathJax's own `maxBuffer`, which it applies to formulas with macros; far beyond what a card can show. */
const longestFormula = 5 * 1024;
const deepestBraces = 250;

/** MathJax's `macros`: a definition with `#1` to `#9` also tells how many arguments it takes. */
function configured(macros: Readonly<Record<string, string>>): Record<string, [string, number]> {
  const named = Object.entries(macros).map(([name, tex]): [string, [string, number]] => {
    const parameters = Array.from(tex.matchAll(/(?:\\.|##|#([1-9]))/gsu), ([, digit]) =>
      Number(digit ?? 0),
    );
    return [name.replace(/^\\/u, ''), [tex, Math.max(0, ...parameters)]];
  });
  return Object.fromEntries(named);
}

function parse(
  library: Library,
  options: ParseOptions,
  tex: string,
  display: boolean,
): TexFailure | undefined {
  const place = watch(options, tex, (message) => new library.TexError('TooMuch', message));
  try {
    const root = new library.TexParser(tex, { display, isInner: false }, options).mml();
    return root.childNodes.length === 0 ? failure('Empty') : undefined;
  } catch (error) {
    const { id, message } = told(library, error);
    const at = place();
    return {
      id,
      message,
      ...(at !== undefined && { at }),
      knowsCommand: (name) => options.handlers.get('macro').contains(name),
      knowsEnvironment: (name) => options.handlers.get('environment').contains(name),
    };
  }
}

/** MathJax throws its own errors; anything else is a fault of MathJax, which a learner would meet as well. */
function told(library: Library, error: unknown): { id: string; message: string } {
  if (error instanceof library.TexError) return error;
  if (error instanceof RangeError) return { id: 'TooMuch', message: 'Nested too deeply' };
  return { id: 'Internal', message: error instanceof Error ? error.message : String(error) };
}

/** What parses and yet goes wrong on a card. */
function pitfall(finder: Finder, tex: string, display: boolean): TexFailure | undefined {
  const [open, close] = display ? ['\\[', '\\]'] : ['\\(', '\\)'];
  const found = finder.findMath([open + tex + close]);
  if (found[0]?.math !== tex)
    return failure('EndNotFound', found[0]?.math.length ?? braceInComment(tex) ?? tex.length - 1);
  // A label stays with MathJax until Anki is closed, and the same one read again, as on the back, is an error.
  const label = findCommand(tex, '\\label');
  return label === undefined ? undefined : failure('LabelRepeats', label);
}

function failure(id: string, at?: number): TexFailure {
  const nothing = () => false;
  return {
    id,
    message: '',
    ...(at !== undefined && { at }),
    knowsCommand: nothing,
    knowsEnvironment: nothing,
  };
}
