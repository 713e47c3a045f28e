import type { InlineMath, Math as MathBlock } from 'mdast-util-math';
import type { Node, Point, Position } from 'unist';
import { location } from 'vfile-location';
import { isUnclosedMath, mathOffset } from '../../math.ts';
import { messages, report } from '../../messages/index.ts';
import type { RuleContext } from '../context.ts';
import {
  createFormulaChecker,
  type FormulaChecker,
  type FormulaProblem,
} from '../formula/index.ts';

/** Makes the rule that parses every distinct formula once with the TeX parser that Anki ships. */
export function createFormulas(): (context: RuleContext) => void {
  const checker = createFormulaChecker();
  return (context) => checkFormulas(context, checker);
}

function checkFormulas({ nodes, file }: RuleContext, checker: FormulaChecker): void {
  const source = String(file.value);
  for (const node of nodes.ofType('text'))
    if (isUnclosedMath(node, source)) report(file, node, messages.mathUnclosed());
  for (const node of [...nodes.ofType('math'), ...nodes.ofType('inlineMath')]) {
    if (isUnclosedMath(node, source)) report(file, node, messages.mathUnclosed());
    else checkFormula(node as InlineMath | MathBlock);
  }

  function checkFormula(node: InlineMath | MathBlock): void {
    const display = node.type === 'math' || node.data?.display === true;
    const problem = checker.check(node.value, display, node.data?.macros);
    if (problem) report(file, placeOf(node, problem), messages.mathInvalid(problem));
  }

  /** The place within the formula; a deletion's marks are no part of the value, so there it is the whole. */
  function placeOf(
    node: InlineMath | MathBlock,
    { offset, length = 1 }: FormulaProblem,
  ): Node | Position {
    if (offset === undefined || node.data?.deletions || !node.position) return node;
    const start = mathOffset(node, source, offset);
    const end = mathOffset(node, source, offset + length - 1) + 1;
    const points = location(file);
    return { start: points.toPoint(start) as Point, end: points.toPoint(end) as Point };
  }
}
