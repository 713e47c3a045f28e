import { damaged } from './trouble.ts';

/**
 * A file name in Anki's normal form (anki-format, 6.1). A name that leads out of the media folder, or
 * means no file, is refused with the known error, as Anki does.
 */
export function mediaName(name: string): string {
  if (/[/\\]/.test(name) || /^\.{0,2}$/.test(name)) throw badName(name);
  const clean = name
    .normalize('NFC')
    .replace(/[[\]<>:"?*^|\p{Cc}\p{Cn}\p{Surrogate}]/gu, '')
    .replaceAll('\u00a0', ' ');
  const safe = short(unreserved(clean).replace(/[ .]$/, '$&_'));
  if (/^\.{0,2}$/.test(safe)) throw badName(name);
  return safe;
}

/** Names that mean devices to Windows. */
function unreserved(name: string): string {
  return name.replace(/^(con|prn|aux|nul|com[1-9]|lpt[1-9])(?=\.|$)/i, '$1_');
}

const MOST_BYTES = 120;
const MOST_EXTENSION_BYTES = 10;

/** At most 120 bytes of UTF-8, of which the extension may take 10. */
function short(name: string): string {
  if (Buffer.byteLength(name) <= MOST_BYTES) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 ? cut(name.slice(dot + 1), MOST_EXTENSION_BYTES) : '';
  const stem = dot > 0 ? name.slice(0, dot) : name;
  if (!extension) return cut(stem, MOST_BYTES);
  return `${cut(stem, MOST_BYTES - 1 - Buffer.byteLength(extension))}.${extension}`;
}

function cut(text: string, bytes: number): string {
  let kept = '';
  let size = 0;
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    kept += character;
  }
  return kept;
}

function badName(name: string) {
  return damaged(`its media list holds the name ${JSON.stringify(name.slice(0, 60))}`);
}
