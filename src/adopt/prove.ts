import type { VFile } from 'vfile';
import type { CollectedDeck } from '../collect/index.ts';
import {
  type Identified,
  type IdentifiedDeck,
  type IdentifiedNote,
  identify,
} from '../identify/index.ts';
import type { ImportedNote } from '../imported.ts';
import { stripHtml } from '../notetype/index.ts';
import { freshId, type PrintedFile, printDeckFile, printNote, printRaw } from '../print/index.ts';
import type { Project } from '../project.ts';
import { sourceOf } from '../read/index.ts';
import { surroundingsError } from '../surroundings.ts';
import { finishAll, startWork, understandAll } from '../work/index.ts';
import type { Book, BookNote } from './books.ts';

/** Notes that a build will make of the printed files. */
export interface Proved {
  files: PrintedFile[];
  decks: CollectedDeck[];
  /** The same decks; guids are those of new notes. */
  identified: Identified;
  /** Which imported note each is, in their order. */
  origins: ImportedNote[];
  /** Notes that no way of writing gives back, and why. */
  lost: { note: ImportedNote; why: string }[];
}

/**
 * Prints the files, reads them as a build would, and compares every field. What does not come back is printed
 * in a plainer way, and tried again, until all comes back.
 */
export async function prove(books: Book[], project: Project): Promise<Proved> {
  const made = new Map<BookNote, Made>();
  const decks = new Map<Book, Tried>();
  const ids = new Set<string>();
  const lost: Proved['lost'] = [];
  let open = books;
  let identified: Identified | undefined;
  for (let pass = 0; open.length > 0; pass += 1) {
    const run = await build(open, project);
    identified ??= run.identified;
    const again: Book[] = [];
    for (const tried of run.tried) {
      const book = books.find(({ path }) => path === tried.book.path) ?? tried.book;
      if (!decks.has(book)) decks.set(book, tried);
      const failed = judge(tried, made, ids, lost, pass);
      if (failed.length > 0) again.push({ ...book, notes: failed });
    }
    open = again;
  }
  if (!identified) identified = (await build([], project)).identified;
  const { identities, ...rest } = bound(books, decks, made);
  return { ...rest, identified: { ...identified, decks: identities }, lost };
}

/** A note that came back. */
interface Made {
  note: IdentifiedNote;
  collected: CollectedDeck['notes'][number];
}

interface Tried {
  book: Book;
  deck: CollectedDeck;
  identities: IdentifiedDeck;
  file: VFile;
  /** Where each note begins. */
  lines: number[];
}

/** What a build makes of the books. */
async function build(
  books: Book[],
  base: Project,
): Promise<{ tried: Tried[]; identified: Identified }> {
  const printed = books.map((book) => ({ book, ...printBook(book) }));
  const sources = printed.map(({ book, text }) =>
    sourceOf({ path: book.path, text: `${text}${following}` }),
  );
  const project: Project = { ...base, sources };
  const options = { lint: false };
  const work = startWork(project, options);
  const identified = identify(await understandAll(work, project, options), project);
  const finished = await finishAll(work, project, identified);
  const byPath = new Map(
    identified.decks.map((identities, at) => [identities.path, { identities, at }]),
  );
  const tried = printed.flatMap(({ book, lines }, index): Tried[] => {
    const { identities, at = -1 } = byPath.get(book.path) ?? {};
    const deck = finished[at];
    const file = sources[index]?.file;
    return identities && deck && file ? [{ book, deck, identities, file, lines }] : [];
  });
  return { tried, identified };
}

/** What a note that does not end would take in; it makes no note itself. */
const following = '\n## What follows {skip}\n';

function printBook({ head, notes, urlOf }: Book): { text: string; lines: number[] } {
  const fileTags = new Set(head.tags);
  const texts = notes.map((one) => {
    const { note, plan, notetype } = one;
    one.text ??= printNote(note, plan, { notetype, usualType: head.type, fileTags, urlOf });
    return one.text;
  });
  return printDeckFile(head, texts);
}

/** The notes of a file that have to be printed otherwise; those that came back join `made`. */
function judge(
  { book, deck, identities, file, lines }: Tried,
  made: Map<BookNote, Made>,
  ids: Set<string>,
  lost: Proved['lost'],
  pass: number,
): BookNote[] {
  const byLine = new Map<number, Made>();
  for (const [index, note] of identities.notes.entries()) {
    const collected = deck.notes[index];
    if (collected) byLine.set(note.head.start.line, { note, collected });
  }
  const strays = new Set<number>();
  const known = new Set(lines);
  for (const line of byLine.keys()) if (!known.has(line)) strays.add(indexAt(lines, line));
  const said = new Map<number, string[]>();
  for (const { fatal, line, ruleId, reason } of file.messages) {
    if (fatal !== true) continue;
    const index = indexAt(lines, line ?? 0);
    // A bare link loses its place. The note that it stands in was left out, which shows by itself.
    if (index < 0 && /^cloze-/u.test(ruleId ?? '')) continue;
    if (index < 0) throw surroundingsError(`${book.path} cannot be printed: ${reason}`);
    said.set(index, [...(said.get(index) ?? []), ruleId ?? '']);
  }
  return book.notes.filter((one, index) => {
    const rendered = byLine.get(lines[index] ?? 0);
    const messages = said.get(index) ?? [];
    if (isUnfinished(one)) return false;
    const isOther = rendered !== undefined && rendered.note.notetype !== one.notetype.key;
    const broken = strays.has(index) || messages.length > 0 || !rendered || isOther;
    const wrong = rendered && !broken ? wrongFields(one, rendered.collected.fields) : undefined;
    if (rendered && wrong?.length === 0) {
      made.set(one, rendered);
      return false;
    }
    if (isOther && one.plan.typed !== true) {
      one.plan.typed = true;
      delete one.text;
      return true;
    }
    if (pass < mostPasses) {
      replan(one, wrong, messages, ids);
      delete one.text;
      return true;
    }
    lost.push({ note: one.note, why: messages[0] ?? `field ${wrong?.[0] ?? '?'}` });
    return false;
  });
}

/**
 * Whether a note lacks what its type needs, and is nobody's yet: it is written as it is, for its author to
 * finish.
 */
function isUnfinished({ note, notetype }: BookNote): boolean {
  const own = new Set(note.fields.map(({ name }) => name));
  return (
    note.guid === undefined &&
    notetype.fields.some(({ name, required }) => required && !own.has(name))
  );
}

/** After so many ways of writing there is no further one. */
const mostPasses = 5;

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
  ids: Set<string>,
): void {
  if (messages.includes('duplicate-front') && plan.id === undefined) {
    plan.id = freshId(frontText(note), ids);
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

/** The files as they are now, with what they give. */
function bound(
  books: Book[],
  tried: Map<Book, Tried>,
  made: Map<BookNote, Made>,
): Pick<Proved, 'files' | 'decks' | 'origins'> & { identities: IdentifiedDeck[] } {
  const origins: ImportedNote[] = [];
  const files: PrintedFile[] = [];
  const decks: CollectedDeck[] = [];
  const identities: IdentifiedDeck[] = [];
  for (const book of books) {
    const notes = book.notes.filter((one) => made.has(one) || isUnfinished(one));
    const first = tried.get(book);
    if (!first) continue;
    const { deck } = first;
    if (deck.description !== book.description) book.head.description = printRaw(book.description);
    files.push({ path: book.path, text: printBook({ ...book, notes }).text });
    const rows = notes.flatMap((one) => {
      const row = made.get(one);
      return row ? [{ ...row, origin: one.note }] : [];
    });
    origins.push(...rows.map(({ origin }) => origin));
    decks.push({ ...deck, notes: rows.map(({ collected }) => collected) });
    identities.push({ ...first.identities, notes: rows.map(({ note }) => note) });
  }
  return { files, decks, identities, origins };
}
