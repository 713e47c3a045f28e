import { messages } from '../../messages/index.ts';
import { plainText } from '../../tree.ts';
import type { Reading } from './reading.ts';
import type { NoteFinding } from './rule.ts';

const closed =
  /^(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|may|must|isn't|aren't|doesn't|don't)\b/iu;

/** A question asks for more than yes or no. */
export function yesNoQuestion({ notetype, note, front }: Reading): NoteFinding[] {
  if (notetype.kind === 'cloze' || note.layout === 'choice') return [];
  const text = plainText(front);
  const [first] = closed.exec(text) ?? [];
  if (first === undefined || !text.endsWith('?') || /\bor\b/iu.test(text)) return [];
  return [{ message: messages.yesNoQuestion(first), place: note.head }];
}
