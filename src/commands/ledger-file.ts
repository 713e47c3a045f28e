import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type Ledger, ledgerPieces } from '../ledger.ts';
import type { OutputFile } from '../write.ts';

/** The file that the ledger of the project at `root` is kept in. Its text is never there as a whole. */
export function ledgerFile(ledger: Ledger, root: string): OutputFile {
  return { location: resolve(root, 'deckwright.lock'), content: bytesOf(ledger) };
}

/** The hash of a ledger's text: SHA-256, lower-case hex. */
export function ledgerHash(ledger: Ledger): string {
  const hash = createHash('sha256');
  for (const text of inPieces(ledger)) hash.update(text);
  return hash.digest('hex');
}

function* bytesOf(ledger: Ledger): Generator<Uint8Array> {
  for (const text of inPieces(ledger)) yield Buffer.from(text);
}

/** Characters that are worth a call. */
const worthwhile = 64 * 1024;

function* inPieces(ledger: Ledger): Generator<string> {
  let text = '';
  for (const piece of ledgerPieces(ledger)) {
    text += piece;
    if (text.length < worthwhile) continue;
    yield text;
    text = '';
  }
  yield text;
}
