import { define } from './define.ts';

export const invalidUtf8 = define('invalid-utf8', 'error', () => ({
  reason: 'Unexpected bytes that are no UTF-8, expected text',
  note: 'Save the file as UTF-8. A picture or a sound needs its own file extension.',
}));

export const binaryFile = define('binary-file', 'error', () => ({
  reason: 'Unexpected binary data, expected Markdown',
  note: 'The file holds a NUL character, so it is no text. Give it the extension of what it is.',
}));

export const lineTooLong = define('line-too-long', 'error', (length: number, limit: number) => ({
  reason: `Unexpected line of ${length} characters, expected at most ${limit}`,
  note: 'Put embedded data (an image as `data:`) into a file of its own.',
}));

export const nestingTooDeep = define(
  'nesting-too-deep',
  'error',
  (depth: number, limit: number) => ({
    reason: `Unexpected ${depth} levels of quotes, lists or other content within each other, expected at most ${limit}`,
    note: 'Flatten the text at this place.',
  }),
);

export const blockTooLong = define('block-too-long', 'error', (limit: number) => ({
  reason: `Unexpected block of more than ${limit} lines, expected an empty line before`,
  note: 'Markdown is read block by block. Part this one with empty lines, or split the file.',
}));

export const tooManyMarks = define('too-many-marks', 'error', (marks: number) => ({
  reason: `Unexpected ${marks} marks of Markdown in one paragraph, expected a text that a person wrote`,
  note: 'Each `*`, `_`, `` ` ``, `$`, `[` and `<` may have its partner anywhere in the paragraph. Put data into a code block or a file of its own.',
}));

export const linkLeadsOut = define('link-leads-out', 'error', (what: string) => ({
  reason: `Unexpected symbolic link to ${what}, expected one to a file in the same folder tree`,
  note: 'Nothing outside of the decks and templates folders gets into a package. Copy the file there.',
}));

export const fileTooLarge = define('file-too-large', 'error', (size: number, limit: number) => ({
  reason: `Unexpected file of ${size} bytes, expected at most ${limit} bytes of Markdown`,
  note: 'Split the deck into several files.',
}));

export const sameNameIgnoringCase = define('same-name-ignoring-case', 'error', (other: string) => ({
  reason: `Unexpected file whose name differs from ${other} only in case, expected different names`,
  note: 'On Windows and macOS the two would be one file. Rename one of them.',
}));

export const noNotes = define('no-notes', 'error', (folder: string) => ({
  reason: `Unexpected project without a note, expected at least one in ${folder}`,
  note: 'Write a heading of level 2 with text below it in a `.md` file there.',
}));

export const fileWithoutNotes = define('file-without-notes', 'warning', () => ({
  reason: 'Unexpected deck file without a note, expected at least one',
  note: 'Nothing in it gets onto a card. Look whether its notes are written in the form and at the heading level that the settings say; a file that is no deck has a name that begins with `_`.',
}));
