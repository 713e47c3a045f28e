/**
 * A text without what no card can hold: control characters, which Anki takes out of fields or separates them
 * by (rslib `invalid_char_for_field`), and the noncharacters that stand for something in the compiler.
 */
export function plainCharacters(text: string): string {
  return text.replace(/(?![\t\n\x80-\x9F])\p{Cc}|[\uFDD0-\uFDEF]/gu, '\uFFFD');
}

/** A text with a single blank wherever it has white space; what is one already, as nearly all is, is not touched. */
export function evenBlanks(text: string): string {
  return text.replace(/\s{2,}|[^\S ]/gu, ' ');
}
