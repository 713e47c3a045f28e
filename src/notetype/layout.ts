import { type Message, messages } from '../messages/index.ts';
import type { NotetypeInput } from './input.ts';
import type { Notetype } from './notetype.ts';
import type { NotetypeFile } from './schema.ts';

/**
 * As said, else that of the extended type, else that of the built-in type whose place it takes. What came out
 * of Anki holds HTML of any make, which only plain sides hold.
 */
export function layoutOf(
  { layout, origin }: NotetypeFile,
  { key, base }: NotetypeInput,
): Notetype['layout'] {
  const isBuiltIn = origin !== 'anki' && (key === 'typed' || key === 'choice');
  return layout ?? base?.layout ?? (isBuiltIn ? key : 'sides');
}

/** Says which field is missing that the layout fills. */
export function checkLayout(
  { layout, fields }: Notetype,
  value: NotetypeFile,
  say: (path: string[], message: Message) => void,
): void {
  const missing = needs[layout].find((name) => !fields.some((field) => field.name === name));
  if (missing === undefined) return;
  say(
    [value.layout === undefined ? 'extends' : 'layout'],
    messages.missingNotetypePart(
      `a field \`${missing}\``,
      `\`${missing}\` among the fields`,
      `The layout \`${layout}\` fills it. Add it, or say \`layout: sides\`: then the fields are filled in their order.`,
    ),
  );
}

/** What each layout fills besides Back and Extra. */
const needs = { sides: [], typed: ['Front', 'Answer'], choice: ['Front', 'Options'] };
