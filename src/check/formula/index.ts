import { explain, type FormulaProblem } from './explain.ts';
import { isPlain } from './plain.ts';
import { createTexReader, type TexReader } from './read.ts';

export type { FormulaProblem } from './explain.ts';

export interface FormulaChecker {
  /**
   * What is wrong with a formula, if anything: `tex` is what stands between the marks, and `macros` maps
   * names (`R` or `\R`) to TeX, in which `#1` to `#9` are arguments.
   */
  check(
    tex: string,
    display: boolean,
    macros?: Readonly<Record<string, string>>,
  ): FormulaProblem | undefined;
}

/**
 * Makes a checker of formulas. MathJax is loaded at the first formula that is not plain. Each distinct
 * formula is parsed once, and none can change what another means.
 */
export function createFormulaChecker(): FormulaChecker {
  const known = new Map<string, FormulaProblem | undefined>();
  let read: TexReader | undefined;
  return {
    check(tex, display, macros = {}) {
      if (isPlain(tex, macros)) return undefined;
      const key = JSON.stringify([display, tex, Object.entries(macros)]);
      if (known.has(key)) return known.get(key);
      read ??= createTexReader();
      const failure = read(tex, display, macros);
      const problem = failure && explain(failure, tex, macros);
      known.set(key, problem);
      return problem;
    },
  };
}
