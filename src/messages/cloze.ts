import { define } from './define.ts';

export const clozeUnclosed = define('cloze-unclosed', 'error', (mark: string) => {
  const [closing, plain] = closings[mark] ?? ['}}', '\\{\\{'];
  return {
    reason: `Unexpected \`${mark}\` that nothing closes, expected \`${closing}\` later in the same field`,
    note: `Close the deletion, or write \`${plain}\` if the text is meant as it stands.`,
  };
});

/** By what opens a deletion: what closes it, and how to write it where it opens none. */
const closings: Record<string, [string, string]> = {
  '==': ['==', '\\=\\='],
  '[': [']', '\\['],
};

export const clozeUnopened = define('cloze-unopened', 'error', () => ({
  reason: 'Unexpected `}}` that closes nothing, expected `{{` before it',
  note: 'Open the deletion with `{{` or `{{c1::`, or write `\\}\\}` if the text is meant as it stands.',
}));

export const clozeOverlap = define('cloze-overlap', 'error', (what: string) => ({
  reason: `Unexpected deletion that begins and ends on different sides of ${what}, expected it to lie inside or to hold all of it`,
  note: 'Move a mark of the deletion, or make it two deletions of one number: `{{c1::…}}` and `{{c1::…}}`.',
}));

export const clozeEmpty = define('cloze-empty', 'error', () => ({
  reason: 'Unexpected empty deletion, expected something to hide',
  note: 'Write the hidden text between the marks, as in `{{c1::text}}`.',
}));

export const clozeNumber = define('cloze-number', 'error', (number: number) => ({
  reason: `Unexpected deletion number ${number}, expected 1 to 499`,
  note: 'Anki makes no card for number 0 and breaks above 499.',
}));

export const clozeMark = define(
  'cloze-mark',
  'error',
  (written: string, expected: string, certain: boolean) => ({
    reason: `Unexpected \`${written}\`, expected \`${expected}\``,
    note: 'Anki knows a deletion only by a small `c`, a number and two colons, without spaces.',
    ...(certain && { fix: expected }),
  }),
);

export const clozeMissing = define('cloze-missing', 'error', () => ({
  reason: 'Unexpected cloze note without a deletion, expected at least one `{{text}}`',
  note: 'Hide something with `{{text}}`, `==text==` or `{{c1::text}}`, or remove `type=cloze`.',
}));

export const clozeOutside = define('cloze-outside', 'error', (where: string) => ({
  reason: `Unexpected deletion in ${where}, expected deletions only where the card hides them`,
  note: 'Anki would make a card for it that shows nothing hidden. Move it, or write `\\{\\{` for the text as it stands.',
}));

export const clozeInHint = define('cloze-in-hint', 'error', () => ({
  reason: 'Unexpected deletion in a hint, expected text without deletions after `::`',
  note: 'Anki shows a hint as it stands. Close the outer deletion before, or write `\\:\\:` if no hint is meant.',
}));

export const clozeNesting = define('cloze-nesting', 'error', () => ({
  reason: 'Unexpected deletion within eight others, expected at most eight within each other',
  note: 'Anki reads nested deletions only to a depth of ten.',
}));
