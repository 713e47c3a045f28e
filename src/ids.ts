import { hash } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A guid of 14 letters and digits (83 bits), always the same for the same parts. */
export function guidOf(...parts: string[]): string {
  let number = BigInt(`0x${digestOfAll(parts).slice(0, 32)}`);
  let guid = '';
  while (guid.length < 14) {
    guid += letters[Number(number % 62n)];
    number /= 62n;
  }
  return guid;
}

/** An id between 1 and 2^53, always the same for the same parts: for note types, fields, templates, decks. */
export function idOf(...parts: string[]): number {
  return Number(BigInt(`0x${digestOfAll(parts).slice(0, 16)}`) & 0x1fffffffffffffn || 1n);
}

/**
 * Makes what gives each wish the first number from it on that it has not given yet. Ids of one build stand close, so
 * most are taken: what was found taken is not walked again.
 */
export function createFirstFree(): (wish: number) => number {
  const next = new Map<number, number>();
  return (wish) => {
    const walked: number[] = [];
    let free = wish;
    for (let after = next.get(free); after !== undefined; after = next.get(free)) {
      walked.push(free);
      free = after;
    }
    for (const one of walked) next.set(one, free + 1);
    next.set(free, free + 1);
    return free;
  };
}

/** A hash of 64 hex digits, always the same for the same parts. */
export function digestOf(...parts: string[]): string {
  return digestOfAll(parts);
}

/**
 * The same of any number of parts: a call takes some hundred thousand at most. They keep their borders: `a`, `bc` is
 * not `ab`, `c`.
 */
export function digestOfAll(parts: string[]): string {
  return hash('sha256', JSON.stringify(parts.map((part) => part.normalize('NFC'))), 'hex');
}
