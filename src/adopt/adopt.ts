import { idOf } from '../ids.ts';
import type { Imported, ImportedNote, ImportedPreset } from '../imported.ts';
import { emptyLedger, type Ledger } from '../ledger.ts';
import type { Notetype } from '../notetype/index.ts';
import { type PrintedFile, printNotetype } from '../print/index.ts';
import { readMemory } from '../read/index.ts';
import { surroundingsError } from '../surroundings.ts';
import { type Book, createBooks } from './books.ts';
import { type AdoptedMedia, placeMedia } from './media.ts';
import { merged } from './merge.ts';
import { type PlacedNotetype, placeNotetypes } from './notetypes.ts';
import { prove } from './prove.ts';

export interface AdoptOptions {
  /** Seconds since 1970; the only clock. */
  now: number;
  /** Paths that are taken in the project, relative to its root, with `/`. */
  taken?: Iterable<string>;
  /** Called when a step begins: `print`, `prove`. */
  onStep?: (step: string) => void;
}

/** A project, or what is added to one: plain data, not yet written. All paths are relative to its root. */
export interface Adopted {
  /** Deck files and note types. */
  files: PrintedFile[];
  media: AdoptedMedia[];
  /** What learners have, so that the first build changes nothing for them. */
  ledger: Ledger;
  presets: ImportedPreset[];
  tally: Tally;
}

/** What became of all that was imported. */
export interface Tally {
  decks: number;
  notes: number;
  notetypes: { name: string; key: string }[];
  media: number;
  /** Fields that hold something. */
  fields: number;
  /** Those of them that stay HTML. */
  html: number;
  /** Deck files that hold styles, scripts or the like, and so are marked as trusted. */
  trusted: string[];
  /** Sentences: what was guessed, and what to know. */
  said: string[];
  /** Sentences: what was not taken over. */
  leftOut: string[];
}

/**
 * Makes files of a project of what was imported: notes as Markdown, of which every field is proved to give
 * back its HTML, or kept as HTML; note types as they are; and a ledger by which learners keep their progress.
 */
export async function adopt(imported: Imported[], options: AdoptOptions): Promise<Adopted> {
  const begin = options.onStep ?? (() => {});
  begin('print');
  const taken = new Set(
    [...(options.taken ?? [])].map((one) => one.normalize('NFC').toLowerCase()),
  );
  const whole = merged(imported);
  const { now } = options;
  const empty = { decks: [], templates: [], media: [], ledger: emptyLedger, now };
  const { notetypes: builtIn } = readMemory(empty);
  const placed = placeNotetypes(whole.notetypes, builtIn, taken);
  const decks = new Map(whole.decks.map(({ name }) => [idOf('deck', name), name]));
  const templates = placed.flatMap(({ row, key }) => printNotetype(row, `templates/${key}`, decks));
  const { known, ...media } = placeMedia(whole, taken);
  const ledger: Ledger = {
    ...emptyLedger,
    ...(known.length > 0 && { media: known }),
    ...(whole.uuids && { uuids: whole.uuids }),
  };
  const project = readMemory({ ...empty, templates, media: media.files, ledger });
  const notetypeOf = notetypeFinder(whole.notetypes, placed, project.notetypes);
  const books = createBooks(whole, { notetypeOf, pathOf: media.pathOf, taken });
  begin('prove');
  const proved = await prove(books, project, whole.notetypes);
  return {
    files: [...templates, ...proved.files],
    media: media.placed,
    ledger: { ...ledger, notetypes: proved.notetypes, notes: proved.notes },
    presets: whole.presets,
    tally: {
      ...tallyOf(books),
      notes: proved.notes.length,
      notetypes: placed.map(({ row, key }) => ({ name: row.name, key })),
      media: media.placed.length,
      said: [...whole.said, ...missingLine(media.missing)],
      leftOut: [
        ...whole.leftOut,
        ...(media.unused > 0
          ? [`${media.unused} media ${media.unused === 1 ? 'file' : 'files'} that nothing shows.`]
          : []),
        ...proved.lost.map(
          ({ note, why }) => `The note ${note.guid ?? ''} of ${note.deck} (${why}).`,
        ),
      ],
    },
  };
}

function missingLine(names: string[]): string[] {
  if (names.length === 0) return [];
  const some = names.slice(0, 5).join(', ');
  const which = names.length > 5 ? `${some} and ${names.length - 5} more` : some;
  return [
    `${names.length} media ${names.length === 1 ? 'file that notes show is' : 'files that notes show are'} not there: ${which}.`,
  ];
}

function notetypeFinder(
  rows: Imported['notetypes'],
  placed: PlacedNotetype[],
  notetypes: ReadonlyMap<string, Notetype>,
): (note: ImportedNote) => Notetype {
  const keys = new Map(rows.map((row, index) => [row, placed[index]?.key]));
  return ({ notetype }) => {
    const key = typeof notetype === 'string' ? notetype : keys.get(notetype);
    const found = notetypes.get(key ?? '');
    if (found) return found;
    const name = typeof notetype === 'string' ? notetype : notetype.name;
    throw surroundingsError(`The note type "${name}" cannot be taken over.`);
  };
}

function tallyOf(books: Book[]): Pick<Tally, 'decks' | 'fields' | 'html' | 'trusted'> {
  const notes = books.flatMap((book) => book.notes);
  return {
    decks: new Set(books.map(({ head }) => head.deck)).size,
    fields: notes.reduce((sum, { note }) => sum + note.fields.length, 0),
    html: notes.reduce(
      (sum, { plan }) => sum + [...plan.levels.values()].filter((level) => level > 1).length,
      0,
    ),
    trusted: books.filter(({ head }) => head.trusted).map(({ path }) => path),
  };
}
