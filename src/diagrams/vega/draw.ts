import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { confined } from '../confine.ts';
import type { Trouble } from '../source.ts';
import type { Raw } from '../svg/frame.ts';
import { checkBounds } from './bounds.ts';
import { explain, listen } from './explain.ts';
import { checkExpressions, interpreter } from './expressions.ts';
import type { Spec } from './read.ts';
import { plotStyle } from './style.ts';
import { textWidth } from './text-width.ts';
import { createValidator } from './validate.ts';

/** Makes the function that draws specs, once each; one at a time. */
export function createPlotter(): (spec: Spec) => Promise<Raw | { trouble: Trouble }> {
  measureByTable();
  const validate = createValidator();
  return async (spec) => {
    const trouble = validate(spec) ?? checkBounds(spec) ?? checkExpressions(spec);
    if (trouble) return { trouble };
    const heard = listen();
    try {
      const svg = await confined(() => draw(spec, heard.logger));
      const problem = heard.first() ?? oddLabel(svg);
      return problem === undefined ? sized(svg) : { trouble: explain(problem, spec) };
    } catch (error) {
      const message = heard.first() ?? (error instanceof Error ? error.message : String(error));
      return { trouble: explain(message, spec) };
    }
  };
}

/** Where the `canvas` package is installed, Vega would ask it, and so the fonts of the machine. */
function measureByTable(): void {
  // Vega exports it for this use, but its types do not say so.
  const { textMetrics } = vega as unknown as { textMetrics: TextMetrics };
  textMetrics.width = (item, text) => {
    const bold = item.fontWeight === 'bold' || Number(item.fontWeight) >= 600;
    return textWidth(String(text ?? ''), item.fontSize ?? 11, bold);
  };
}

interface TextMetrics {
  width: (item: { fontSize?: number; fontWeight?: string | number }, text: unknown) => number;
}

async function draw(spec: Spec, logger: vega.LoggerInterface): Promise<string> {
  vega.resetSVGDefIds();
  const { spec: compiled } = compile(spec as unknown as TopLevelSpec, {
    logger,
    config: plotStyle,
  });
  // `ast` and the interpreter: else Vega would compile the deck's expressions to JavaScript and run them.
  const runtime = vega.parse(compiled, {}, { ast: true });
  const view = new vega.View(runtime, {
    expr: interpreter,
    loader,
    logger,
    renderer: 'none',
  });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** Loads nothing, and links nowhere: data files were read before, and there is nothing else that a plot may have. */
const loader: vega.Loader = {
  load: refuse,
  sanitize: () => Promise.resolve({ href: '' }),
  http: refuse,
  file: refuse,
};

function refuse(address: string): Promise<never> {
  return Promise.reject(new Error(`Nothing is loaded while drawing: ${address}`));
}

function sized(svg: string): Raw {
  const [, width, height] = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/u.exec(svg) ?? [];
  return { svg, width: Number(width), height: Number(height) };
}

/** What a misspelt field looks like where Vega does not notice it. */
function oddLabel(svg: string): string | undefined {
  const label = />(undefined|NaN|null)<\/text>/u.exec(svg)?.[1];
  if (label !== undefined) return `A label reads "${label}"`;
  return /\b(?:d|x|y|transform|points)="[^"]*(?:NaN|Infinity)/u.test(svg)
    ? 'A position is not a number'
    : undefined;
}
