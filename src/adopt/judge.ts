import type { VFile } from 'vfile';
import type { CollectedDeck } from '../collect/index.ts';
import type { IdentifiedDeck, IdentifiedNote } from '../identify/index.ts';
import type { ImportedNote } from '../imported.ts';
import { stripHtml } from '../notetype/index.ts';
import { freshId } from '../print/index.ts';
import { surroundingsError } from '../surroundings.ts';
import type { Book, BookNote } from './books.ts';

/** A deck file, or a part of one, with what a build made of it. */
export interface Tried {
  book: Book;
  deck: CollectedDeck;
  identities: IdentifiedDeck;
  file: VFile;
  /** Where each note begins. */
  lines: number[];
}

/** A note that came back. */
export interface Made {
  note: IdentifiedNote;
  collected: CollectedDeck['notes'][number];
}

/** What the proof of all files goes by. */
export interface Known {
  /** Ids that notes have got. */
  ids: Set<string>;
  /** How many notes wished for an id. */
  counts: Map<string, number>;
  /** Fronts of decks that are proved in several parts. */
  fronts: Map<string, Set<string>>;
  /** Notes that no way of writing gives back, and why. */
  lost: { note: ImportedNote; why: string }[];
}

/** The notes of a file that have to be printed otherwise; those that came back join `made`. */
export function judge(
  { book, deck, identities, file, lines }: Tried,
  made: Map<BookNote, Made>,
  known: Known,
  pass: number,
): BookNote[] {
  const byLine = new Map<number, Made>();
  for (const [index, note] of identities.notes.entries()) {
    const collected = deck.notes[index];
    if (collected) byLine.set(note.head.start.line, { note, collected });
  }
  const strays = straysIn(byLine.keys(), lines);
  const said = saidOf(book, file, lines);
  return book.notes.filter((one, index) => {
    const rendered = byLine.get(lines[index] ?? 0);
    const messages = said.get(index) ?? [];
    if (isUnfinished(one)) return false;
    const isOther = rendered !== undefined && rendered.note.notetype !== one.notetype.key;
    const broken = strays.has(index) || messages.length > 0 || !rendered || isOther;
    const wrong = rendered && !broken ? wrongFields(one, rendered.collected.fields) : undefined;
    if (rendered && wrong?.length === 0) {
      if (isNew(one, rendered, known)) {
        made.set(one, rendered);
        return false;
      }
      messages.push('duplicate-front');
    }
    if (isOther && one.plan.typed !== true) {
      one.plan.typed = true;
      delete one.text;
      return true;
    }
    if (pass < mostPasses) {
      replan(one, wrong, messages, known);
      delete one.text;
      return true;
    }
    known.lost.push({ note: one.note, why: messages[0] ?? `field ${wrong?.[0] ?? '?'}` });
    return false;
  });
}

/** After so many ways of writing there is no further one. */
const mostPasses = 5;

/** Notes within which another one begins. */
function straysIn(begins: Iterable<number>, lines: number[]): Set<number> {
  const strays = new Set<number>();
  const known = new Set(lines);
  for (const line of begins) if (!known.has(line)) strays.add(indexAt(lines, line));
  return strays;
}

/** The mistakes of each note. */
function saidOf({ path }: Book, { messages }: VFile, lines: number[]): Map<number, string[]> {
  const said = new Map<number, string[]>();
  for (const { fatal, line, ruleId, reason } of messages) {
    if (fatal !== true) continue;
    const index = indexAt(lines, line ?? 0);
    // A bare link loses its place. The note that it stands in was left out, which shows by itself.
    if (index < 0 && /^cloze-/u.test(ruleId ?? '')) continue;
    if (index < 0) throw surroundingsError(`${path} cannot be printed: ${reason}`);
    said.set(index, [...(said.get(index) ?? []), ruleId ?? '']);
  }
  return said;
}

/** Which note of a file a line belongs to; -1 for what stands above. */
function indexAt(lines: number[], line: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Whether a note lacks what its type needs, and is nobody's yet: it is written as it is, for its author to
 * finish.
 */
export function isUnfinished({ note, notetype }: BookNote): boolean {
  if (note.guid !== undefined) return false;
  const own = new Set(note.fields.map(({ name }) => name));
  return notetype.fields.some(({ name, required }) => required && !own.has(name));
}

/** Whether no other part of the deck has a note of this front; what stands in one part is compared by a build. */
function isNew({ plan }: BookNote, { note, collected }: Made, { fronts }: Known): boolean {
  const own = fronts.get(note.deck);
  if (!own) return true;
  const front = `${note.notetype} ${collected.fields.find((field) => field !== '') ?? ''}`;
  if (own.has(front)) return plan.id !== undefined;
  own.add(front);
  return true;
}

/** The names of fields that are not what they were. */
function wrongFields({ note, notetype }: BookNote, fields: string[]): string[] {
  const own = new Map(note.fields.map((field) => [field.name, field]));
  return notetype.fields.flatMap(({ name }, index) => {
    const field = own.get(name);
    const html = fields[index] ?? '';
    if (field && 'text' in field) return wordsOf(html) === plainWords(field.text) ? [] : [name];
    if (notetype.origin !== 'anki' || (field && !('html' in field))) return [];
    return (field?.html ?? '') === html ? [] : [name];
  });
}

/** The text of a field as a reader sees it; how it is broken into lines may differ. */
function wordsOf(html: string): string {
  return plainWords(stripHtml(html.replace(/<(?:br|\/p|\/div|\/h\d)>/giu, ' ')));
}

function plainWords(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u00a0]+/gu, ' ')
    .trim();
}

/** A plainer way of writing: for the fields that were wrong, or for all if it is not known which. */
function replan(
  { note, plan }: BookNote,
  wrong: string[] | undefined,
  messages: string[],
  { ids, counts }: Known,
): void {
  if (messages.includes('duplicate-front') && plan.id === undefined) {
    plan.id = freshId(frontText(note), ids, counts);
    if (messages.length === 1) return;
  }
  const own = note.fields.map(({ name }) => name);
  // A field that was to be empty got what belongs to another.
  const known = wrong?.filter((name) => own.includes(name)) ?? [];
  const which = known.length > 0 ? known : own;
  const isPlainest = which.every((name) => plan.levels.get(name) === 2);
  if (isPlainest && !plan.named) plan.named = true;
  else if (isPlainest) for (const name of own) plan.levels.set(name, 2);
  else
    for (const name of which) plan.levels.set(name, Math.min(2, (plan.levels.get(name) ?? 0) + 1));
}

function frontText({ fields }: ImportedNote): string {
  const [first] = fields;
  if (!first) return '';
  const text = 'html' in first ? first.html : 'text' in first ? first.text : first.markdown;
  return text.slice(0, 400).replace(/<[^>]*>|&[a-z#\d]+;/giu, ' ');
}
