/**
 * Every character below U+0100 but letters and digits as an entity (anki-format, 8).
 * Ten nested deletions would escape each other's escapes without end, hence the limit.
 */
export function encodeAttribute(text: string): string {
  return text
    .slice(0, longestAttribute)
    .replace(
      /[^A-Za-z\d\u0100-\uffff]/g,
      (char) =>
        named[char] ?? `&#x${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')};`,
    );
}

const longestAttribute = 1_000_000;
const named: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
