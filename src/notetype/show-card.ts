import type { CardNotetype } from './cards.ts';
import { type ClozePart, parseClozes } from './cloze.ts';
import { compareTyped } from './compare-typed.ts';
import { type CardNote, renderCard } from './render-card.ts';
import type { Sound } from './sounds.ts';

/** Both sides as they stand in the page of Anki's reviewer: HTML with play buttons and the box to type in. */
export interface ShownCard {
  front: string;
  back: string;
  frontSounds: Sound[];
  backSounds: Sound[];
  /** Anki would say that this card is blank, or that its template is wrong. */
  blank?: true;
  problem?: string;
}

/** A note type that may say how the box of a field that is typed in looks. */
type TypedNotetype = Omit<CardNotetype, 'fields'> & {
  fields: readonly { name: string; font?: string; size?: number }[];
};

/** A card as a learner sees it. `typed`: what was typed in before the card was flipped, as plain text. */
export function showCard(
  notetype: TypedNotetype,
  note: CardNote,
  ord: number,
  typed = '',
): ShownCard {
  const card = renderCard(notetype, note, ord);
  const { blank, problem, question, answer, questionSounds, answerSounds } = card;
  // Anki looks for the field on the front only, and compares on the back with what it found.
  const asked = askedFor(question, notetype, note, ord);
  return {
    front: withButtons(question.replaceAll(typeMark, () => boxOf(asked))),
    back: withButtons(withComparison(answer, asked, typed)),
    frontSounds: questionSounds,
    backSounds: answerSounds,
    ...(blank && { blank }),
    ...(problem !== undefined && { problem }),
  };
}

/** `[[type:Field]]`, `[[type:cloze:Field]]` or `[[type:nc:Field]]`. */
const typeMark = /\[\[type:(.+?)\]\]/gu;

interface Asked {
  /** HTML. */
  expected?: string | undefined;
  name: string;
  combining: boolean;
  style: string;
}

function askedFor(
  question: string,
  { fields }: TypedNotetype,
  note: CardNote,
  ord: number,
): Asked | undefined {
  const [, said] = /\[\[type:(.+?)\]\]/u.exec(question) ?? [];
  if (said === undefined) return undefined;
  const [, cloze, combining, name = ''] = /^(cloze:)?(nc:)?(.*)$/su.exec(said) ?? [];
  const index = fields.findIndex((field) => field.name === name);
  const value = note.fields[index];
  const { font = 'Arial', size = 20 } = fields[index] ?? {};
  return {
    name,
    combining: combining === undefined,
    expected: value !== undefined && cloze ? hiddenIn(value, ord + 1) : value,
    style: `font-family: '${font.replace(/[^\p{L}\p{N} _.-]/gu, '')}'; font-size: ${size}px;`,
  };
}

/** What the deletions of a number hide, each text once: what Anki wants to be typed for `type:cloze`. */
function hiddenIn(html: string, number: number): string | undefined {
  const found: string[] = [];
  const visit = (part: ClozePart): string => {
    if (typeof part === 'string') return part;
    const text = part.parts.map(visit).join('');
    if (part.numbers.includes(number)) found.push(text);
    return text;
  };
  for (const part of parseClozes(html)) visit(part);
  if (found.length === 0) return undefined;
  return new Set(found).size === 1 ? found[0] : found.join(', ');
}

function boxOf(asked: Asked | undefined): string {
  if (asked?.expected === undefined) return `Type answer: unknown field ${asked?.name ?? ''}`;
  if (asked.expected === '') return '';
  return `<center><input type="text" id="typeans" aria-label="Your answer" autocomplete="off" style="${asked.style}"></center>`;
}

/** The line between question and answer moves before the comparison where the back repeats the front. */
function withComparison(answer: string, asked: Asked | undefined, typed: string): string {
  if (!asked?.expected) return answer.replaceAll(typeMark, '');
  if (answer.search(typeMark) === -1) return answer;
  const rest = answer.replaceAll('<hr id=answer>', '');
  const line = rest.length < answer.length ? '<hr id=answer>' : '';
  const compared = compareTyped(asked.expected, typed, asked.combining);
  return rest.replaceAll(typeMark, () => `${line}<div style="${asked.style}">${compared}</div>`);
}

/** `[anki:play:q:0]` as the button that plays the first sound of the front. */
function withButtons(html: string): string {
  return html.replace(
    /\[anki:play:([qa]):(\d+)\]/gu,
    (_, side: string, index: string) =>
      `<a class="replay-button soundLink" href="#" role="button" aria-label="Play" draggable="false" data-play="${side}:${index}"><svg class="playImage" viewBox="0 0 64 64" aria-hidden="true"><circle cx="32" cy="32" r="29"/><path d="M57 32 19 52.5V11.5Z"/></svg></a>`,
  );
}
