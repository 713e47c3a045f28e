import type { RootContent } from 'mdast';
import { type Message, messages, report } from '../../messages/index.ts';
import type { Disabled, Note } from '../../tree.ts';
import { compact } from '../compact.ts';
import { takeContents } from '../contents.ts';
import { createRegionParser, type Region } from '../regions.ts';
import { type Column, readColumns } from './columns.ts';
import { type CsvFlaw, type CsvRow, csvRows } from './csv-rows.ts';
import { type Outline, sayOn, type Written } from './outline.ts';
import { placeOfText, type Row, rowNote } from './rows.ts';

/** After so many broken rows no further one helps. */
const mostMessages = 100;

/** Rows whose trees grow at the same time, before they are made small. */
const rowsAtOnce = 500;

/** Makes the form of files whose cells `delimiter` separates. Rows are read and parsed in pieces, as there may be many. */
export function createCsvForm(delimiter: ',' | '\t'): (written: Written) => Outline {
  return (written) => {
    const rows = csvRows(String(written.file.value), delimiter);
    const columns = readHeader(rows, written);
    const definitions: RootContent[] = [];
    const disabled: Disabled[] = [];
    return {
      ...{ main: undefined, sections: [], description: [] },
      ...{ definitions, disabled },
      notes: (context) => {
        if (!columns) return [];
        const parse = createRegionParser(
          definingCells(written, delimiter),
          written.markdown,
          sayOn(written.file),
        );
        const notes: Note[] = [];
        for (const piece of piecesOf(soundRows(rows, columns, written))) {
          const cells = piece.flatMap((row) => row.cells.filter((_, at) => isContent(columns[at])));
          const { contents, ...taken } = contentsOf(cells, parse(cells), written);
          definitions.push(...taken.definitions);
          disabled.push(...taken.disabled);
          const made = piece.flatMap(
            (row) => rowNote(asRow(row, contents), columns, context) ?? [],
          );
          compact(made);
          notes.push(...made);
        }
        return notes;
      },
    };
  };
}

type Rows = Iterator<CsvRow | CsvFlaw, void>;

/** The columns that the first row names. */
function readHeader(rows: Rows, written: Written): Column[] | undefined {
  const first = rows.next();
  if (first.done) return undefined;
  if ('flaw' in first.value) {
    report(written.file, first.value.position, first.value.flaw);
    return undefined;
  }
  const cells = first.value.cells.map(({ text, start }) => ({
    text,
    place: placeOfText(start, text),
  }));
  return readColumns(cells, written);
}

/** The rows that have a cell for each column, and something in one; of the others it is said why. */
function* soundRows(rows: Rows, columns: Column[], { file }: Written): Generator<CsvRow> {
  let said = 0;
  for (let next = rows.next(); !next.done; next = rows.next()) {
    const row = next.value;
    const flaw = flawOf(row, columns);
    if (flaw && said < mostMessages) report(file, row.position, flaw);
    if (flaw) said += 1;
    if (flaw || 'flaw' in row) continue;
    if (row.cells.some(({ text }) => text !== '')) yield row;
  }
}

function* piecesOf(rows: Iterable<CsvRow>): Generator<CsvRow[]> {
  let piece: CsvRow[] = [];
  for (const row of rows) {
    piece.push(row);
    if (piece.length < rowsAtOnce) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

/** What any cell defines the others may refer to, so these are read before. */
function* definingCells({ file }: Written, delimiter: string): Generator<Region> {
  const text = String(file.value);
  if (!text.includes(']:')) return;
  for (const row of csvRows(text, delimiter)) if ('cells' in row) yield* row.cells;
}

function flawOf(row: CsvRow | CsvFlaw, columns: Column[]): Message | undefined {
  if ('flaw' in row) return row.flaw;
  return row.cells.length !== columns.length
    ? messages.tableRowLength(row.cells.length, columns.length)
    : undefined;
}

function isContent(column: Column | undefined): boolean {
  return column !== undefined && !column.isOurs;
}

/** What each cell holds, and what all of them define. */
function contentsOf(cells: Region[], parsed: RootContent[][], { file }: Written) {
  const contents = new Map<Region, RootContent[]>();
  const definitions: RootContent[] = [];
  const disabled: Disabled[] = [];
  for (const [index, cell] of cells.entries()) {
    const taken = takeContents(parsed[index] ?? [], file);
    contents.set(cell, taken.body);
    definitions.push(...taken.definitions);
    disabled.push(...taken.disabled);
  }
  return { contents, definitions, disabled };
}

function asRow({ cells, position }: CsvRow, contents: Map<Region, RootContent[]>): Row {
  return {
    cells: cells.map((cell) => ({
      text: cell.text,
      content: contents.get(cell) ?? [],
      start: cell.start,
    })),
    position,
    above: [],
  };
}
