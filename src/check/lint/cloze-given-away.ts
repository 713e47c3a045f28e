import { messages } from '../../messages/index.ts';
import { gap, type Hidden, mostDeletions, type Piece, shownOn, wordsIn } from './cloze-text.ts';
import type { Reading } from './reading.ts';
import type { NoteFinding } from './rule.ts';
import { holds, tellsMuch, wordsOf } from './words.ts';

/** Nobody writes more of them twice. */
const mostWords = 100;
/** Shortest formula that nobody writes twice by chance. */
const longFormula = 8;

/** What a deletion hides does not stand in plain sight on the same card, nor in its own hint. */
export function clozeGivenAway({ cloze }: Reading): NoteFinding[] {
  if (!cloze) return [];
  const { pieces, hidden } = cloze;
  if (hidden.length > mostDeletions) return [];
  const shown = new Map<string, string[]>();
  const told = new Set<string>();
  return hidden.flatMap((one): NoteFinding[] => {
    const words = wordsIn(one.pieces).filter((word) => word !== gap);
    if (!isTelling(words, one)) return [];
    const visible = shown.get(one.card) ?? shownOn(one.card, pieces);
    shown.set(one.card, visible);
    if (!isSeen(visible, words) && !holds(wordsOf(one.hint), words)) return [];
    const text = one.pieces.map((piece) => piece.text).join('');
    if (told.has(text)) return [];
    told.add(text);
    return [{ message: messages.clozeGivenAway(text.trim()), place: placeOf(one, pieces) }];
  });
}

/** A formula is seen within a longer one as well. */
function isSeen(visible: string[], words: string[]): boolean {
  const [first = ''] = words;
  if (words.length > 1 || !first.startsWith(gap)) return holds(visible, words);
  return visible.some((word) => word.startsWith(gap) && word.includes(first.slice(1)));
}

/** Names in code come again by nature; a formula counts when it is long. */
function isTelling(words: string[], { pieces }: Hidden): boolean {
  if (pieces.some(({ kind, node }) => kind === 'literal' && /[cC]ode$/u.test(node.type)))
    return false;
  const formulas = words.filter((word) => word.startsWith(gap));
  if (formulas.length > 0) return words.join('').length > longFormula;
  return words.length <= mostWords && tellsMuch(words);
}

function placeOf({ node, pieces }: Hidden, all: readonly Piece[]) {
  const inner = pieces.find((piece) => piece.node.position)?.node;
  return node.position ? node : (inner ?? all[0]?.node);
}
