import type { Node, Parent } from 'unist';
import { messages } from '../../messages/index.ts';
import { type Reading, shortAnswerOf, textIn } from './reading.ts';
import type { NoteFinding } from './rule.ts';
import { countWords, holds, tellsMuch, withoutArticle, wordsOf } from './words.ts';

/** Where a question offers its answers, or is about words, the answer may stand in it. */
const offers =
  /\b(?:or|vs|versus|between|either|whether|nor|which of|among|oder|ou|eller|lub|czy)\b|[或和]|\s(?:o|u|и|или|чи|або)\s/iu;
const aboutWords =
  /\b(?:plural|singular|past|tense|participle|form|spell|spelled|pronounced?|pronounce|translate|word|prefix|suffix|acronym|stand for|synonym|rhymes?)\b/iu;
/** Fewer words are a term, not a question. */
const shortQuestion = 5;
/** More characters are no question. */
const longQuestion = 2000;

/** A question does not hold its own answer; nor, of a reversed note, the back the front. */
export function answerInQuestion(reading: Reading): NoteFinding[] {
  const { notetype, note, front, answer, shortAnswer } = reading;
  if (notetype.kind === 'cloze' || note.layout === 'choice') return [];
  const found = hit(shortAnswer, () => mentioned(front));
  if (found) return [{ message: messages.answerInQuestion(found), place: note.head }];
  if (note.notetype !== 'reversed') return [];
  const [first] = front;
  const back = mentioned(answer);
  const term = shortAnswerOf(first && front.length === 1 ? [first] : []);
  const given = countWords(back) > shortQuestion ? hit(term, () => back) : undefined;
  return given === undefined
    ? []
    : [{ message: messages.answerInQuestion(given), place: answer[0] ?? note.head }];
}

function hit(answer: string[], questionOf: () => string): string | undefined {
  const words = withoutArticle(answer);
  if (!tellsMuch(words)) return undefined;
  const question = questionOf();
  if (offers.test(question) || aboutWords.test(question)) return undefined;
  if (!question.trim().endsWith('?') && countWords(question) < shortQuestion) return undefined;
  // "Which is largest: Mars, Venus, Jupiter?" offers as well.
  if (/^\s*which\b/iu.test(question) && /[,:;]/u.test(question)) return undefined;
  const asked = wordsOf(question);
  // The capital of Luxembourg is Luxembourg.
  const subject = asked.slice(-words.length - 1);
  if (subject[0] === 'of' && holds(subject.slice(1), words)) return undefined;
  return holds(asked, words) ? words.join(' ') : undefined;
}

/** The text of paragraphs without what is quoted or set apart as an example. */
function mentioned(nodes: readonly Node[]): string {
  const paragraphs = nodes.filter(({ type }) => type === 'paragraph') as Parent[];
  const plain = paragraphs.flatMap(({ children }) => [
    ...children.map((child) => (child.type === 'text' || child.type === 'link' ? child : gap)),
    gap,
  ]);
  const text = textIn(plain);
  if (text.length > longQuestion) return '';
  return text
    .replace(/["“„«‹][^"”“»›]*["”“»›]/gu, ' . ')
    .replace(/(?<!\p{L})['‘][^'’]*['’](?!\p{L})/gu, ' . ')
    .trim();
}

/** A formula or a word in italics: no words go on across it. */
const gap: Node & { value: string } = { type: 'text', value: ' § ' };
