import type { Imported, ImportedField, ImportedNote } from '../../imported.ts';
import { surroundingsError } from '../../surroundings.ts';
import type { Input, InputOptions } from '../input.ts';
import {
  fieldOf,
  guessSeparator,
  looksLikeHtml,
  oneLine,
  plainName,
  readText,
  rowsOf,
  separatorName,
  tagsOf,
} from '../text/index.ts';
import { columnsGuessed, columnsNamed, columnsSaid, type Target } from './columns.ts';

/** Tables of spreadsheets, and the exports of Quizlet and Brainscape: a row a note. */
export const tableInput: Input = {
  summary: 'Tables (.csv, .tsv), and rows of text as Quizlet and Brainscape export them (.txt)',
  matches: ({ isFolder, name, head }) =>
    !isFolder && (/\.(csv|tsv|tab)$/iu.test(name) || (/\.txt$/iu.test(name) && isRows(head))),
  read: async (path, options) => {
    const { text, said } = await readText(path);
    const { rows, said: how } = cut(text, options, path);
    const named = options.columns ? columnsSaid(options.columns) : undefined;
    const header = columnsNamed(rows[0] ?? []);
    const body = header ? rows.slice(1) : rows;
    const columns = named ?? header ?? columnsGuessed(body);
    if (!columns.includes('Front') && !columns.includes('Text'))
      throw surroundingsError('--columns: expected Front or Text among the columns.');
    const isHtml = options.html ?? looksLikeHtml(body);
    said.push(...how, columnsSentence(columns, rows[0] ?? [], { header, named }));
    if (isHtml && options.html === undefined)
      said.push(
        'Cells are read as HTML, as some hold tags (guessed; --no-html takes them as text).',
      );
    return importedOf(body, columns, isHtml, said, { name: plainName(path), deck: options.deck });
  },
};

/** Whether the first lines are cut by the same separator. */
function isRows(head: Uint8Array): boolean {
  const lines = new TextDecoder().decode(head).split(/\r?\n/u).slice(0, -1).filter(Boolean);
  const cut = lines.filter((line) => line.includes('\t'));
  return lines.length > 0 && cut.length >= lines.length / 2;
}

/** A separator that is said without quotes is Quizlet's manner: no cell is quoted there. */
function cut(
  text: string,
  options: InputOptions,
  path: string,
): { rows: string[][]; said: string[] } {
  const separator = options.separator ?? guessSeparator(text);
  const isTable = /\.(csv|tsv|tab)$/iu.test(path);
  const quotes =
    options.quotes ?? (options.rowSeparator === undefined && (isTable || isQuoted(text)));
  const rows = rowsOf(
    text,
    {
      ...{ separator, quotes, comments: false },
      // A term and its definition, in which ` - ` may well come again.
      ...(separator.length > 1 && !options.columns && { most: 2 }),
      ...(options.rowSeparator !== undefined && { rowSeparator: options.rowSeparator }),
    },
    path,
  );
  const guessed = options.separator === undefined ? ' (guessed; --separator says another)' : '';
  return { rows, said: [`Separator: ${separatorName(separator)}${guessed}.`] };
}

function isQuoted(text: string): boolean {
  return /^"(?:[^"]|"")*"[\t,;|]/u.test(text.slice(0, 10_000));
}

function columnsSentence(
  columns: Target[],
  first: string[],
  { header, named }: { header: Target[] | undefined; named: Target[] | undefined },
): string {
  const names = columns.map((target, index) => {
    const name = header ? ` (${oneLine(first[index] ?? '').slice(0, 40)})` : '';
    return `${index + 1}${name} ${target === '-' ? 'left out' : target}`;
  });
  const how = named
    ? header
      ? ', as you said; the first row is their names'
      : ', as you said'
    : `, ${header ? 'from the first row' : 'guessed'}; --columns ${columns.join(',')} says the same`;
  return `Columns: ${names.join(', ')}${how}.`;
}

function importedOf(
  rows: string[][],
  columns: Target[],
  isHtml: boolean,
  said: string[],
  { name, deck }: { name: string; deck: string | undefined },
): Imported {
  let empty = 0;
  const notes = rows.flatMap((row): ImportedNote[] => {
    const note = noteOf(row, columns, isHtml);
    if (note) return [{ ...note, deck: note.deck || deck || name }];
    empty += 1;
    return [];
  });
  const leftOut = empty > 0 ? [`${empty} row${empty === 1 ? '' : 's'} without a front.`] : [];
  return {
    ...{ name, kind: 'table', notes, said, leftOut },
    ...{ decks: [], notetypes: [], media: [], presets: [] },
  };
}

function noteOf(row: string[], columns: Target[], isHtml: boolean): ImportedNote | undefined {
  const cellOf = (wanted: Target) => {
    const index = columns.indexOf(wanted);
    return index === -1 ? '' : (row[index] ?? '').trim();
  };
  const front = cellOf('Text') || cellOf('Front');
  if (front === '') return undefined;
  const isCloze = cellOf('Text') !== '' || /\{\{c\d+::/u.test(front);
  const extra = [...(isCloze ? [cellOf('Back')] : []), cellOf('Extra')].filter(Boolean);
  const cells: [string, string][] = [
    isCloze ? ['Text', front] : ['Front', front],
    ['Back', isCloze ? '' : cellOf('Back')],
    ['Extra', extra.join(isHtml ? '<br>' : '\n')],
    ['Source', cellOf('Source')],
  ];
  const fields = cells.flatMap(([name, cell]): ImportedField[] =>
    cell === '' ? [] : [fieldOf(name, cell, isHtml)],
  );
  const notetype = isCloze ? 'cloze' : 'basic';
  return { deck: cellOf('deck'), notetype, tags: tagsOf(cellOf('tags')), fields };
}
