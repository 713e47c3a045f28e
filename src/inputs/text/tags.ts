/** Most levels and characters of a tag that are kept. */
const longest = 200;

/** Tags as Anki writes them in a row: between spaces; `,` and `;` also part them. */
export function tagsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/u).flatMap((tag) => tag.slice(0, longest) || []))];
}
