import type { Code } from 'mdast';
import type { Node } from 'unist';
import { messages } from '../../messages/index.ts';
import { descend, isDiagram } from '../../tree.ts';
import { type ClozeText, gap, mostDeletions, wordsIn } from './cloze-text.ts';
import type { Reading } from './reading.ts';
import type { NoteFinding } from './rule.ts';
import { holds, tellsMuch, wordsOf } from './words.ts';

/** The description of a picture that is shown with the question does not say the answer. */
export function altGivesAnswer(reading: Reading): NoteFinding[] {
  if (!reading.nodes.some(isDescribed)) return [];
  if (reading.cloze) return inCloze(reading, reading.cloze);
  const answer = reading.shortAnswer;
  if (!tellsMuch(answer)) return [];
  return reading.front
    .flatMap(descend)
    .filter((node) => holds(wordsOf(described(node)), answer))
    .map((node) => ({ message: messages.altGivesAnswer(answer.join(' ')), place: node }));
}

function inCloze({ front }: Reading, { pieces, hidden }: ClozeText): NoteFinding[] {
  if (!front.some((node) => descend(node).some(isDescribed))) return [];
  if (hidden.length > mostDeletions) return [];
  return hidden.flatMap(({ card, pieces: own }): NoteFinding[] => {
    const words = wordsIn(own).filter((word) => word !== gap);
    if (!tellsMuch(words)) return [];
    const told = pieces.find(
      ({ hiddenBy, node }) => !hiddenBy.includes(card) && holds(wordsOf(described(node)), words),
    );
    return told ? [{ message: messages.altGivesAnswer(words.join(' ')), place: told.node }] : [];
  });
}

function isDescribed(node: Node): boolean {
  return described(node) !== '';
}

/** What is read aloud instead of a picture. */
function described(node: Node): string {
  if (node.type === 'image' || node.type === 'imageReference')
    return (node as { alt?: string }).alt ?? '';
  return isDiagram(node) ? ((node as Code).meta ?? '') : '';
}
