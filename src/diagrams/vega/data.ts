import { parse } from 'csv-parse/sync';
import { type Message, messages } from '../../messages/index.ts';
import type { DiagramSource } from '../source.ts';

const largest = 1024 * 1024;
const tables = new Map([
  ['csv', ','],
  ['tsv', '\t'],
  ['dsv', ','],
]);

/**
 * Puts the rows of a data file where its address stood. Tables are read here, as Vega's reader of them makes
 * code of the column names; a message if the file cannot be had or read.
 */
export function loadData(
  data: Record<string, unknown>,
  readData: DiagramSource['readData'],
): Message | undefined {
  const { url } = data;
  if (typeof url === 'string') {
    const text = fetchText(url, readData);
    if (typeof text !== 'string') return text;
    const type = /\.([a-z]+)$/iu.exec(url)?.[1]?.toLowerCase() ?? 'json';
    delete data.url;
    data.values = text;
    data.format = { type, ...formatOf(data) };
  }
  const { type, delimiter = tables.get(String(type)) } = formatOf(data);
  if (typeof data.values !== 'string' || !tables.has(String(type))) return undefined;
  const rows = readTable(data.values, String(delimiter));
  if (!Array.isArray(rows)) return rows;
  data.values = rows;
  const { type: _, delimiter: __, ...format } = formatOf(data);
  data.format = format;
  return undefined;
}

function formatOf(data: Record<string, unknown>): Record<string, unknown> {
  const { format } = data;
  return typeof format === 'object' && format !== null ? { ...format } : {};
}

function fetchText(url: string, readData: DiagramSource['readData']): string | Message {
  const plain = url.replace(/^(?:\.\/)+/u, '');
  if (isElsewhere(plain)) return messages.diagramRemoteData(url);
  const text = readData(plain);
  if (text === undefined) return messages.diagramDataMissing(url);
  if (text.length <= largest) return text;
  return messages.diagramInvalid({
    reason: `Unexpected ${text.length} characters of data in \`${url}\`, expected at most ${largest}`,
    note: 'Sum the data up before it is plotted: a card shows a few hundred points at most.',
  });
}

/** Whether an address leaves the deck's folder, however it says so. */
function isElsewhere(url: string): boolean {
  return (
    url === '' || /^[\\/~]|^[a-z][a-z0-9+.-]*:|[\\%?#]|(?:^|\/)\.\.(?:\/|$)|\p{Cc}/iu.test(url)
  );
}

/** Rows by column name; a column of numbers becomes numbers, an empty cell in it `null`. */
function readTable(text: string, delimiter: string): Record<string, unknown>[] | Message {
  try {
    const [names = [], ...rows]: string[][] = parse(text, {
      bom: true,
      delimiter,
      skip_empty_lines: true,
      trim: true,
    });
    const numeric = names.map((_, column) => rows.every((row) => isNumber(row[column] ?? '')));
    const cell = (text: string, column: number): unknown =>
      numeric[column] ? (text === '' ? null : Number(text)) : text;
    return rows.map((row) =>
      Object.fromEntries(names.map((name, column) => [name, cell(row[column] ?? '', column)])),
    );
  } catch (error) {
    return messages.diagramInvalid({
      reason: `Unexpected table, expected one row per line with as many cells as the first: ${error instanceof Error ? error.message : String(error)}`,
      note: 'Mend the data file; a cell with commas or quotes in it stands in quotes.',
    });
  }
}

function isNumber(text: string): boolean {
  return text === '' || /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu.test(text);
}
