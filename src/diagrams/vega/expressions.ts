import { parseExpression } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { Trouble } from '../source.ts';
import type { Path, Spec } from './read.ts';

const longest = 2000;
const keys = new Set(['calculate', 'filter', 'expr', 'test', 'labelExpr']);

/**
 * Vega's interpreter of expressions, which compiles nothing, with values of bounded length: `datum.a + datum.a`
 * in a few transforms would double a text beyond the memory.
 */
export const interpreter = {
  ...expressionInterpreter,
  parameter: (context: unknown, expression: unknown): Evaluate =>
    bounded(expressionInterpreter.parameter(context, expression)),
  operator: (context: unknown, expression: unknown): Evaluate =>
    bounded(expressionInterpreter.operator(context, expression)),
};

type Evaluate = (...given: unknown[]) => unknown;

const longestValue = 10_000;

function bounded(evaluate: Evaluate): Evaluate {
  return (...given) => {
    const value = evaluate(...given);
    if ((typeof value === 'string' || Array.isArray(value)) && value.length > longestValue)
      throw new RangeError(`An expression gives a value of ${value.length} parts`);
    return value;
  };
}

/** Reads every expression of a spec, so that a mistake in one has its place. */
export function checkExpressions(spec: Spec): Trouble | undefined {
  return visit(spec, []);
}

function visit(value: unknown, path: Path): Trouble | undefined {
  if (typeof value === 'string')
    return keys.has(String(path.at(-1))) ? check(value, path) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [step, inner] of Object.entries(value)) {
    if (step === 'values' && path.at(-1) === 'data') continue;
    const found = visit(inner, [...path, Array.isArray(value) ? Number(step) : step]);
    if (found) return found;
  }
  return undefined;
}

function check(expression: string, path: Path): Trouble | undefined {
  if (expression.length > longest) {
    return {
      reason: `Unexpected ${expression.length} characters of an expression, expected at most ${longest}`,
      note: 'Compute the data beforehand and put it into a CSV beside the deck.',
      path,
    };
  }
  try {
    parseExpression(expression);
    return undefined;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return {
      reason: `Unexpected expression \`${expression.slice(0, 60)}\`, expected one that Vega can read: ${problem}`,
      note: 'See https://vega.github.io/vega/docs/expressions/: fields are written `datum.name`, functions such as `exp(x)`.',
      path,
    };
  }
}
