import { evenBlanks } from '../../characters.ts';

export interface Words {
  reason: string;
  note: string;
}

/** Our words for an error of MathJax, by its id; its own where ours would not be clearer. */
export function wordsOf(id: string, message: string, tex: string): Words {
  const subject =
    / (?:for|of|allowed in|misplaced|Misplaced|Extra) (\S+)$|^(?:Misplaced|Multiple|Extra) (\S+)/u.exec(
      message,
    );
  return words[id]?.(subject?.[1] ?? subject?.[2] ?? '', tex) ?? inItsOwnWords(message);
}

function inItsOwnWords(message: string): Words {
  const said = evenBlanks(message)
    .replace(/[.?;]?\s*$/u, '')
    .slice(0, 200);
  return {
    reason: `Unexpected TeX, expected what MathJax can read: it says "${said}"`,
    note: bare,
  };
}

const bare = 'Anki would show the bare TeX in place of this formula.';
const definitions =
  /\\(?:def|let|(?:re)?newcommand|(?:re)?newenvironment|Declare\w+|require)(?![a-zA-Z])/u;

const words: Record<string, (subject: string, tex: string) => Words> = {
  Empty: (_, tex) => ({
    reason: 'Unexpected empty formula, expected something to show',
    note: definitions.test(tex)
      ? 'It only defines. Put definitions under `macros` in the front matter, so that every formula of the file has them on every card.'
      : 'Write the formula, or take its marks away.',
  }),
  Internal: () => ({
    reason: 'Unexpected TeX, expected what does not make MathJax itself fail',
    note: 'Write it in another way; Anki would show no formula here.',
  }),
  TooLong: () => ({
    reason: 'Unexpected formula of more than 5,120 characters, expected one that fits on a card',
    note: 'Check that it is closed where it should be; else split it.',
  }),
  TooMuch: () => ({
    reason:
      'Unexpected size or depth, expected a formula that can be typeset while a learner waits',
    note: 'Look for a macro that uses itself, and for braces or matrices beyond all measure.',
  }),
  MaxMacroSub1: () => recursion,
  MaxMacroSub2: () => recursion,
  MaxBufferSize: () => recursion,
  EndNotFound: () => ({
    reason:
      'Unexpected mark within the formula, expected braces that balance and no `\\)` or `\\]`',
    note: 'Anki looks for the end of a formula by its braces, those in comments too, so it would end this one elsewhere or not at all. Nor may a single `\\` be its last character.',
  }),
  LabelRepeats: () => ({
    reason: 'Unexpected `\\label`, expected a formula that can be shown more than once',
    note: 'MathJax keeps labels from card to card, so from the second time on (the back of this very card) Anki shows bare TeX. Leave the label out; `\\tag{1}` alone gives the equation its number.',
  }),
  MissingCloseBrace: () => missingBrace,
  ExtraOpenMissingClose: () => missingBrace,
  ExtraCloseMissingOpen: () => extraBrace,
  ExtraCloseLooking: () => extraBrace,
  MissingCloseBracket: () => ({
    reason: 'Unexpected end of the formula, expected the `]` that closes an optional argument',
    note: 'Close it. For a bracket that shows, write `{[}`.',
  }),
  MissingArgFor: (command) => ({
    reason: `Unexpected end after \`${command}\`, expected an argument for it`,
    note: `Give \`${command}\` all its arguments, each in braces.`,
  }),
  MissingScript: () => ({
    reason: 'Unexpected end after `^` or `_`, expected what is to be raised or lowered',
    note: 'Write it in braces, as in `x^{2}`. For the signs write `\\text{^}` or `\\_`.',
  }),
  ExtraLeftMissingRight: () => ({
    reason: 'Unexpected `\\left` that is never closed, expected its `\\right`',
    note: 'They come in pairs, on the same side of each `&` and `\\\\` and within the same braces. `\\right.` shows nothing.',
  }),
  MissingLeftExtraRight: () => ({
    reason: 'Unexpected `\\right`, expected a `\\left` before it',
    note: 'They come in pairs, on the same side of each `&` and `\\\\` and within the same braces. `\\left.` shows nothing.',
  }),
  ExtraMiddle: () => ({
    reason: 'Unexpected `\\middle`, expected a `\\left` before it',
    note: 'It stands between `\\left` and `\\right`; elsewhere write `\\mid`, or `\\big|`.',
  }),
  MissingOrUnrecognizedDelim: (command) => ({
    reason: `Unexpected text after \`${command}\`, expected a delimiter`,
    note: 'A delimiter is one of `( ) [ ] \\{ \\} | \\| \\langle \\rangle` and their like, or `.` for none. A curly brace needs its backslash.',
  }),
  EnvMissingEnd: () => ({
    reason: 'Unexpected end of the formula, expected an `\\end` for this `\\begin`',
    note: 'Close the environment within the same braces. A `\\left` in it that lacks its `\\right` has the same effect.',
  }),
  EnvBadEnd: () => ({
    reason: 'Unexpected `\\end`, expected the one of the environment that was begun last',
    note: 'Environments close in the reverse order of their `\\begin`; a missing brace or `\\right` before has the same effect.',
  }),
  MissingBeginExtraEnd: () => ({
    reason: 'Unexpected `\\end`, expected its `\\begin` before it',
    note: 'Begin the environment, or take its end away.',
  }),
  Misplaced: (what) => ({
    reason: `Unexpected \`${what}\`, expected it in a table only`,
    note:
      what === '&'
        ? 'Use it within `aligned`, `cases`, `array` or a matrix. For the sign write `\\&`.'
        : `\`${what}\` belongs into \`array\` and its like, at the start of a row.`,
  }),
  DoubleExponent: () => ({
    reason: 'Unexpected second superscript, expected one `^` only',
    note: 'Group with braces what belongs together: `{a^b}^c`, or `a^{b^c}`.',
  }),
  DoubleExponentPrime: () => ({
    reason: 'Unexpected prime after a superscript, expected it before',
    note: "Write `f'^2`, or group with braces: `{f^2}'`.",
  }),
  DoubleSubscripts: () => ({
    reason: 'Unexpected second subscript, expected one `_` only',
    note: 'Group with braces what belongs together: `{a_b}_c`, `a_{b_c}` or `a_{bc}`.',
  }),
  CantUseHash1: () => ({
    reason: 'Unexpected `#`, expected it in the definition of a macro only',
    note: 'For the sign write `\\#`.',
  }),
  MathNotTerminated: () => ({
    reason: 'Unexpected `$` within text, expected another to close the math in it',
    note: 'Close it, or write `\\$` for the sign.',
  }),
  MissingDimOrUnits: (command) => ({
    reason: `Unexpected argument of \`${command}\`, expected a length with its unit`,
    note: 'Such as `2em`, `5pt` or `-1mu`.',
  }),
  BracketMustBeDimension: () => ({
    reason: 'Unexpected bracket, expected a length with its unit in it',
    note: 'A `[` right after `\\\\` asks for space between lines, as in `\\\\[5pt]`. For a bracket that shows write `\\\\ {[}`.',
  }),
  MisplacedLimits: (command) => ({
    reason: `Unexpected \`${command || '\\limits'}\`, expected an operator before it`,
    note: 'It follows `\\sum`, `\\int`, `\\lim` or `\\operatorname*{…}`.',
  }),
  UnknownExtension: () => unknownExtension,
  BadRequire: () => unknownExtension,
  BadPackageName: () => unknownExtension,
};

const missingBrace: Words = {
  reason: 'Unexpected `{` that is never closed, expected its `}`',
  note: 'Close it. For a brace that shows write `\\{`.',
};
const extraBrace: Words = {
  reason: 'Unexpected `}`, expected an argument or a `{` before it',
  note: 'Open it, or take it away. For a brace that shows write `\\}`.',
};
const recursion: Words = {
  reason: 'Unexpected macro that goes on without end, expected one that comes to rest',
  note: 'Look for a macro that uses itself. MathJax also ends at 5120 characters of one formula when it has macros.',
};
const unknownExtension: Words = {
  reason: 'Unexpected extension in `\\require`, expected one that is part of Anki',
  note: 'Nearly all are on without `\\require`; `physics` and `colorv2` can be had with it. Nothing else can be loaded, nor would it be there offline.',
};
