import type { RuleId } from '../../rules.ts';
import { altGivesAnswer } from './alt-gives-answer.ts';
import { answerInQuestion } from './answer-in-question.ts';
import { clozeGivenAway } from './cloze-given-away.ts';
import { clozeOneBrace } from './cloze-one-brace.ts';
import { clozeTiny } from './cloze-tiny.ts';
import { clozeWholeParagraph } from './cloze-whole-paragraph.ts';
import { deadLink } from './dead-link.ts';
import { imageOnlyFront } from './image-only-front.ts';
import { longAnswer } from './long-answer.ts';
import { longList } from './long-list.ts';
import { mathAsImage } from './math-as-image.ts';
import { mediaTooLarge } from './media-too-large.ts';
import { pronounWithoutNoun } from './pronoun-without-noun.ts';
import { repeatedTag } from './repeated-tag.ts';
import type { Rule } from './rule.ts';
import { nearDuplicate, twoAnswers } from './similar.ts';
import { unlicensedMedia } from './unlicensed-media.ts';
import { unusedMedia } from './unused-media.ts';
import { yesNoQuestion } from './yes-no-question.ts';

/** Every content rule by its id; each is one file here. */
export const rules: Record<RuleId, Rule> = {
  'alt-gives-answer': { severity: 'warning', note: altGivesAnswer },
  'answer-in-question': { severity: 'warning', note: answerInQuestion },
  'cloze-given-away': { severity: 'warning', note: clozeGivenAway },
  'cloze-one-brace': { severity: 'warning', note: clozeOneBrace },
  'cloze-tiny': { severity: 'warning', note: clozeTiny },
  'cloze-whole-paragraph': { severity: 'warning', note: clozeWholeParagraph },
  'dead-link': { severity: 'warning', project: deadLink },
  'image-only-front': { severity: 'warning', note: imageOnlyFront },
  'long-answer': { severity: 'off', note: longAnswer },
  'long-list': { severity: 'off', note: longList },
  'math-as-image': { severity: 'warning', note: mathAsImage },
  'media-too-large': { severity: 'warning', project: mediaTooLarge },
  'near-duplicate': { severity: 'warning', project: nearDuplicate },
  'pronoun-without-noun': { severity: 'warning', english: true, note: pronounWithoutNoun },
  'repeated-tag': { severity: 'warning', note: repeatedTag },
  'two-answers': { severity: 'warning', project: twoAnswers },
  'unlicensed-media': { severity: 'off', always: true, project: unlicensedMedia },
  'unused-media': { severity: 'warning', project: unusedMedia },
  'yes-no-question': { severity: 'off', english: true, note: yesNoQuestion },
};
