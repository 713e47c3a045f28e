/**
 * Replaces each tag that shows or plays a media file by the file's name between spaces, as Anki does
 * before it takes the markup out (anki-format, 4). Which attribute counts is Anki's reading, not
 * HTML's: `data-src=` does, and a `src=` within another attribute's value does too.
 */
export function mediaTagsToNames(text: string): string {
  const lastEnd = text.lastIndexOf('>');
  const seen = new Uint8Array(text.length);
  const kept: string[] = [];
  let from = 0;
  for (const tag of text.matchAll(MEDIA_TAG)) {
    if (tag.index < from) continue;
    const attribute = mediaAttribute(text, tag.index + tag[0].length, lastEnd, seen);
    if (!attribute) continue;
    kept.push(text.slice(from, tag.index), ` ${attribute.name} `);
    from = attribute.end;
  }
  kept.push(text.slice(from));
  return kept.join('');
}

const WORD = '[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]';
const MEDIA_TAG = new RegExp(`<(?:img|audio|video|object|source)(?!${WORD})`, 'giu');
const NAME = new RegExp(`(?<!${WORD})(?:src|data)=`, 'iuy');

/** A media file's name and where its tag ends. */
interface Attribute {
  name: string;
  end: number;
}

/**
 * The first attribute of a tag that names a file. Looked for up to `>`; in vain, again beyond a `>` that
 * stands in quotes. `seen` marks places that led nowhere, for this tag and those after it.
 */
function mediaAttribute(
  text: string,
  from: number,
  lastEnd: number,
  seen: Uint8Array,
): Attribute | undefined {
  const waiting = [from];
  for (let start = waiting.pop(); start !== undefined; start = waiting.pop()) {
    for (let at = start; at < lastEnd && seen[at] === 0; at += 1) {
      seen[at] = 1;
      const attribute = attributeAt(text, at, lastEnd);
      if (attribute) return attribute;
      const closing = closingQuote(text, at);
      if (closing > 0) waiting.push(closing + 1);
      if (text[at] === '>') break;
    }
  }
  return undefined;
}

function attributeAt(text: string, at: number, lastEnd: number): Attribute | undefined {
  NAME.lastIndex = at;
  return NAME.test(text) ? valueAt(text, NAME.lastIndex, lastEnd) : undefined;
}

function valueAt(text: string, at: number, lastEnd: number): Attribute | undefined {
  const closing = closingQuote(text, at);
  if (closing > 0 && closing < lastEnd) {
    return { name: text.slice(at + 1, closing), end: text.indexOf('>', closing) + 1 };
  }
  return bareValueAt(text, at, lastEnd);
}

/** A value without quotes, or whose quotes enclose nothing or never close; it may begin with a space. */
function bareValueAt(text: string, at: number, lastEnd: number): Attribute | undefined {
  if (at >= lastEnd || text[at] === '>') return undefined;
  let end = at + 1;
  while (text[end] !== ' ' && text[end] !== '>') end += 1;
  return { name: text.slice(at, end), end: text.indexOf('>', end) + 1 };
}

/** Where the quotes that open at a place close, if they do and enclose something; else 0. */
function closingQuote(text: string, at: number): number {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return 0;
  const closing = text.indexOf(quote, at + 1);
  return closing > at + 1 ? closing : 0;
}
