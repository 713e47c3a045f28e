import { decodeEntities } from './html4-entities.ts';

/** Plain text of HTML, as Anki's `text` filter gives it. */
export function stripHtml(html: string): string {
  return decodeEntities(withoutMarkup(html));
}

/**
 * HTML without comments, styles, scripts and tags; entities stay. Purely textual, as in Anki: from any
 * `<` to the next `>`. Takes time in proportion to the text.
 */
export function withoutMarkup(html: string): string {
  const next = forwardSearch(html);
  let result = '';
  let from = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', from)) {
    const end = commentEnd(html, at, next) ?? contentEnd(html, at, next) ?? next('>', at);
    if (end === undefined) break;
    result += html.slice(from, at);
    from = end;
  }
  return result + html.slice(from);
}

type Closing = '>' | '-->' | '</style>' | '</script>';
/** Where the first `closing` at or after `from` ends. */
type Next = (closing: Closing, from: number) => number | undefined;

/** Remembers what is missing from the rest, so that not every `<` searches all of it. */
function forwardSearch(html: string): Next {
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const missing = new Set<Closing>();
  return (closing, from) => {
    if (missing.has(closing)) return undefined;
    const at = lower.indexOf(closing, from);
    if (at !== -1) return at + closing.length;
    missing.add(closing);
    return undefined;
  };
}

function commentEnd(html: string, at: number, next: Next): number | undefined {
  return html.startsWith('<!--', at) ? next('-->', at + 4) : undefined;
}

function contentEnd(html: string, at: number, next: Next): number | undefined {
  const name = /^<(style|script)/i.exec(html.slice(at, at + 7))?.[1]?.toLowerCase();
  const open = name && next('>', at);
  if (!open) return undefined;
  return next(name === 'style' ? '</style>' : '</script>', open);
}
