import type { Yaml } from 'mdast';

/**
 * The YAML between two lines of `---` that begin a file. Not micromark's own, as a file that begins with a
 * thematic break makes that one take lists for text.
 */
export function frontMatterOf(text: string): Yaml | undefined {
  const [whole, value] = /^---[ \t]*\n((?:[\s\S]*?\n)??)---[ \t]*(?=\n|$)/u.exec(text) ?? [];
  if (whole === undefined || value === undefined) return undefined;
  const last = whole.slice(whole.lastIndexOf('\n') + 1);
  return {
    type: 'yaml',
    value: value.replace(/\n$/u, ''),
    position: {
      start: { line: 1, column: 1, offset: 0 },
      end: { line: whole.split('\n').length, column: last.length + 1, offset: whole.length },
    },
  };
}

/** Whether a file begins as with front matter, but nothing ends it. */
export function isFrontMatterOpen(text: string): boolean {
  return /^---[ \t]*\n[\w-]+:(?:[ \t\n]|$)/u.test(text) && frontMatterOf(text) === undefined;
}
