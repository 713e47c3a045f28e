/** Where outcomes are kept from one compilation to the next. */
export interface Shelf {
  read: (kind: Shelved, key: string) => unknown;
  write: (kind: Shelved, key: string, value: unknown) => void;
  /** A key for all that an outcome depends on. */
  keyOf: (...parts: string[]) => string;
  /** Tells this compiler from all others. */
  compiler: string;
}

/** What is kept: of deck files, pictures that were drawn, that a ledger is sound, and the note types. */
export type Shelved = 'understood' | 'finished' | 'drawings' | 'ledger' | 'notetypes';

/** Plain data as JSON; ids of 64 bits survive. */
export function toText(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    typeof part === 'bigint' ? { bigint: String(part) } : part,
  );
}

/** Reads what `toText` wrote. */
export function fromText(text: string): unknown {
  return JSON.parse(text, (_, part) =>
    typeof part?.bigint === 'string' ? BigInt(part.bigint) : part,
  );
}
