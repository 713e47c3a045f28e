/** A word, mark or string of DOT, and where it begins. `html` is what stands between `<` and `>`. */
export interface Token {
  kind: 'word' | 'text' | 'html' | 'mark';
  value: string;
  offset: number;
}

const space = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<=^|\n)#[^\n]*)+/y;
const quoted = /"((?:[^"\\]|\\[\s\S])*)"/y;
const word = /[\p{L}_\u0080-\uffff][\p{L}\p{N}_\u0080-\uffff]*|-?(?:\.\d+|\d+(?:\.\d*)?)/uy;
const mark = /->|--|[\s\S]/y;

/** Splits DOT into its tokens; what is wrong with them is for Graphviz to say. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < text.length) {
    if (take(space)) continue;
    const offset = at;
    const string = take(quoted);
    if (string) {
      tokens.push({ kind: 'text', value: (string[1] ?? '').replace(/\\"/gu, '"'), offset });
    } else if (text[at] === '<') {
      at = endOfHtml(text, at);
      tokens.push({ kind: 'html', value: text.slice(offset + 1, at - 1), offset });
    } else {
      const name = take(word);
      const [value = ''] = name ?? take(mark) ?? [];
      tokens.push({ kind: name ? 'word' : 'mark', value, offset });
    }
  }
  return tokens;
}

/** After the `>` that closes the `<` at `start`. */
function endOfHtml(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '<') depth += 1;
    else if (text[at] === '>') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}
