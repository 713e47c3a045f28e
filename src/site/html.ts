/** Text of a page in which what is filled in is escaped, unless it is `Html` already. */
export interface Html {
  html: string;
}

type Part = Html | string | number | undefined | false | Part[];

/** A template of HTML: values are escaped, lists joined, nothing said for `undefined` and `false`. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const [first = '', ...rest] = strings;
  return { html: first + rest.map((text, index) => textOf(parts[index]) + text).join('') };
}

/** Marks text as HTML that is safe. */
export function safe(text: string): Html {
  return { html: text };
}

function textOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (Array.isArray(part)) return part.map(textOf).join('');
  return typeof part === 'object' ? part.html : escaped(String(part));
}

/** For text and for attributes in quotes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** `1 note`, `2,000 notes`. */
export function counted(number: number, word: string): string {
  return `${grouped(number)} ${word}${number === 1 ? '' : 's'}`;
}

function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/gu, ',');
}

/** `12 kB`, `1.3 MB`. */
export function sizeOf(bytes: number): string {
  return bytes < 1e6
    ? `${Math.max(1, Math.round(bytes / 1e3))} kB`
    : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** `2026-01-31`, in UTC, of seconds since 1970. */
export function dateOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
