import { CsvError, parse } from 'csv-parse/sync';
import { surroundingsError } from '../../surroundings.ts';

/** How a text is cut into rows and cells. */
export interface RowsOptions {
  /** Between cells: one or more characters. */
  separator: string;
  /** Between rows, where cells are not quoted; by default a line break. */
  rowSeparator?: string;
  /** Whether cells may stand in double quotes, as in CSV. */
  quotes: boolean;
  /** Cells beyond so many are one with the last. */
  most?: number;
  /** Whether a row that begins with `#` is a comment unless it is quoted. */
  comments: boolean;
}

const mostRows = 2_000_000;
/** Cells of a row: no table that a person keeps is wider. */
const mostCells = 1000;

/** The rows of a text that are not empty. Throws the known error where quotes do not match, or there is no end. */
export function rowsOf(text: string, options: RowsOptions, path: string): string[][] {
  const rows = options.quotes ? quotedRows(text, options, path) : plainRows(text, options);
  if (rows.length > mostRows) throw surroundingsError(`${path} has more than ${mostRows} rows.`);
  const wide = rows.findIndex((row) => row.length > mostCells);
  if (wide !== -1)
    throw surroundingsError(
      `Row ${wide + 1} of ${path} has more than ${mostCells} columns. Say with --separator what stands between them.`,
    );
  return rows;
}

function plainRows(
  text: string,
  { separator, rowSeparator = '\n', most = mostCells + 1 }: RowsOptions,
): string[][] {
  return text
    .split(rowSeparator, mostRows + 1)
    .filter((row) => row.trim() !== '')
    .map((row) => {
      const cells = row.replace(/^\n|\n$/gu, '').split(separator, mostCells + 1);
      return cells.length <= most
        ? cells
        : [...cells.slice(0, most - 1), cells.slice(most - 1).join(separator)];
    });
}

function quotedRows(text: string, { separator, comments }: RowsOptions, path: string): string[][] {
  try {
    return parse(text, {
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: mostRows + 1,
      record_delimiter: '\n',
      ...(comments && { comment: '#', comment_no_infix: true }),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error ? ` near line ${error.lines}` : '';
    const reason =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a quote is opened and never closed'
        : error.message.replace(/\.?$/u, '');
    throw surroundingsError(
      `${path} is no such table${line}: ${reason}. If its quotes are text, say --no-quotes.`,
      error,
    );
  }
}
