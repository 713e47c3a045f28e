import type { Imported, ImportedNote } from '../../imported.ts';
import type { Input } from '../input.ts';
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
import { type Header, hasHeader, readHeader } from './header.ts';
import { notetypesOf } from './notetypes.ts';

/** Anki's own text export: rows under lines such as `#separator:tab`. */
export const ankiTextInput: Input = {
  summary: "Anki's text export (.txt with header lines)",
  matches: ({ isFolder, head }) => !isFolder && hasHeader(new TextDecoder().decode(head)),
  read: async (path, options) => {
    const { text, said } = await readText(path);
    const { header, body } = readHeader(text);
    const separator = options.separator ?? header.separator ?? guessSeparator(body, guessed);
    const rows = rowsOf(body, { separator, quotes: options.quotes ?? true, comments: true }, path);
    const isHtml = options.html ?? header.html ?? looksLikeHtml(rows);
    if (!header.separator) said.push(`Separator: ${separatorName(separator)} (guessed).`);
    if (header.html === undefined && options.html === undefined)
      said.push(`Cells are read as ${isHtml ? 'HTML' : 'text'} (guessed).`);
    return importedOf(rows, { ...header, html: isHtml }, said, {
      name: plainName(path),
      deck: options.deck ?? header.deck,
    });
  },
};

const guessed = ['\t', '|', ';', ',', ':'];

function importedOf(
  rows: string[][],
  header: Header,
  said: string[],
  { name, deck }: { name: string; deck: string | undefined },
): Imported {
  const columns = fieldColumns(rows, header);
  const { notetypes, shapeOf, unknown } = notetypesOf(rows, header, columns);
  const everywhere = tagsOf(header.tags ?? '');
  const notes = rows.flatMap((row): ImportedNote[] => {
    const { notetype, fields: names } = shapeOf(row);
    const fields = columns.flatMap((column, place) => {
      const cell = row[column] ?? '';
      const field = names[place];
      return cell === '' || field === undefined ? [] : [fieldOf(field, cell, header.html === true)];
    });
    // Anki skips a row whose first field is empty.
    if (fields[0]?.name !== names[0]) return [];
    const guid = at(row, header.guidColumn);
    const home = at(row, header.deckColumn).trim() || deck || name;
    const tags = [...new Set([...everywhere, ...tagsOf(at(row, header.tagsColumn))])];
    return [{ ...(guid !== '' && { guid }), deck: home, notetype, tags, fields }];
  });
  return {
    ...{ name, kind: "Anki's text export", notetypes, notes },
    ...{ decks: [], media: [], presets: [] },
    said: [...said, ...notesOn(unknown, header)],
    leftOut: leftOutOf(rows.length - notes.length, header),
  };
}

/** The columns that hold fields, counted from 0. */
function fieldColumns(rows: string[][], header: Header): number[] {
  const { notetypeColumn, deckColumn, tagsColumn, guidColumn } = header;
  const special = new Set([notetypeColumn, deckColumn, tagsColumn, guidColumn]);
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: width }, (_, index) => index).filter(
    (index) => !special.has(index + 1),
  );
}

function notesOn(unknown: string[], { guidColumn }: Header): string[] {
  const names = unknown.map((one) => `"${oneLine(one)}"`).join(', ');
  return [
    ...(unknown.length > 0
      ? [
          `Of ${unknown.length === 1 ? 'the note type' : 'the note types'} ${names} only the name is known: a simple one with its fields stands in its place.`,
        ]
      : []),
    ...(guidColumn === undefined
      ? []
      : [
          'The guids are kept. Yet Anki updates a note only within its note type, and these get other ones: to keep the progress of those who have the deck, import a package (.apkg) of it instead.',
        ]),
  ];
}

function leftOutOf(empty: number, { unknown }: Header): string[] {
  return [
    ...(empty > 0 ? [`${empty} row${empty === 1 ? '' : 's'} with an empty first field.`] : []),
    ...unknown.map((line) => `The header line "#${oneLine(line)}", which means nothing.`),
    'Note types and media: a text holds only their names.',
  ];
}

function at(row: string[], column: number | undefined): string {
  return column === undefined ? '' : (row[column - 1] ?? '');
}
