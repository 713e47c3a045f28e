import type {} from 'micromark-extension-math';
import type { Code, Construct, Effects, Point, State, TokenizeContext } from 'micromark-util-types';

/**
 * The micromark construct of fenced math: a line of `$$` alone, lines of TeX, a line of `$$` alone. It
 * emits the tokens of micromark-extension-math, so that mdast-util-math makes the nodes.
 */
export const mathFence: Construct = {
  name: 'mathFence',
  concrete: true,
  tokenize(effects, ok, nok) {
    const context = this;
    const indent = indentOf(this);
    let begin = this.now();
    return (code) => {
      begin = context.now();
      effects.enter('mathFlow');
      return fence(effects, 2, opened, nok)(code);
    };

    function opened(size: number): State {
      if (context.interrupt && isWithinDisplay(context, begin)) return nok;
      return lines(effects, size, indent, (code) => {
        effects.exit('mathFlow');
        return ok(code);
      });
    }
  },
};

function lines(effects: Effects, size: number, indent: number, close: State): State {
  const closing: Construct = {
    partial: true,
    tokenize: (inner, ok, nok) =>
      spaces(
        inner,
        'linePrefix',
        3,
        fence(inner, size, () => ok, nok),
      ),
  };
  return next;

  function next(code: Code): State | undefined {
    return effects.attempt(lineOfSameContainer, line, close)(code);
  }

  function line(code: Code): State | undefined {
    return effects.attempt(closing, close, spaces(effects, 'linePrefix', indent, value))(code);
  }

  function value(code: Code): State | undefined {
    if (isLineEnd(code)) return next(code);
    effects.enter('mathFlowValue');
    return valueRest(code);
  }

  function valueRest(code: Code): State | undefined {
    if (isLineEnd(code)) {
      effects.exit('mathFlowValue');
      return next(code);
    }
    effects.consume(code);
    return valueRest;
  }
}

/** A run of at least `least` dollars with nothing but spaces behind it. */
function fence(effects: Effects, least: number, next: (size: number) => State, nok: State): State {
  let size = 0;
  return (code) => {
    effects.enter('mathFlowFence');
    effects.enter('mathFlowFenceSequence');
    return sequence(code);
  };

  function sequence(code: Code): State | undefined {
    if (code === dollar) {
      size++;
      effects.consume(code);
      return sequence;
    }
    if (size < least) return nok(code);
    effects.exit('mathFlowFenceSequence');
    return spaces(effects, 'whitespace', Number.POSITIVE_INFINITY, end)(code);
  }

  function end(code: Code): State | undefined {
    if (!isLineEnd(code)) return nok(code);
    effects.exit('mathFlowFence');
    return next(size)(code);
  }
}

/** The next line, unless it only continues the paragraph of an outer container, or the file has ended. */
const lineOfSameContainer: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    return (code) => {
      if (code === null) return nok(code);
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      return (first) => (this.parser.lazy[this.now().line] ? nok(first) : ok(first));
    };
  },
};

function spaces(
  effects: Effects,
  type: 'linePrefix' | 'whitespace',
  most: number,
  next: State,
): State {
  let size = 0;
  return (code) => {
    if (most === 0 || !isSpace(code)) return next(code);
    effects.enter(type);
    return run(code);
  };

  function run(code: Code): State | undefined {
    if (isSpace(code) && size < most) {
      size++;
      effects.consume(code);
      return run;
    }
    effects.exit(type);
    return next(code);
  }
}

/** Columns before the opening fence, which are taken off the lines of content too. */
function indentOf(context: TokenizeContext): number {
  const [, token, owner] = context.events.at(-1) ?? [];
  return token?.type === 'linePrefix' && owner ? owner.sliceSerialize(token, true).length : 0;
}

/** Whether a `$$` of the paragraph up to `end` is still open: a `$$` alone on a line then closes that one. */
function isWithinDisplay(context: TokenizeContext, end: Point): boolean {
  const paragraph = context.events.findLast(([, token]) => token.type === 'content');
  if (paragraph?.[0] !== 'enter') return false;
  const { start } = paragraph[1];
  // Read again at each such line, so long ones are left out to keep the time in proportion.
  if (end.offset - start.offset > longestParagraph) return false;
  const text = context.sliceSerialize({ start, end });
  if (!text.includes('$$')) return false;
  return Array.from(text.matchAll(inlineSyntax), ([piece]) => piece).includes('$$');
}

const longestParagraph = 4_000;

const inlineSyntax =
  /\\[\s\S]|(`+)[^`](?:[\s\S]*?[^`])?\1(?!`)|`+|\${3,}|\$\$(?:\\[\s\S]|(?!\$\$)[^\\])+?\$\$|\$(?![\s$])(?:\\[\s\S]|[^\\$])*(?<!\s)\$(?!\d)|\$\$?|[^\\`$]+/gu;

const dollar = 36;

// Codes below zero are micromark's own: -5 to -3 line endings, -2 a tab, -1 its virtual spaces.
function isLineEnd(code: Code): code is null | -5 | -4 | -3 {
  return code === null || code < -2;
}

function isSpace(code: Code): boolean {
  return code === -2 || code === -1 || code === 32;
}
