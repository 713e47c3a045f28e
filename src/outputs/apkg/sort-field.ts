import { createHash } from 'node:crypto';
import { wellFormed } from './json.ts';
import { stripHtml } from './strip-html.ts';

/**
 * The columns of a note that Anki derives from its fields: the text its browser sorts by, and the
 * checksum by which it finds notes with an equal first field (anki-format, 4).
 */
export function sortColumns(fields: string[], sortField: number): { sfld: string; csum: number } {
  const first = stripHtml(fields[0] ?? '');
  const sfld = sortField === 0 ? first : stripHtml(fields[sortField] ?? '');
  return { sfld, csum: checksum(first) };
}

function checksum(text: string): number {
  return createHash('sha1').update(wellFormed(text)).digest().readUInt32BE(0);
}
