import { define } from './define.ts';

/** `problem`: what is wrong with the formula, and what to do, in the checker's words. */
export const mathInvalid = define(
  'math-invalid',
  'error',
  (problem: { reason: string; note: string }) => problem,
);

export const mathUnclosed = define('math-unclosed', 'error', () => ({
  reason: 'Unexpected end of the text in a formula, expected the `$$` that closes it',
  note: 'Close it with `$$`: in running text within the same paragraph, without an empty line between; else on a line of its own, as the one that opens it. For dollars that are no math write `\\$\\$`.',
}));
