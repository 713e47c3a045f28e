const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}';
const word = new RegExp(
  `[${unspaced}]\\p{M}*|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+|(?<![\\p{L}\\p{N}])-(?=\\p{N})|[\\p{S}#%&*@/\\\\]`,
  'gu',
);

/** The same for a text of ASCII alone, which most are: it is found several times faster. */
const asciiWord = /[a-z0-9]+|(?<![a-z0-9])-(?=[0-9])|[$+<=>^`|~#%&*@/\\]/g;

/** Words and signs of a text in small letters; a sign of a script without spaces is a word. */
export function wordsOf(text: string): string[] {
  if (!foreign.test(text)) return text.toLowerCase().match(asciiWord) ?? [];
  return text.normalize('NFC').toLowerCase().match(word) ?? [];
}

const foreign = /[^\0-\x7f]/;

/** How many words a person would count. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
}

/** Whether the words stand one behind the other among the others. */
export function holds(others: readonly string[], words: readonly string[]): boolean {
  const [first] = words;
  if (first === undefined) return false;
  for (let at = others.indexOf(first); at !== -1; at = others.indexOf(first, at + 1)) {
    if (words.every((one, index) => others[at + index] === one)) return true;
  }
  return false;
}

const closed = new Set(
  `yes no true false both none neither always never same other higher lower more less larger smaller
  increase increases increasing decrease decreases decreasing left right above below before after
  positive negative first second third last even very they them that this these those with from into
  when then than have been does will would could should which what where whose there their your about
  only also most least between each every some many much such over under major minor flat sharp`.split(
    /\s+/u,
  ),
);

const isUnspaced = new RegExp(`^[${unspaced}]`, 'u');

/** Whether words say enough by themselves to give an answer away when they are met elsewhere. */
export function tellsMuch(words: readonly string[]): boolean {
  const letters = words.filter((one) => /\p{L}/u.test(one) && !closed.has(one));
  return (
    letters.some((one) => Array.from(one).length >= 4 && !isUnspaced.test(one)) ||
    letters.filter((one) => isUnspaced.test(one)).length >= 2
  );
}

/** Words without an article in front. */
export function withoutArticle(words: readonly string[]): string[] {
  return words.slice(/^(?:a|an|the)$/u.test(words[0] ?? '') && words.length > 1 ? 1 : 0);
}
