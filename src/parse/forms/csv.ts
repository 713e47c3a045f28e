import type { RootContent } from 'mdast';
import { type Message, messages, report } from '../../messages/index.ts';
import type { Disabled } from '../../tree.ts';
import { takeContents } from '../contents.ts';
import { parseRegions, type Region } from '../regions.ts';
import { type Column, readColumns } from './columns.ts';
import { type CsvFlaw, type CsvRow, csvRows } from './csv-rows.ts';
import { type Outline, sayOn, type Written } from './outline.ts';
import { placeOfText, type Row, rowNote } from './rows.ts';

/** After so many broken rows no further one helps. */
const mostMessages = 100;

/** Makes the form of files whose cells `delimiter` separates. */
export function createCsvForm(delimiter: ',' | '\t'): (written: Written) => Outline {
  return (written) => {
    const { columns, rows } = readTable(written, delimiter);
    const cells = rows.flatMap((row) => row.cells.filter((_, index) => isContent(columns[index])));
    const { contents, ...taken } = parseCells(cells, written);
    return {
      main: undefined,
      sections: [],
      description: [],
      ...taken,
      notes: (context) =>
        rows.flatMap((row) => rowNote(asRow(row, contents), columns, context) ?? []),
    };
  };
}

function readTable(written: Written, delimiter: string): { columns: Column[]; rows: CsvRow[] } {
  const { file } = written;
  let columns: Column[] | undefined;
  let said = 0;
  const rows: CsvRow[] = [];
  for (const row of csvRows(String(file.value), delimiter)) {
    const flaw = flawOf(row, columns);
    if (flaw && said < mostMessages) report(file, row.position, flaw);
    if (flaw) said += 1;
    if (!columns && 'flaw' in row) break;
    if (flaw || 'flaw' in row) continue;
    if (columns) {
      if (row.cells.some(({ text }) => text !== '')) rows.push(row);
      continue;
    }
    columns = readColumns(
      row.cells.map(({ text, start }) => ({ text, place: placeOfText(start, text) })),
      written,
    );
    if (!columns) break;
  }
  return { columns: columns ?? [], rows };
}

function flawOf(row: CsvRow | CsvFlaw, columns: Column[] | undefined): Message | undefined {
  if ('flaw' in row) return row.flaw;
  return columns && row.cells.length !== columns.length
    ? messages.tableRowLength(row.cells.length, columns.length)
    : undefined;
}

function isContent(column: Column | undefined): boolean {
  return column !== undefined && !column.isOurs;
}

/** What each cell holds, and what all of them define. */
function parseCells(cells: Region[], { file, markdown }: Written) {
  const contents = new Map<Region, RootContent[]>();
  const definitions: RootContent[] = [];
  const disabled: Disabled[] = [];
  for (const [index, nodes] of parseRegions(cells, markdown, sayOn(file)).entries()) {
    const cell = cells[index];
    if (!cell) continue;
    const taken = takeContents(nodes, file);
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
