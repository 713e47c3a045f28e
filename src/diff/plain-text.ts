import { evenBlanks } from '../characters.ts';
import { type ClozePart, parseClozes, stripHtml } from '../notetype/index.ts';

/** The text of a field on one line; a picture is its description or file name in brackets. */
export function plainText(html: string): string {
  const shown = html.replace(/<(?:img|audio|video|object|source)\b[^>]*>/gi, mediaWord);
  return evenBlanks(stripHtml(shown.replace(BLOCKS, ' $&'))).trim();
}

/** As `plainText`, with the text of cloze deletions in their place. */
export function shownText(html: string): string {
  return plainText(parseClozes(html).map(withoutBraces).join(''));
}

/** What a note is called by: the text of its first field that has some, at most so many characters. */
export function titleOf(fields: readonly string[], length = 80): string {
  for (const html of fields) {
    const text = shownText(html);
    if (text !== '') return shortened(text, length);
  }
  return '(empty)';
}

/** At most so many characters, with an ellipsis where some are left out. */
export function shortened(text: string, length: number): string {
  const characters = [...text.slice(0, length * 2 + 2)];
  return characters.length > length
    ? `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
    : text;
}

/** Tags that part words although no space stands there. */
const BLOCKS =
  /<(?:br|hr|\/?(?:p|div|li|ul|ol|dl|dt|dd|table|tr|td|th|h[1-6]|blockquote|pre|section|figure|figcaption|details|summary))\b/gi;

function mediaWord(tag: string): string {
  const [, alt = ''] = /\balt="([^"]*)"/i.exec(tag) ?? [];
  const [, name = ''] = /\b(?:src|data)=["']?([^"'>]+)/i.exec(tag) ?? [];
  return ` [${(alt || name).replaceAll('<', '&lt;')}] `;
}

function withoutBraces(part: ClozePart): string {
  return typeof part === 'string' ? part : part.parts.map(withoutBraces).join('');
}
