import { messages } from '../../messages/index.ts';
import { clozeText, gap, type Hidden, type Piece, shownOn, wordsIn } from './cloze-text.ts';
import type { Reading } from './reading.ts';
import type { NoteFinding } from './rule.ts';
import { holds, tellsMuch, wordsOf } from './words.ts';

/** Shortest formula that nobody writes twice by chance. */
const longFormula = 8;

/** What a deletion hides does not stand in plain sight on the same card, nor in its own hint. */
export function clozeGivenAway(reading: Reading): NoteFinding[] {
  if (reading.notetype.kind !== 'cloze') return [];
  const { pieces, hidden } = clozeText(reading);
  const shown = new Map<string, string[]>();
  return hidden.flatMap((one): NoteFinding[] => {
    const words = wordsIn(one.pieces).filter((word) => word !== gap);
    if (!isTelling(words, one)) return [];
    const visible = shown.get(one.card) ?? shownOn(one.card, pieces);
    shown.set(one.card, visible);
    if (!holds(visible, words) && !holds(wordsOf(one.hint), words)) return [];
    const text = one.pieces.map((piece) => piece.text).join('');
    return [{ message: messages.clozeGivenAway(text.trim()), place: placeOf(one, pieces) }];
  });
}

/** Names in code come again by nature; a formula counts when it is long. */
function isTelling(words: string[], { pieces }: Hidden): boolean {
  if (pieces.some(({ kind, node }) => kind === 'literal' && /[cC]ode$/u.test(node.type)))
    return false;
  const formulas = words.filter((word) => word.startsWith(gap));
  if (formulas.length > 0) return words.join('').length > longFormula;
  return tellsMuch(words);
}

function placeOf({ node, pieces }: Hidden, all: readonly Piece[]) {
  const inner = pieces.find((piece) => piece.node.position)?.node;
  return node.position ? node : (inner ?? all[0]?.node);
}
