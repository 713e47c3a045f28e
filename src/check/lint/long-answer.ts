import { messages } from '../../messages/index.ts';
import { type Reading, textIn } from './reading.ts';
import { type NoteFinding, numberOf, type RuleOptions } from './rule.ts';
import { countWords } from './words.ts';

/** An answer has no more words than one can hold against one's own. */
export function longAnswer({ answer, note }: Reading, options: RuleOptions): NoteFinding[] {
  const limit = numberOf(options, 'words', 60);
  const count = countWords(textIn(answer));
  if (count <= limit) return [];
  return [{ message: messages.longAnswer(count, limit), place: answer[0] ?? note.head }];
}
