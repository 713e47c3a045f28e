import { type ClozePart, parseClozes } from '../notetype/index.ts';
import { plainText, shownText } from './plain-text.ts';
import { wordsOf } from './words.ts';

/** A cloze number that hides other words than before. */
export interface ClozeChange {
  number: number;
  before: string;
  /** Empty where the number is gone. */
  after: string;
  /**
   * Whether the progress of its card now counts for something else, or is lost: the words that were hidden
   * are still in the note, and those that are hidden now were there before. Else it is a correction.
   */
  movesProgress: boolean;
}

/** The cloze numbers of a note whose hidden words differ, from the HTML of its fields before and after. */
export function clozeChanges(before: readonly string[], after: readonly string[]): ClozeChange[] {
  const [hidBefore, hidesNow] = [deletionsOf(before), deletionsOf(after)];
  const [textBefore, textNow] = [shown(before), shown(after)];
  return [...hidBefore].flatMap(([number, old]) => {
    const now = hidesNow.get(number) ?? '';
    if (old === now) return [];
    const elsewhere = [...hidesNow].some(([other, text]) => other !== number && text === old);
    const extended = holds(now, old) || holds(old, now);
    const movesProgress =
      now === '' ? elsewhere : !extended && holds(textNow, old) && holds(textBefore, now);
    return [{ number, before: old, after: now, movesProgress }];
  });
}

function deletionsOf(fields: readonly string[]): Map<number, string> {
  const found = new Map<number, string[]>();
  const visit = (parts: readonly ClozePart[]) => {
    for (const part of parts) {
      if (typeof part === 'string') continue;
      const text = plainText(part.parts.map(inner).join(''));
      for (const number of part.numbers) found.set(number, [...(found.get(number) ?? []), text]);
      visit(part.parts);
    }
  };
  for (const html of fields) visit(parseClozes(html));
  found.delete(0);
  return new Map([...found].map(([number, texts]) => [number, texts.join(' … ')]));
}

function inner(part: ClozePart): string {
  return typeof part === 'string' ? part : part.parts.map(inner).join('');
}

function shown(fields: readonly string[]): string {
  return fields.map(shownText).join(' ');
}

/** Whether every hidden stretch stands in the text, as whole words. */
function holds(text: string, hidden: string): boolean {
  const marked = (words: string) => `\0${wordsOf(words).join('\0')}\0`;
  return hidden.split(' … ').every((stretch) => marked(text).includes(marked(stretch)));
}
