import { separatorOf } from '../text/index.ts';

/** What the header lines of Anki's text export say; columns count from 1 (rslib `import_export/text/csv/metadata.rs`). */
export interface Header {
  separator?: string;
  html?: boolean;
  /** Tags of every note. */
  tags?: string;
  /** Names of all columns. */
  columns?: string[];
  notetype?: string;
  deck?: string;
  notetypeColumn?: number;
  deckColumn?: number;
  tagsColumn?: number;
  guidColumn?: number;
  /** Lines that mean nothing here. */
  unknown: string[];
}

const columnKeys: Record<string, 'notetypeColumn' | 'deckColumn' | 'tagsColumn' | 'guidColumn'> = {
  'notetype column': 'notetypeColumn',
  'deck column': 'deckColumn',
  'tags column': 'tagsColumn',
  'guid column': 'guidColumn',
};

/** How an import into Anki treats notes that are there: not of the notes themselves. */
const ignored = new Set(['if matches', 'match scope']);

/** Whether a text begins with a header line of Anki's. */
export function hasHeader(text: string): boolean {
  const line = /^\uFEFF?#([a-z ]{2,20}):/iu.exec(text)?.[1]?.trim().toLowerCase();
  return line !== undefined && isKey(line);
}

function isKey(key: string): boolean {
  return Object.hasOwn(columnKeys, key) || ignored.has(key) || plainKeys.has(key);
}

const plainKeys = new Set(['separator', 'html', 'tags', 'columns', 'notetype', 'deck']);

/** The header lines at the top, and the text below them. */
export function readHeader(text: string): { header: Header; body: string } {
  const header: Header = { unknown: [] };
  const raw: Record<string, string> = {};
  let from = 0;
  while (text[from] === '#') {
    const end = text.indexOf('\n', from);
    const line = text.slice(from + 1, end === -1 ? text.length : end);
    const colon = line.indexOf(':');
    const key = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (plainKeys.has(key)) raw[key] = line.slice(colon + 1);
    else if (Object.hasOwn(columnKeys, key)) setColumn(header, key, line.slice(colon + 1));
    else if (!ignored.has(key)) header.unknown.push(line.slice(0, 80));
    from = end === -1 ? text.length : end + 1;
  }
  return { header: { ...header, ...valuesOf(raw) }, body: text.slice(from) };
}

function setColumn(header: Header, key: string, value: string): void {
  const name = columnKeys[key];
  const number = Number(value);
  if (name && Number.isInteger(number) && number > 0 && number <= 1000) header[name] = number;
  else header.unknown.push(`${key}:${value}`.slice(0, 80));
}

function valuesOf(raw: Record<string, string>): Partial<Header> {
  const { html, tags, columns, notetype, deck } = raw;
  const separator = raw.separator === undefined ? undefined : separatorOf(raw.separator);
  return {
    ...(separator && { separator }),
    ...(html !== undefined && { html: html.trim().toLowerCase() === 'true' }),
    ...(tags !== undefined && { tags }),
    ...(columns !== undefined && { columns: columns.split(separator ?? '\t') }),
    ...(notetype !== undefined && { notetype: notetype.trim() }),
    ...(deck !== undefined && { deck: deck.trim() }),
  };
}
