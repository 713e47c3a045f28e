import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type Ledger, ledgerPieces } from '../ledger.ts';
import type { OutputFile } from '../write.ts';

/** A ledger as the file it is kept in, and the hash of its text (SHA-256, lower-case hex). */
export interface LedgerFile extends OutputFile {
  sha256: () => string;
}

/** The file of the ledger of the project at `root`. Its text is never there as a whole, and hashed as it is written. */
export function ledgerFile(ledger: Ledger, root: string): LedgerFile {
  const told: { sha256?: string } = {};
  function* content(): Generator<Uint8Array> {
    const hash = createHash('sha256');
    for (const text of inPieces(ledger)) {
      hash.update(text);
      yield Buffer.from(text);
    }
    told.sha256 = hash.digest('hex');
  }
  return {
    location: resolve(root, 'deckwright.lock'),
    content: content(),
    sha256() {
      told.sha256 ??= hashOf(ledger);
      return told.sha256;
    },
  };
}

function hashOf(ledger: Ledger): string {
  const hash = createHash('sha256');
  for (const text of inPieces(ledger)) hash.update(text);
  return hash.digest('hex');
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
