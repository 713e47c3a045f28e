import type { VFile } from 'vfile';
import { isTidy, type Ledger, parseLedger, printLedger } from '../ledger.ts';
import type { Shelf } from '../shelf.ts';

/** Reads a ledger; one that a build wrote, or that was sound once, is so again. */
export function ledgerReader(shelf: Shelf | undefined): (file: VFile) => Ledger | undefined {
  return (file) => {
    const text = String(file.value);
    if (shelf?.read('ledger', keyOf(text, shelf)) === true) return JSON.parse(text);
    const ledger = parseLedger(file);
    if (shelf && ledger && printLedger(ledger) === text) rememberLedger(ledger, text, shelf);
    return ledger;
  };
}

/** Keeps that a ledger, printed as `text`, is sound, so that it is not judged row by row when it is read. */
export function rememberLedger(ledger: Ledger, text: string, shelf: Shelf): void {
  if (isTidy(ledger)) shelf.write('ledger', keyOf(text, shelf), true);
}

function keyOf(text: string, { keyOf, compiler }: Shelf): string {
  return keyOf(compiler, text);
}
