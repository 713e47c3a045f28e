import { basename } from 'node:path';
import { evenBlanks } from '../../characters.ts';

/** The name of a file without its extension, or of a folder. */
export function plainName(path: string): string {
  const name = basename(path.normalize('NFC')).replace(/\.[A-Za-z0-9]{1,8}$/u, '');
  return name === '' ? 'Imported' : name;
}

/** A name on one line, of a length that a person reads. */
export function oneLine(text: string): string {
  return evenBlanks(text).trim().slice(0, 200);
}
