import { define } from './define.ts';
import { didYouMean } from './did-you-mean.ts';
import { listed } from './listed.ts';

export const qaStrayText = define('qa-stray-text', 'error', () => ({
  reason: 'Unexpected text that belongs to no note, expected `Q:` or `C:` before it',
  note: 'Did you forget `Q:` or `C:` at the beginning of the line? A description of the deck stands right below a `# ` heading, a remark in `<!-- … -->`.',
}));

export const qaMissingQuestion = define('qa-missing-question', 'error', (mark: string) => ({
  reason: `Unexpected \`${mark}:\` without a note, expected \`Q:\`${mark === 'E' ? ' or `C:`' : ''} before it`,
  note: `Did you forget \`Q:\`${mark === 'E' ? ' or `C:`' : ''}? A line of \`---\` and a heading end a note.`,
}));

export const qaMissingAnswer = define(
  'qa-missing-answer',
  'error',
  (next: string | undefined, line: number) => ({
    reason: `Unexpected \`Q:\` without an answer, expected \`A:\` before ${next === undefined ? 'the end of the file' : `${next} on line ${line}`}`,
    note: 'Did you forget `A:`? A text with parts to hide begins with `C:` instead.',
  }),
);

export const qaRepeatedPart = define(
  'qa-repeated-part',
  'error',
  (mark: string, before: string) => ({
    reason: `Unexpected \`${mark}:\` after \`${before}:\`, expected the next note`,
    note:
      before === 'C'
        ? 'A cloze note is its own answer. Did you forget `Q:` before this line? Did you mean `E:`?'
        : 'A note has one answer, and then may have one `E:`. Did you forget `Q:` before this line?',
  }),
);

export const qaNotCloze = define('qa-not-cloze', 'error', (key: string, known: string[]) => ({
  reason: `Unexpected note type \`${key}\` for \`C:\`, expected one of kind cloze, such as ${listed(known)}`,
  note: 'Write `Q:` and `A:` for a note of another type, or take `type=` away.',
}));

export const qaAttributes = define('qa-attributes', 'error', (written: string, mark: string) => ({
  reason: `Unexpected attributes \`${written}\` behind this line, expected them at the end of the line of \`${mark}:\``,
  note: 'Move them there. For a brace that is text write `\\{`.',
}));

export const tomlFrontMatter = define('toml-front-matter', 'warning', (found: string) => ({
  reason: `Unexpected \`${found}\` in front matter in TOML, expected only \`name = "…"\``,
  note: 'It has no effect. Settings of Deckwright are written in YAML, as in `tags: [physics]`.',
}));

export const tableStrayText = define('table-stray-text', 'error', () => ({
  reason: 'Unexpected text beside the tables, expected only headings and tables',
  note: 'In a file of the form `table` a note is a row. Text before the first table describes the deck; a remark stands in `<!-- … -->`.',
}));

export const tableUnknownColumn = define(
  'table-unknown-column',
  'error',
  (name: string, known: string[], separator: string | undefined) => {
    const meant = didYouMean(name, known);
    return {
      reason: `Unexpected column \`${name}\`, expected ${meant ? `\`${meant}\`` : listed(known)}`,
      note: separator
        ? `Are the cells separated by ${separator}? Save a \`.csv\` with commas, or a \`.tsv\` with tabs.`
        : 'The first row names the columns: fields of the note type, `id`, `tags`, `deck`, `type`, `guid`, `lang`, `dir`. Data for plots stands in a folder `data`, or in a file whose name begins with `_`.',
    };
  },
);

export const tableRepeatedColumn = define('table-repeated-column', 'error', (name: string) => ({
  reason: `Unexpected second column \`${name}\`, expected each column once`,
  note: 'Name one of the two otherwise, or take it away.',
}));

export const tableMissingColumn = define('table-missing-column', 'error', (known: string[]) => ({
  reason: `Unexpected table without a column for a field, expected ${listed(known)} in its first row`,
  note: 'The first row names the columns. Write it above the notes.',
}));

export const tableRowLength = define(
  'table-row-length',
  'error',
  (cells: number, columns: number) => ({
    reason: `Unexpected row of ${cells} ${cells === 1 ? 'cell' : 'cells'}, expected ${columns}, as many as the first row has`,
    note:
      cells > columns
        ? 'A cell that holds the separator needs quotes around it in a CSV file, and `\\|` in Markdown.'
        : 'Leave the separators of empty cells in place.',
  }),
);

export const csvQuoteUnclosed = define('csv-quote-unclosed', 'error', () => ({
  reason: 'Unexpected `"` that nothing closes, expected a second one at the end of the cell',
  note: 'Close it. A cell that begins with a quote of its own is written `"""Yes"", she said"`.',
}));

export const csvQuoteInside = define(
  'csv-quote-inside',
  'error',
  (delimiter: string, line: number) => ({
    reason: `Unexpected text behind the quotes of the cell that begins on line ${line}, expected ${delimiter === '\t' ? 'a tab' : `\`${delimiter}\``} or the end of the line`,
    note: 'Within quotes write each quote twice, as in `"She said ""yes"""`.',
  }),
);
