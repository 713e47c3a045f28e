import type { Code, Construct, Effects, State } from 'micromark-util-types';
import type {} from 'remark-parse';
import type { Processor } from 'unified';

/**
 * A remark plugin for readings, as Anki's furigana filter knows them: the brackets of `漢字[かんじ]` are text,
 * even where a definition `[かんじ]: …` would make them a link.
 */
export function readings(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { text: { 91: reading } }];
}

/** Whether a reading in brackets may follow the text. */
export function endsInKanji(text: string): boolean {
  return /[\p{Script=Han}々〆〇ヶ]$/u.test(text);
}

/** Whether the text may be a reading: syllables only. */
export function isKana(text: string): boolean {
  return /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}ー・ˊˇˋ˙]+$/u.test(text);
}

const reading: Construct = {
  name: 'reading',
  // Rarer characters are two units long, of which this is the second.
  previous: (code) =>
    code !== null && (endsInKanji(char(code)) || (code >= 0xdc00 && code <= 0xdfff)),
  tokenize(effects, ok, nok) {
    return brackets(effects, ok, nok);
  },
};

function brackets(effects: Effects, ok: State, nok: State): State {
  let length = 0;
  return (code) => {
    effects.enter('data');
    effects.consume(code);
    return inside;
  };

  function inside(code: Code): State | undefined {
    const isEnd = code === closing && length > 0;
    if (!isEnd && (code === null || !isKana(char(code)))) return nok(code);
    length += 1;
    effects.consume(code);
    return isEnd ? behind : inside;
  }

  /** With an address, or a name, it is a link whatever its text. */
  function behind(code: Code): State | undefined {
    if (code === openBracket || code === openParenthesis) return nok(code);
    effects.exit('data');
    return ok(code);
  }
}

const openParenthesis = 40;
const openBracket = 91;
const closing = 93;

/** Ends of lines are negative numbers. */
function char(code: number): string {
  return code < 0 ? '\n' : String.fromCharCode(code);
}
