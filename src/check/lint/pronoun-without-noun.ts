import { messages } from '../../messages/index.ts';
import { plainText } from '../../tree.ts';
import type { Reading } from './reading.ts';
import type { NoteFinding } from './rule.ts';

const asks =
  '(?:what|why|how|when|where|who)(?:\\s+(?:else|exactly|often|much|long|far|big|fast))?';
const verb =
  "(?:does|do|did|is|are|was|were|has|have|had|can|could|will|would|should|must|may|isn't|doesn't|'s|’s)";
/** "What does it do?": nothing but the pronoun and a verb or two. */
const subject = new RegExp(
  `^${asks}\\s*${verb}\\s+(it|they|he|she|this|that|these|those)(?:\\s+(.*))?\\?$`,
  'iu',
);
/** "Who invented it?" */
const object = /^(?:who|what)\s+\p{L}+\s+(it|them|him|her|this|that|these|those)\?$/iu;
/** Here "it" stands for what follows, or for nothing: "Why is it bad to …?", "Why does it rain?" */
const empty =
  /\b(?:to|that|if|when|for|rain|rains|snow|snows|hail|thunder|matter|possible|called|take|mean|get|time|o'clock)\b/iu;
/** It takes long to ask the others in vain. */
const otherStart = /^\s*(?!wh|how)\p{L}{3}/iu;
/** A verb and an adverb; more words may hold a noun. */
const mostWords = 3;

/** A question names what it asks about. */
export function pronounWithoutNoun({ notetype, front }: Reading): NoteFinding[] {
  const [only] = front;
  if (notetype.kind === 'cloze' || front.length !== 1 || only?.type !== 'paragraph') return [];
  if (!only.children.every(({ type }) => type === 'text' || type === 'emphasis')) return [];
  const [start] = only.children;
  if (start?.type === 'text' && otherStart.test(start.value)) return [];
  const text = plainText(only);
  const [, pronoun, rest = ''] = subject.exec(text) ?? object.exec(text) ?? [];
  if (pronoun === undefined) return [];
  const words = rest.split(/\s+/u).filter(Boolean);
  const demonstrative = /^th(?:is|at|ese|ose)$/iu.test(pronoun);
  // "What is this animal?" needs its picture, "What does that prove?" its noun.
  if (words.length > (demonstrative ? 0 : mostWords)) return [];
  if (words.length > 0 && empty.test(rest)) return [];
  return [{ message: messages.pronounWithoutNoun(pronoun.toLowerCase()), place: only }];
}
