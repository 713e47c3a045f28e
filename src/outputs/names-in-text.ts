/** Code units at the end of a name by which it is looked for. */
const END = 8;

/**
 * Finds which of the names stand anywhere in a text, in one pass over it however many there are: by a rolling
 * hash of its last code units (Rabin and Karp's search).
 */
export function finderOf(names: string[]): (text: string) => Set<string> {
  const short = names.filter(({ length }) => length < END);
  const byEnd = new Map<string, string[]>();
  for (const name of names.filter(({ length }) => length >= END))
    byEnd.set(name.slice(-END), [...(byEnd.get(name.slice(-END)) ?? []), name]);
  const hashes = new Uint8Array(SLOTS);
  for (const end of byEnd.keys()) hashes[slotOf(hashOf(end))] = 1;
  return (text) => {
    const found = new Set(short.filter((name) => text.includes(name)));
    if (byEnd.size === 0 || text.length < END) return found;
    let hash = hashOf(text.slice(0, END - 1));
    for (let at = END; at <= text.length; at += 1) {
      hash = appended(hash, text.charCodeAt(at - 1));
      if (hashes[slotOf(hash)] === 1)
        for (const name of byEnd.get(text.slice(at - END, at)) ?? [])
          if (text.endsWith(name, at)) found.add(name);
      hash = (hash - Math.imul(text.charCodeAt(at - END), LEAVING)) | 0;
    }
    return found;
  };
}

const SLOTS = 1 << 16;
const BASE = 0x01000193;
/** `BASE` to the power of `END` - 1: what the code unit that leaves was multiplied by. */
const LEAVING = Array.from({ length: END - 1 }).reduce<number>((all) => Math.imul(all, BASE), 1);

function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = appended(hash, text.charCodeAt(at));
  return hash;
}

function appended(hash: number, unit: number): number {
  return (Math.imul(hash, BASE) + unit) | 0;
}

function slotOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> 16;
}
