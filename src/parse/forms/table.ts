import type { RootContent, Table, TableCell, TableRow } from 'mdast';
import type { Point, Position } from 'unist';
import { messages, report } from '../../messages/index.ts';
import { takeContents } from '../contents.ts';
import { type Column, readColumns } from './columns.ts';
import { type Outline, sayOn, type Written } from './outline.ts';
import { type Cell, type Row, rowNote } from './rows.ts';
import { isComment, type Title, titleOf } from './sections.ts';

/** The form in which each row of a table is a note, and its first row names the fields. */
export function tableForm(written: Written): Outline {
  const { file, markdown } = written;
  const root = markdown(String(file.value), sayOn(file));
  const { body, ...taken } = takeContents(root.children, file);
  const above: Title[] = [];
  const tables: { columns: Column[]; rows: Row[] }[] = [];
  const outline: Outline = {
    main: undefined,
    sections: [],
    description: [],
    ...taken,
    notes: (context) =>
      tables.flatMap(({ columns, rows }) =>
        rows.flatMap((row) => rowNote(row, columns, context) ?? []),
      ),
  };
  for (const child of body) {
    if (child.type === 'heading') {
      const title = titleOf(child, String(file.value));
      above.splice(0, above.length, ...above.filter(({ heading }) => heading.depth < child.depth));
      above.push(title);
      outline.sections.push(title);
      if (child.depth === 1) outline.main ??= title;
    } else if (child.type === 'table') tables.push(readRows(child, [...above], written));
    else if (tables.length === 0) outline.description.push(child);
    else if (!isComment(child)) report(file, child, messages.tableStrayText());
  }
  return outline;
}

function readRows(
  { children: [first, ...others] }: Table,
  above: Title[],
  written: Written,
): { columns: Column[]; rows: Row[] } {
  const { file } = written;
  const source = String(file.value);
  const header = (first?.children ?? []).map((cell) => ({
    text: rawText(cell, source),
    place: placeOf(cell),
  }));
  const columns = readColumns(header, written);
  if (!columns) return { columns: [], rows: [] };
  const right = others.filter((row) => {
    if (row.children.length === columns.length) return true;
    report(file, row, messages.tableRowLength(row.children.length, columns.length));
    return false;
  });
  return { columns, rows: right.map((row) => rowOf(row, source, above)) };
}

function rowOf(row: TableRow, source: string, above: Title[]): Row {
  const cells = row.children.map((cell): Cell => {
    const text = rawText(cell, source);
    const { children } = cell;
    const start = children[0]?.position?.start ?? insideOf(cell.position ?? nowhere, source);
    const position = { start, end: children.at(-1)?.position?.end ?? start };
    const content: RootContent[] = text === '' ? [] : [{ type: 'paragraph', children, position }];
    return { text, content, start };
  });
  return { cells, position: row.position ?? nowhere, above };
}

/** Of what stands in a cell. */
function placeOf({ children, position = nowhere }: TableCell): Position {
  const [start, end] = [children[0]?.position?.start, children.at(-1)?.position?.end];
  return start && end ? { start, end } : position;
}

/** What stands in a cell, without the bars and blanks around it. */
function rawText({ children }: TableCell, source: string): string {
  const start = children[0]?.position?.start.offset ?? 0;
  const end = children.at(-1)?.position?.end.offset ?? 0;
  return source.slice(start, end).replaceAll('\\|', '|').trim();
}

/** Behind the bar that opens an empty cell, and a blank behind it. */
function insideOf({ start }: Position, source: string): Point {
  const opening =
    /^\|?[ \t]?/u.exec(source.slice(start.offset, (start.offset ?? 0) + 2))?.[0] ?? '';
  return {
    line: start.line,
    column: start.column + opening.length,
    offset: (start.offset ?? 0) + opening.length,
  };
}

const nowhere: Position = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
