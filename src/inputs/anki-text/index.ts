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
  { name, deck: given }: { name: string; deck: string | undefined },
): Imported {
  const special = [
    ...[header.notetypeColumn, header.deckColumn, header.tagsColumn, header.guidColumn],
  ].map((column) => (column ?? 0) - 1);
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const columns = Array.from({ length: width }, (_, index) => index).filter(
    (index) => !special.includes(index),
  );
  const { notetypes, shapeOf, unknown } = notetypesOf(rows, header, columns);
  const everywhere = tagsOf(header.tags ?? '');
  let empty = 0;
  const notes = rows.flatMap((row): ImportedNote[] => {
    const { notetype, fields: names } = shapeOf(row);
    const fields = columns.flatMap((column, place) => {
      const cell = row[column] ?? '';
      const field = names[place];
      return cell === '' || field === undefined ? [] : [fieldOf(field, cell, header.html === true)];
    });
    // Anki skips a row whose first field is empty.
    if (fields[0]?.name !== names[0]) {
      empty += 1;
      return [];
    }
    const guid = at(row, header.guidColumn);
    const deck = at(row, header.deckColumn).trim() || given || name;
    const tags = [...new Set([...everywhere, ...tagsOf(at(row, header.tagsColumn))])];
    return [{ ...(guid !== '' && { guid }), deck, notetype, tags, fields }];
  });
  const leftOut = [
    ...(empty > 0 ? [`${rowCount(empty)} with an empty first field.`] : []),
    ...header.unknown.map((line) => `The header line "#${oneLine(line)}", which means nothing.`),
    'Note types and media: a text holds only their names.',
  ];
  if (unknown.length > 0)
    said.push(
      `Of ${unknown.length === 1 ? 'the note type' : 'the note types'} ${unknown.map((one) => `"${oneLine(one)}"`).join(', ')} only the name is known: a simple one with its fields stands in its place.`,
    );
  if (header.guidColumn !== undefined)
    said.push(
      'The guids are kept. Yet Anki updates a note only within its note type, and these get other ones: to keep the progress of those who have the deck, import a package (.apkg) of it instead.',
    );
  return {
    ...{ name, kind: "Anki's text export", notetypes, notes, said, leftOut },
    ...{ decks: [], media: [], presets: [] },
  };
}

function at(row: string[], column: number | undefined): string {
  return column === undefined ? '' : (row[column - 1] ?? '');
}

function rowCount(count: number): string {
  return `${count} row${count === 1 ? '' : 's'}`;
}
