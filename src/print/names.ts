/** Names that mean devices to Windows, and those that mean something in a decks folder. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d|readme|data|media)$/u;

/** Bytes that a file system takes, and room for a number and an extension. */
const mostBytes = 80;

/**
 * A name for a file or folder that every system takes: small letters of any script, digits and hyphens.
 * `otherwise`: what it is if nothing is left.
 */
export function safeName(name: string, otherwise: string): string {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^[-\p{M}]+|-+$/gu, '');
  const letters = Array.from(plain);
  while (Buffer.byteLength(letters.join('')) > mostBytes) letters.pop();
  const short = letters.join('').replace(/-+$/u, '') || otherwise;
  return reserved.test(short) ? `${short}-deck` : short;
}

/** The path with a number where it is taken already; case does not tell paths apart. It joins `taken`. */
export function uniquePath(stem: string, extension: string, taken: Set<string>): string {
  for (let count = 1; ; count += 1) {
    const path = `${stem}${count === 1 ? '' : `-${count}`}${extension}`;
    const key = path.toLowerCase().normalize('NFC');
    if (taken.has(key)) continue;
    taken.add(key);
    return path;
  }
}
