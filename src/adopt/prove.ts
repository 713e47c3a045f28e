import { type CollectedDeck, collect } from '../collect/index.ts';
import type { NotetypeRow } from '../collection.ts';
import { type Identified, type IdentifiedDeck, identify } from '../identify/index.ts';
import type { ImportedNote } from '../imported.ts';
import { emptyLedger, type LedgerNote, type LedgerNotetype } from '../ledger.ts';
import { type PrintedFile, printDeckFile, printNote, printRaw } from '../print/index.ts';
import type { Project } from '../project.ts';
import { sourceOf } from '../read/index.ts';
import { finishAll, startWork, understandAll } from '../work/index.ts';
import type { Book, BookNote } from './books.ts';
import { createIdentities, type Identities, withTimes } from './identities.ts';
import { isUnfinished, judge, type Known, type Made, type Tried } from './judge.ts';
import { namesIn } from './media.ts';
import { runsOf } from './runs.ts';

/** Notes that a build will make of the printed files. */
export interface Proved {
  files: PrintedFile[];
  /** What learners have: of notes in the order of the files. */
  notes: LedgerNote[];
  notetypes: LedgerNotetype[];
  /** Notes that no way of writing gives back, and why. */
  lost: { note: ImportedNote; why: string }[];
}

/**
 * Prints the files, reads them as a build would, and compares every field. What does not come back is printed
 * in a plainer way, and tried again, until all comes back. Some thousand notes are in memory as trees at a time.
 */
export async function prove(books: Book[], project: Project, rows: NotetypeRow[]): Promise<Proved> {
  const runs = runsOf(books);
  const mediaOf = mediaFinder(project);
  const known: Known = { ids: new Set(), counts: new Map(), fronts: frontsOf(runs), lost: [] };
  const identities = createIdentities(project.now * 1000);
  const notes: LedgerNote[] = [];
  const notetypes = new Map<string, LedgerNotetype>();
  const unmade = new Set<BookNote>();
  for (const run of runs) {
    const { decks, made, identified } = await proveRun(run, mediaOf(run), known);
    const ledger = ledgerOf(run, decks, made, identified, { project, rows, identities });
    for (const note of ledger.notes) notes.push(note);
    for (const one of ledger.notetypes) notetypes.set(one.key, one);
    describe(run, decks);
    for (const note of run.flatMap((book) => book.notes))
      if (!made.has(note) && !isUnfinished(note)) unmade.add(note);
  }
  return {
    files: books.map((book) => {
      const own = unmade.size > 0 ? book.notes.filter((one) => !unmade.has(one)) : book.notes;
      return { path: book.path, text: printBook({ ...book, notes: own }).text };
    }),
    notes,
    notetypes: [...notetypes.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    lost: known.lost,
  };
}

/** Where to note the fronts of decks of which several parts are proved, each by itself. */
function frontsOf(runs: Book[][]): Known['fronts'] {
  const parts = new Map<string, number>();
  for (const { head } of runs.flat()) parts.set(head.deck, (parts.get(head.deck) ?? 0) + 1);
  const several = [...parts].filter(([, count]) => count > 1);
  return new Map(several.map(([deck]) => [deck.normalize('NFC'), new Set()]));
}

/** The project with only the media that a run shows: a large deck has many thousand, and each run looks at all. */
function mediaFinder(project: Project): (run: Book[]) => Project {
  const known = new Map(project.ledger?.media?.map((one) => [one.name, one]));
  return (run) => {
    const fields = run.flatMap(({ notes }) => notes.flatMap(({ note }) => note.fields));
    const own = [...new Set(fields.flatMap(namesIn))].flatMap((name) => known.get(name) ?? []);
    return {
      ...project,
      media: new Map(
        own.flatMap(({ file }) => {
          const media = project.media.get(file);
          return media ? [[file, media]] : [];
        }),
      ),
      ledger: { ...emptyLedger, ...project.ledger, media: own },
    };
  };
}

interface Run {
  /** What the first try gave, by path. */
  decks: Map<string, Tried>;
  made: Map<BookNote, Made>;
  identified: Identified;
}

async function proveRun(books: Book[], project: Project, known: Known): Promise<Run> {
  const made: Run['made'] = new Map();
  const decks: Run['decks'] = new Map();
  let { tried, identified } = await build(books, project);
  const first = identified;
  for (let pass = 0; tried.length > 0; pass += 1) {
    const again = tried.flatMap((one): Book[] => {
      const { book } = one;
      if (!decks.has(book.path)) decks.set(book.path, one);
      const failed = judge(one, made, known, pass);
      return failed.length > 0 ? [{ ...book, notes: failed }] : [];
    });
    if (again.length === 0) break;
    ({ tried, identified } = await build(again, project));
  }
  return { decks, made, identified: first };
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

/** The entries of what came back, under the identities and with the times that learners have. */
function ledgerOf(
  books: Book[],
  decks: Run['decks'],
  made: Run['made'],
  identified: Identified,
  { project, rows, identities }: { project: Project; rows: NotetypeRow[]; identities: Identities },
) {
  const origins: ImportedNote[] = [];
  const collected: CollectedDeck[] = [];
  const known: IdentifiedDeck[] = [];
  for (const book of books) {
    const first = decks.get(book.path);
    if (!first) continue;
    const rows = book.notes.flatMap((one) => {
      const row = made.get(one);
      return row ? [{ ...row, origin: one.note }] : [];
    });
    for (const { origin } of rows) origins.push(origin);
    collected.push({ ...first.deck, notes: rows.map((row) => row.collected) });
    known.push({
      ...first.identities,
      notes: rows.map(({ note, origin }) => identities(note, origin)),
    });
  }
  const { ledger } = collect(collected, { ...identified, decks: known }, project);
  return withTimes(ledger, origins, rows);
}

/** A description that its Markdown does not give back stays HTML. */
function describe(books: Book[], decks: Run['decks']): void {
  for (const { path, head, description } of books) {
    const { deck } = decks.get(path) ?? {};
    if (deck && deck.description !== description) head.description = printRaw(description);
  }
}
