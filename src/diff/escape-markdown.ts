import { printable } from './wording.ts';

/**
 * A stranger's text as Markdown that shows just that text, on one line, also within a table: nothing in it
 * formats, links, mentions anybody or refers to anything on GitHub.
 */
export function escapeMarkdown(text: string): string {
  return escapeParts(text, (mark) => `${mark.slice(0, -1)}\\${mark.slice(-1)}`);
}

/** As `escapeMarkdown`, for a place where HTML stands and Markdown means nothing. */
export function escapeHtml(text: string): string {
  return escapeParts(text, (mark) => mark);
}

/** One pass, so that nothing is escaped twice. */
function escapeParts(text: string, escapeMark: (mark: string) => string): string {
  return printable(text)
    .trim()
    .replace(PARTS, (found: string, word?: string, sign?: string) => {
      if (word !== undefined) return withSeam(word);
      return sign === undefined ? escapeMark(found) : `&#${sign.charCodeAt(0)};`;
    });
}

const PARTS = new RegExp(
  [
    // What GitHub would turn into a mention, a reference, a link or an emoji.
    /(@(?=\w)|#(?=\d)|:(?=\/\/|[a-z0-9_+-]+:)|[wW]{3}(?=\.)|[gG][hH](?=-\d)|(?<![0-9a-zA-Z])[0-9a-f]{7,40}(?![0-9a-zA-Z]))/,
    /([&<>"'])/,
    /^\d+[.)]|^[-+=#]|[\\`*_[\]|~$]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);

/** An empty comment after a word, or in a long one: nobody sees it, but GitHub no longer sees the word. */
function withSeam(word: string): string {
  return word.replace(/^.{1,3}$|.{6}/g, '$&<!-- -->');
}
