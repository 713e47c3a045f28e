import { define } from './define.ts';
import { didYouMean } from './did-you-mean.ts';
import { listed } from './listed.ts';

export const answerInQuestion = define('answer-in-question', 'warning', (answer: string) => ({
  reason: `Unexpected answer "${answer}" in the question itself, expected a question that does not say it`,
  note: 'Reword the question, or swap what is asked and what is given.',
}));

export const nearDuplicate = define(
  'near-duplicate',
  'warning',
  (front: string, place: string) => ({
    reason: `Unexpected note that asks nearly the same as "${front}", expected each fact once; the other is at ${place}`,
    note: 'Remove one of the two, or make them ask for different things.',
  }),
);

export const twoAnswers = define('two-answers', 'warning', (front: string, place: string) => ({
  reason: `Unexpected second answer to "${front}", expected one answer to one front; the other is at ${place}`,
  note: 'A learner cannot know which one is meant. Say in the front what tells them apart, or join the notes.',
}));

export const clozeGivenAway = define('cloze-given-away', 'warning', (text: string) => ({
  reason: `Unexpected "${text}" in plain sight on the card that hides it, expected it nowhere else there`,
  note: 'Hide both places under one number, as in `{{c1::…}}` and `{{c1::…}}`, or reword the other place.',
}));

export const clozeWholeParagraph = define('cloze-whole-paragraph', 'warning', (words: number) => ({
  reason: `Unexpected deletion of a whole paragraph of ${words} words, expected some of its words`,
  note: 'Hide the words that matter and leave the rest as their context, or make it a question with an answer.',
}));

export const clozeTiny = define('cloze-tiny', 'warning', (text: string) => ({
  reason:
    text === ''
      ? 'Unexpected deletion that hides nothing one can see, expected a word'
      : `Unexpected deletion of the one letter "${text}", expected a word`,
  note: 'Hide the word that is to be remembered.',
}));

export const clozeOneBrace = define(
  'cloze-one-brace',
  'warning',
  (written: string, expected: string) => ({
    reason: `Unexpected \`${written}\` with one brace, expected \`${expected}\``,
    note: 'A deletion has two braces on each side; with one, the card shows the text as it stands. Write `\\{` if that is meant.',
    fix: expected,
  }),
);

export const imageOnlyFront = define('image-only-front', 'warning', () => ({
  reason: 'Unexpected front that is a picture without a description, expected words',
  note: 'Write what is asked, or describe the picture in its brackets without giving the answer away: `![A bone of the arm](bone.svg)`.',
}));

export const altGivesAnswer = define('alt-gives-answer', 'warning', (answer: string) => ({
  reason: `Unexpected answer "${answer}" in the description of a picture, expected a description that does not say it`,
  note: 'Screen readers read the description aloud before the answer is shown, and it stands there when the picture does not load.',
}));

export const pronounWithoutNoun = define('pronoun-without-noun', 'warning', (pronoun: string) => ({
  reason: `Unexpected "${pronoun}" in a question that never says what it stands for, expected the noun`,
  note: 'Cards come one by one and in any order. Name the thing in the question.',
}));

export const deadLink = define('dead-link', 'warning', (url: string, known: string[]) => {
  const meant = didYouMean(url, known);
  return {
    reason: `Unexpected link to ${url}, expected ${meant ?? 'a file or a heading that is there'}`,
    note: 'A link is relative to the deck file; `#` leads to a heading, written as GitHub writes it.',
  };
});

export const mathAsImage = define('math-as-image', 'warning', (path: string) => ({
  reason: `Unexpected picture of a formula (${path}), expected the formula as text`,
  note: 'Write it between `$` signs: it is then sharp on every screen, fits dark mode, and can be searched and read aloud.',
}));

export const mediaTooLarge = define(
  'media-too-large',
  'warning',
  (size: string, limit: string) => ({
    reason: `Unexpected media file of ${size}, expected at most ${limit}`,
    note: 'Phones sync every file. Make it smaller, or raise `media-limit` in `deckwright.yaml`.',
  }),
);

export const unlicensedMedia = define('unlicensed-media', 'error', (path: string) => ({
  reason: `Unexpected media file ${path} without author and licence, expected them in a \`credits.yaml\``,
  note: 'Write it into a `credits.yaml` beside the deck: its path, and below it `author:`, `licence:` and best also `source:`.',
}));

export const strayCredit = define('stray-credit', 'warning', (path: string, known: string[]) => {
  const meant = didYouMean(path, known);
  return {
    reason: `Unexpected credit for ${path}, expected ${meant ?? 'a file or folder that is there'}`,
    note: 'A path is relative to the `credits.yaml`; one of a folder ends in `/`.',
  };
});

export const repeatedTag = define('repeated-tag', 'warning', (tag: string) => ({
  reason: `Unexpected second \`.${tag}\`, expected each tag once`,
  note: 'Take it out.',
  fix: '',
}));

export const longAnswer = define('long-answer', 'warning', (words: number, limit: number) => ({
  reason: `Unexpected answer of ${words} words, expected at most ${limit}`,
  note: 'Split the note, or move what is not asked for to Extra.',
}));

export const longList = define('long-list', 'warning', (points: number, limit: number) => ({
  reason: `Unexpected list of ${points} points as an answer, expected at most ${limit}`,
  note: 'Lists are hard to remember. Ask for its points one by one, or group them.',
}));

export const yesNoQuestion = define('yes-no-question', 'warning', (first: string) => ({
  reason: `Unexpected question for yes or no ("${first} …"), expected one that asks for the fact`,
  note: 'Half of all guesses are right. Ask what, why or how.',
}));

export const disableInvalid = define(
  'disable-invalid',
  'error',
  (got: string, expected: string) => ({
    reason: `Unexpected ${got}, expected ${expected}`,
    note: 'Write `<!-- deckwright-disable rule-id -->` within a note, or `<!-- deckwright-disable-next rule-id -->` before its heading, on a line of its own.',
  }),
);

export const unknownRule = define(
  'unknown-rule',
  'error',
  (rule: string, known: readonly string[]) => {
    const meant = didYouMean(rule, known);
    return {
      reason: `Unexpected rule \`${rule}\`, expected ${meant ? `\`${meant}\`` : 'one that there is'}`,
      note: `The rules are ${listed(known)}.`,
    };
  },
);

export const baselineInvalid = define('baseline-invalid', 'error', (problem: string) => ({
  reason: `Unexpected content of the baseline, expected what Deckwright wrote (${problem})`,
  note: 'Write it anew with `deckwright check --write-baseline`.',
}));
