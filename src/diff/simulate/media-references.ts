import { stripHtml } from '../../notetype/index.ts';

/** The names of files that a field's HTML shows or plays, as Anki finds them, entities decoded (anki-format, 6.2). */
export function referencesIn(html: string): string[] {
  const names: string[] = [];
  replaceReferences(html, (name) => {
    names.push(name);
    return undefined;
  });
  return names;
}

/** Puts another name wherever `rename` gives one; within the whole tag, as Anki does (tried). */
export function replaceReferences(
  html: string,
  rename: (name: string) => string | undefined,
): string {
  const swap = (whole: string, written: string) => {
    const name = written.includes('&') ? stripHtml(written) : written;
    const other = rename(name);
    if (other === undefined) return whole;
    return whole.replaceAll(written, () => (name === written ? other : encode(other)));
  };
  return replaceSounds(replaceInTags(html, swap), swap);
}

type Swap = (whole: string, name: string) => string;

function replaceInTags(html: string, swap: Swap): string {
  let result = '';
  let from = 0;
  let passed = 0;
  for (const tag of html.matchAll(/<(?:img|audio|video|object|source)\b/gi)) {
    if (tag.index < passed) continue;
    const { name, end } = attribute(html, tag.index + tag[0].length);
    // What one tag passed over in vain holds nothing for another one.
    passed = end;
    if (name === undefined) continue;
    result += html.slice(from, tag.index) + swap(html.slice(tag.index, end), name);
    from = end;
  }
  return result + html.slice(from);
}

/** The first `src` or `data` of a tag, and where the tag ends; a `>` in quotes does not end it. */
function attribute(html: string, start: number): { name?: string; end: number } {
  const token =
    /\b(?:src|data)=(?:"([^"]+)"|'([^']+)'|([^ >]+))|="[^">]*>[^"]*"|='[^'>]*>[^']*'|>/gi;
  token.lastIndex = start;
  for (let match = token.exec(html); match; match = token.exec(html)) {
    const name = match[1] ?? match[2] ?? match[3];
    if (match[0] === '>') return { end: token.lastIndex };
    if (name === undefined) continue;
    const close = html.indexOf('>', token.lastIndex);
    return close === -1 ? { end: html.length } : { name, end: close + 1 };
  }
  return { end: html.length };
}

function replaceSounds(html: string, swap: Swap): string {
  let result = '';
  let from = 0;
  for (let at = html.indexOf(SOUND); at !== -1; at = html.indexOf(SOUND, from)) {
    const close = html.indexOf(']', at + SOUND.length + 1);
    if (close === -1) break;
    const name = html.slice(at + SOUND.length, close);
    result += html.slice(from, at) + swap(html.slice(at, close + 1), name);
    from = close + 1;
  }
  return result + html.slice(from);
}

const SOUND = '[sound:';

function encode(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;');
}
