import { define } from './define.ts';
import { didYouMean } from './did-you-mean.ts';
import { listed } from './listed.ts';

export const strayText = define('stray-text', 'error', () => ({
  reason: 'Unexpected text between a section heading and the next note, expected a note',
  note: 'Text belongs to a note, or stands before the first note, where it describes the deck. Move it, or give it a heading of the note level.',
}));

export const frontMatterUnclosed = define('front-matter-unclosed', 'error', () => ({
  reason: 'Unexpected front matter that nothing closes, expected a second line of `---`',
  note: 'Write `---` alone on the line below the last setting. For a thematic break at the top of a file write `***`.',
}));

export const setextHeading = define(
  'setext-heading',
  'error',
  (text: string, line: '---' | '==', fix?: string) => ({
    reason: `Unexpected heading made by \`${line}\` right under "${text}", expected an empty line between`,
    note:
      line === '---'
        ? 'Markdown reads a line of dashes under a paragraph as a heading. For a border of front, back and Extra put an empty line before `---`; for a heading write `## `.'
        : 'Markdown reads a line of equals signs under a paragraph as a heading. For a deletion write the marks next to the text, for a heading `# `.',
    ...(fix !== undefined && { fix }),
  }),
);

export const tooManyBreaks = define('too-many-breaks', 'error', (expected: number) => ({
  reason: `Unexpected thematic break, expected at most ${expected} in a note of this type`,
  note: 'The first `---` ends the front, the second begins Extra. For a line within the content write `***` in a quote or list, or `<hr>`.',
}));

export const emptySide = define('empty-side', 'error', (field: string, notetype: string) => ({
  reason: `Unexpected empty ${field}, expected content as notes of type \`${notetype}\` need it`,
  note: 'Write what is missing, or take the note out of the build with `{skip}` behind its heading.',
}));

export const unknownNotetype = define(
  'unknown-notetype',
  'error',
  (key: string, known: string[]) => ({
    reason: `Unexpected note type \`${key}\`, expected ${nearest(key, known)}`,
    note: 'A note type is basic, reversed, typed, cloze, choice, or the name of a folder in `templates/`.',
  }),
);

export const unknownField = define(
  'unknown-field',
  'error',
  (field: string, notetype: string | undefined, known: string[]) => ({
    reason: `Unexpected field \`${field}\`${notetype ? ` for a note of type \`${notetype}\`` : ''}, expected ${nearest(field, known)}`,
    note: 'See `notetype.yaml` of the note type for its fields. Context and Edit are filled by Deckwright.',
  }),
);

export const unknownAttribute = define(
  'unknown-attribute',
  'error',
  (key: string, known: string[]) => ({
    reason: `Unexpected attribute \`${key}\`, expected ${nearest(key, known)}`,
    note: 'A heading takes `#id`, `.tag`, `type=`, `deck=`, `lang=`, `dir=`, `skip`, `guid=`, or the name of a field.',
  }),
);

export const invalidLanguage = define(
  'invalid-language',
  'error',
  (key: 'lang' | 'dir', value: string) => ({
    reason: `Unexpected \`${value}\` as \`${key}\`, expected ${key === 'lang' ? 'a language tag such as `en` or `pt-BR`' : '`ltr`, `rtl` or `auto`'}`,
    note:
      key === 'lang'
        ? 'The tag is that of HTML (BCP 47): `es`, `zh-Hant`. For single fields write `lang="Front: es, Back: en"`.'
        : 'Leave it out where the language tells it, as `ar` and `he` do.',
  }),
);

export const invalidTag = define('invalid-tag', 'error', (tag: string) => ({
  reason: `Unexpected tag "${tag}", expected one without spaces, quotes and empty levels`,
  note: 'Write levels with `::` and words with `-` or `_`, as in `biology::cell-wall`.',
}));

export const tagCase = define('tag-case', 'error', (tag: string, other: string, place: string) => ({
  reason: `Unexpected tag \`${tag}\`, expected \`${other}\` as at ${place}`,
  note: 'Anki does not tell tags apart by upper and lower case: learners get the spelling that they meet first.',
}));

export const invalidDeckName = define('invalid-deck-name', 'error', (name: string) => ({
  reason: `Unexpected deck name "${name}", expected levels joined by \`::\`, none of them empty`,
  note: 'Write it as in `Deep Learning::Activations`.',
}));

export const duplicateField = define('duplicate-field', 'error', (field: string) => ({
  reason: `Unexpected second content for the field ${field}, expected each field once in a note`,
  note: 'Put both parts below one heading.',
}));

export const choiceMixed = define('choice-mixed', 'error', () => ({
  reason: 'Unexpected list, expected one in which every line has a box',
  note: 'Mark every option: `- [x]` for a right one, `- [ ]` for a wrong one. A choice note has one such list.',
}));

export const choiceNoRight = define('choice-no-right', 'error', (which: 'right' | 'wrong') => ({
  reason: `Unexpected choice note without a ${which} option, expected at least one`,
  note:
    which === 'right'
      ? 'Mark the right options with `- [x]`.'
      : 'Add an option that is wrong, with `- [ ]`.',
}));

export const typedAnswer = define('typed-answer', 'error', (what: string) => ({
  reason: `Unexpected ${what} as the answer to type, expected a first paragraph of plain text`,
  note: 'The first paragraph of the back is what the learner types; an explanation may follow in further paragraphs.',
}));

export const invalidId = define('invalid-id', 'error', (id: string) => ({
  reason: `Unexpected id \`${id}\`, expected letters, digits, \`-\` and \`_\`, at most 100`,
  note: 'Choose a short name that will stay, as in `{#chain-rule}`.',
}));

export const duplicateId = define('duplicate-id', 'error', (id: string, place: string) => ({
  reason: `Unexpected second note with the id \`${id}\`, expected each id once; the first is at ${place}`,
  note: 'An id is how learners keep their progress, so give the newer note another one.',
}));

export const duplicateFront = define('duplicate-front', 'error', (place: string) => ({
  reason: `Unexpected second note with this front, expected to tell notes of one deck apart; the first is at ${place}`,
  note: 'Reword one of the fronts, or give both notes an id, as in `{#short-name}`.',
}));

/** The one that was probably meant, else all there are. */
function nearest(name: string, known: string[]): string {
  const meant = didYouMean(name, known);
  return meant ? `\`${meant}\`` : listed(known);
}

export const noteWithoutId = define('note-without-id', 'error', () => ({
  reason: 'Unexpected note without an id, expected one, as `stamp --check` asks for',
  note: 'Run `deckwright stamp`, or write one, as in `{#short-name}`.',
}));
