import { decodeEntities } from './html4-entities.ts';

/** Plain text of HTML, as Anki's `text` filter gives it. */
export function stripHtml(html: string): string {
  return decodeEntities(withoutMarkup(html));
}

/**
 * HTML without comments, styles, scripts and tags; entities stay. Purely textual, as in Anki: from any
 * `<` to the next `>`. Takes time in proportion to the text.
 */
export function withoutMarkup(text: string): string {
  const after = searchForward(text);
  const kept: string[] = [];
  let from = 0;
  for (let open = text.indexOf('<'); open >= 0; open = text.indexOf('<', from)) {
    const end = commentEnd(text, open, after) || rawTextEnd(text, open, after) || after('>', open);
    if (end === 0) break;
    kept.push(text.slice(from, open));
    from = end;
  }
  kept.push(text.slice(from));
  return kept.join('');
}

/** Where the first `closing` at or after `from` ends; 0 without one. */
type After = (closing: Closing, from: number) => number;

type Closing = keyof typeof CLOSINGS;

const CLOSINGS = {
  '>': />/g,
  '-->': /-->/g,
  '</style>': /<\/style>/giu,
  '</script>': /<\/script>/giu,
};

/** Remembers which closings are missing from the rest, lest every opening search all of it again. */
function searchForward(text: string): After {
  const missing = new Set<Closing>();
  return (closing, from) => {
    if (missing.has(closing)) return 0;
    const pattern = CLOSINGS[closing];
    pattern.lastIndex = from;
    if (pattern.test(text)) return pattern.lastIndex;
    missing.add(closing);
    return 0;
  };
}

function commentEnd(text: string, open: number, after: After): number {
  return text.startsWith('<!--', open) ? after('-->', open + 4) : 0;
}

/** The end of a style or script with its content; any tag whose name begins so counts. */
function rawTextEnd(text: string, open: number, after: After): number {
  const name = /^<(?:style|script)/iu.exec(text.slice(open, open + 7))?.[0];
  if (!name) return 0;
  const content = after('>', open + name.length);
  return content && after(name.length === 6 ? '</style>' : '</script>', content);
}
