import { hash } from 'node:crypto';
import type { VFile } from 'vfile';
import { isTidy, type Ledger, parseLedger, printLedger } from '../ledger.ts';
import type { Shelf } from '../shelf.ts';

declare module 'vfile' {
  interface DataMap {
    /** Of the text that was read, with LF line endings: SHA-256, lower-case hex. */
    sha256: string;
  }
}

/**
 * Reads a ledger; one that a build wrote, or that was sound once, is so again. The text of a sound one is let go of:
 * for a hundred thousand notes it is 25 MB, and its hash tells as well whether another would be written.
 */
export function ledgerReader(shelf: Shelf | undefined): (file: VFile) => Ledger | undefined {
  return (file) => {
    const text = String(file.value).replaceAll('\r\n', '\n');
    const sha256 = hash('sha256', text);
    file.data.sha256 = sha256;
    const isKnown = shelf?.read('ledger', keyOf(sha256, shelf)) === true;
    const ledger: Ledger | undefined = isKnown ? JSON.parse(text) : parseLedger(file);
    if (!ledger) return undefined;
    if (shelf && !isKnown && printLedger(ledger) === text) keepSound(sha256, shelf);
    file.value = '';
    return ledger;
  };
}

/** Keeps of a ledger that was made, whose text has this hash, that it is sound: so it is not judged when it is read. */
export function rememberLedger(ledger: Ledger, sha256: string, shelf: Shelf): void {
  if (isTidy(ledger)) keepSound(sha256, shelf);
}

function keepSound(sha256: string, shelf: Shelf): void {
  shelf.write('ledger', keyOf(sha256, shelf), true);
}

function keyOf(sha256: string, { keyOf, compiler }: Shelf): string {
  return keyOf(compiler, sha256);
}
