import type { ImportedField } from '../../imported.ts';

/** Whether any cell holds what only HTML does: a tag that Anki's editor writes, or a character by its name. */
export function looksLikeHtml(rows: string[][]): boolean {
  return rows.some((row) => row.some((cell) => markup.test(cell)));
}

const markup =
  /<\/?(?:br|div|p|b|i|u|s|em|strong|span|img|a|ul|ol|li|sub|sup|pre|code|table|tr|td|th|font|hr)(?:\s[^<>]*)?\/?>|&(?:nbsp|amp|lt|gt|quot|#\d{1,7});/iu;

/** A cell as a field. */
export function fieldOf(name: string, cell: string, isHtml: boolean): ImportedField {
  return isHtml ? { name, html: cell } : { name, text: cell };
}
