/** What can be written as JSON; a bigint becomes an integer with all its digits. */
export type Json = string | number | bigint | boolean | null | Json[] | { [key: string]: Json };

/** JSON that Anki's strict parser reads: no lone surrogates, and 64-bit ids as they are. */
export function toJson(value: Json): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return JSON.stringify(wellFormed(value));
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => [key, toJson(member)] as const);
  return objectOf(members);
}

/** A JSON object of members whose values are JSON already. */
export function objectOf(members: Iterable<readonly [key: string, json: string]>): string {
  const texts = Array.from(members, ([key, json]) => `${JSON.stringify(wellFormed(key))}:${json}`);
  return `{${texts.join(',')}}`;
}

/** The text with each lone surrogate, which UTF-8 cannot hold, replaced by U+FFFD. */
export function wellFormed(text: string): string {
  return text.toWellFormed();
}
