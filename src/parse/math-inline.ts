import type {} from 'micromark-extension-math';
import type { Code, Construct, Effects, Event, State, TokenizeContext } from 'micromark-util-types';

/**
 * The micromark construct of math in text: `$…$` by Pandoc's rule, and `$$…$$` as display math. It emits
 * the tokens of micromark-extension-math, so that mdast-util-math makes the nodes.
 */
export const mathInline: Construct = {
  name: 'mathInline',
  previous: mayOpenAfter,
  tokenize(effects, ok, nok) {
    return opening(effects, nok, (size) => content(effects, size, ok, nok));
  },
  resolve: padDisplay,
};

/** A run of three and more is no mark, so a dollar after a dollar opens only behind `\$` or a formula. */
function mayOpenAfter(this: TokenizeContext, code: Code): boolean {
  const before = this.events.at(-1)?.[1].type;
  return code !== dollar || before === 'characterEscape' || before === 'mathText';
}

function opening(effects: Effects, nok: State, next: (size: number) => State): State {
  let size = 0;
  return (code) => {
    effects.enter('mathText');
    effects.enter('mathTextSequence');
    return sequence(code);
  };

  function sequence(code: Code): State | undefined {
    if (code === dollar && size < 2) {
      size++;
      effects.consume(code);
      return sequence;
    }
    if (code === dollar || (size === 1 && isSpace(code))) return nok(code);
    effects.exit('mathTextSequence');
    return next(size)(code);
  }
}

function content(effects: Effects, size: number, ok: State, nok: State): State {
  let last: Code = dollar;
  return between;

  function between(code: Code): State | undefined {
    if (code === null) return nok(code);
    if (code === dollar)
      return size === 1 && isSpace(last) ? nok(code) : closing(effects, size, ended, between)(code);
    if (isLineEnding(code)) return take(code, 'lineEnding');
    if (isSpace(code)) return take(code, 'space');
    effects.enter('mathTextData');
    return data(code);
  }

  function take(code: Code, type: 'lineEnding' | 'space'): State {
    last = code;
    effects.enter(type);
    effects.consume(code);
    effects.exit(type);
    return between;
  }

  function data(code: Code): State | undefined {
    if (code === dollar || isSpace(code)) {
      effects.exit('mathTextData');
      return between(code);
    }
    last = code;
    effects.consume(code);
    return code === backslash ? escaped : data;
  }

  function escaped(code: Code): State | undefined {
    if (code === null || isLineEnding(code)) return data(code);
    last = code;
    effects.consume(code);
    return data;
  }

  function ended(code: Code): State | undefined {
    if (size === 1 && isDigit(code)) return nok(code);
    effects.exit('mathText');
    return ok(code);
  }
}

function closing(effects: Effects, size: number, ended: State, between: State): State {
  let seen = 0;
  const token = effects.enter('mathTextSequence');
  return sequence;

  function sequence(code: Code): State | undefined {
    if (code === dollar && seen < size) {
      seen++;
      effects.consume(code);
      return sequence;
    }
    // One dollar within `$$…$$` is content, as in `$$\text{if $x$}$$`.
    if (seen < size) token.type = 'mathTextData';
    effects.exit(token.type);
    return seen < size ? between(code) : ended(code);
  }
}

/** Takes the space next to the marks out of the content, and keeps the rest as data. */
function padDisplay(events: Event[]): Event[] {
  const first = events.findIndex(([, token]) => token.type === 'mathTextData');
  const last = events.findLastIndex(([, token]) => token.type === 'mathTextData');
  for (const [index, [, token]] of events.entries()) {
    if (token.type !== 'space' && token.type !== 'lineEnding') continue;
    if (index < first || index > last) token.type = 'mathTextPadding';
    else if (token.type === 'space') token.type = 'mathTextData';
  }
  return events;
}

const dollar = 36;
const backslash = 92;

// Codes below zero are micromark's own: -5 to -3 line endings, -2 a tab, -1 its virtual spaces.
function isLineEnding(code: Code): boolean {
  return code !== null && code < -2;
}

function isSpace(code: Code): boolean {
  return code === null || code < 0 || code === 32;
}

function isDigit(code: Code): boolean {
  return code !== null && code >= 48 && code <= 57;
}
