/** Which half of `漢字[かんじ]` is shown. */
export type Reading = 'furigana' | 'kanji' | 'kana';

/**
 * Anki's three filters for readings in brackets (` 漢字[かんじ]`; a space before it ends the word to
 * the left and is taken out).
 */
export function showReadings(html: string, reading: Reading): string {
  const text = html.replaceAll('&nbsp;', ' ');
  const search: Search = {
    open: forwardSearch(text, '['),
    close: forwardSearch(text, ']'),
    line: forwardSearch(text, '\n'),
    space: forwardSearch(text, ' '),
    greater: forwardSearch(text, '>'),
  };
  let result = '';
  let copied = 0;
  let start = 0;
  while (start < text.length) {
    const wordStart = text[start] === ' ' ? start + 1 : start;
    const end = Math.min(search.space(wordStart), search.greater(wordStart), text.length);
    const found = readingIn(wordStart, end, search);
    if (!found) {
      start = Math.max(end, start + 1);
      // The character that ended the word: a space may begin the next match, a `>` may not.
      if (text[start] === '>') start += 1;
      continue;
    }
    const [bracket, close] = found;
    result += text.slice(copied, start);
    result += shown(text.slice(start, close + 1), wordStart - start, bracket - start, reading);
    copied = close + 1;
    start = close + 1;
  }
  return result + text.slice(copied);
}

/** Each takes time in proportion to the text over all its calls, as these never go back. */
type Search = Record<'open' | 'close' | 'line' | 'space' | 'greater', (from: number) => number>;

/** The bracket after at least one character of the word, with something up to its `]` on one line. */
function readingIn(
  start: number,
  end: number,
  { open, close, line }: Search,
): [bracket: number, close: number] | undefined {
  for (let at = open(start + 1); at < end; at = open(at + 1)) {
    const found = close(at + 2);
    if (found < line(at + 1)) return [at, found];
  }
  return undefined;
}

function shown(whole: string, word: number, bracket: number, reading: Reading): string {
  const kana = whole.slice(bracket + 1, -1);
  // A sound is no reading.
  if (kana.startsWith('sound:')) return whole;
  const kanji = whole.slice(word, bracket);
  if (reading === 'kanji') return kanji;
  if (reading === 'kana') return kana;
  return `<ruby><rb>${kanji}</rb><rt>${kana}</rt></ruby>`;
}

/** `indexOf` for starts that never go back; past the end of the text when there is none. */
function forwardSearch(text: string, char: string): (from: number) => number {
  let known = -1;
  return (from) => {
    if (known < from) {
      const at = text.indexOf(char, from);
      known = at === -1 ? text.length + 1 : at;
    }
    return known;
  };
}
