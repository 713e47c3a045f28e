import { hash } from 'node:crypto';
import { stripHtml } from '../../notetype/index.ts';
import { wellFormed } from './json.ts';
import { mediaTagsToNames } from './media-tags.ts';

/**
 * The columns of a note that Anki derives from its fields: the text its browser sorts by, and the
 * checksum by which it finds notes with an equal first field (anki-format, 4).
 */
export function sortColumns(fields: string[], sortField: number): { sfld: string; csum: number } {
  const first = sortText(fields[0] ?? '');
  const sfld = sortField === 0 ? first : sortText(fields[sortField] ?? '');
  return { sfld, csum: checksum(first) };
}

/** The plain text that Anki sorts and compares a field by: media tags stand for their names (anki-format, 4). */
export function sortText(html: string): string {
  return stripHtml(html.includes('<') ? mediaTagsToNames(html) : html);
}

function checksum(text: string): number {
  return Number.parseInt(hash('sha1', wellFormed(text), 'hex').slice(0, 8), 16);
}
