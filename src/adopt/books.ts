import { posix } from 'node:path';
import type { Imported, ImportedDeck, ImportedNote } from '../imported.ts';
import type { Notetype } from '../notetype/index.ts';
import {
  type DeckHead,
  type Plan,
  printBlocks,
  printRaw,
  safeName,
  uniquePath,
} from '../print/index.ts';
import { isSafeHtml } from '../sanitise.ts';
import { textOf } from './runs.ts';

/** A deck file on its way. */
export interface Book {
  path: string;
  head: DeckHead;
  /** HTML of the description that the head should give, if it is not Anki's own Markdown. */
  description: string;
  notes: BookNote[];
  /** The address of a media file in this deck file, by its name. */
  urlOf: (name: string) => string | undefined;
}

/** A note on its way, with how it is to be written. */
export interface BookNote {
  note: ImportedNote;
  notetype: Notetype;
  plan: Plan;
  /** As it was printed last. */
  text?: string;
}

/** What the files are made with. */
export interface Shelf {
  notetypeOf: (note: ImportedNote) => Notetype;
  pathOf: (name: string) => string | undefined;
  taken: Set<string>;
}

/** Sorts notes into files: one for each deck, in folders as decks stand in each other. */
export function createBooks(
  { decks, notes }: Pick<Imported, 'decks' | 'notes'>,
  shelf: Shelf,
): Book[] {
  const byDeck = new Map<string, ImportedNote[]>();
  for (const note of notes) {
    const own = byDeck.get(note.deck);
    if (own) own.push(note);
    else byDeck.set(note.deck, [note]);
  }
  const above = new Set([...byDeck.keys()].flatMap(decksAbove));
  for (const { name, description } of decks)
    if (description !== '' && above.has(name) && !byDeck.has(name)) byDeck.set(name, []);
  const known = new Map(decks.map((deck) => [deck.name, deck]));
  const stems = createStems(shelf.taken);
  const books = [...byDeck]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, own]) => {
      const deck = known.get(name) ?? { name, description: '' };
      const stem = stems(name);
      return inParts(own).map((part, index) => {
        const path = uniquePath(
          `${stem}${index === 0 ? '' : `-part-${index + 1}`}`,
          '.md',
          shelf.taken,
        );
        return createBook(path, index === 0 ? deck : { name, description: '' }, part, shelf);
      });
    });
  // As a build reads them.
  return books.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The names of the decks that a deck stands in. */
function decksAbove(name: string): string[] {
  const levels = name.split('::');
  return levels.slice(1).map((_, index) => levels.slice(0, index + 1).join('::'));
}

/** Notes, and characters of HTML, in one file: what an editor and a web page still show well. */
const most = { notes: 10_000, text: 2_000_000 };

function inParts(notes: ImportedNote[]): ImportedNote[][] {
  const parts: ImportedNote[][] = [[]];
  let size = 0;
  for (const note of notes) {
    const ownSize = note.fields.reduce((sum, field) => sum + textOf(field).length, 0);
    size += ownSize;
    const { length } = parts.at(-1) ?? [];
    if (length > 0 && (size > most.text || length >= most.notes)) {
      parts.push([]);
      size = ownSize;
    }
    parts.at(-1)?.push(note);
  }
  return parts;
}

/** Paths of decks without an extension: a level is called the same wherever it stands. */
function createStems(taken: Set<string>): (deck: string) => string {
  const stems = new Map<string, string>();
  const used = new Set([...taken].map((path) => path.replace(/\.[^./]+$/u, '')));
  const stemOf = (levels: string[]): string => {
    const name = levels.join('::');
    const known = stems.get(name);
    if (known !== undefined) return known;
    const above = levels.length > 1 ? stemOf(levels.slice(0, -1)) : 'decks';
    const stem = uniquePath(`${above}/${safeName(levels.at(-1) ?? '', 'deck')}`, '', used);
    stems.set(name, stem);
    return stem;
  };
  // What nests deeper than folders may goes into one.
  return (deck) => {
    const levels = deck.split('::');
    return stemOf(levels.length > 8 ? [...levels.slice(0, 8), levels.slice(8).join(' ')] : levels);
  };
}

function createBook(
  path: string,
  deck: ImportedDeck,
  notes: ImportedNote[],
  { notetypeOf, pathOf }: Shelf,
): Book {
  const typed = notes.map((note) => ({ note, notetype: notetypeOf(note) }));
  const html = [
    ...(deck.markdown ? [] : [deck.description]),
    ...notes.flatMap(({ fields }) =>
      fields.flatMap((field) => ('html' in field ? field.html : [])),
    ),
  ];
  return {
    path,
    head: {
      deck: deck.name,
      type: usualType(typed.map(({ notetype }) => notetype.key)),
      tags: sharedTags(notes),
      trusted: html.some((one) => !isSafeHtml(one)),
      description: deck.markdown ? '' : printDescription(deck.description),
      ...(deck.markdown && { markdown: deck.description }),
    },
    description: deck.markdown ? '' : deck.description,
    notes: typed.map((one) => ({ ...one, plan: { levels: new Map(), named: false } })),
    urlOf: (name) => {
      const media = pathOf(name);
      if (media === undefined) return undefined;
      const url = posix.relative(posix.dirname(path), media);
      return url.replace(/[%?#]/gu, (character) => encodeURIComponent(character));
    },
  };
}

/** Plain text as text; all else as it is. */
function printDescription(html: string): string {
  if (html === '') return '';
  const isText = html === html.trim() && !/[<>&\n\u00a0[\]{}]|\/\//u.test(html);
  if (!isText) return printRaw(html);
  const text = { type: 'text' as const, value: html };
  return printBlocks([{ type: 'paragraph', children: [text] }], { cloze: true, careful: true });
}

/** The key that most notes have; of several, the one that comes first. */
function usualType(keys: string[]): string {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? 'basic';
}

/** What every note has, if there are several notes. */
function sharedTags(notes: ImportedNote[]): string[] {
  const [first, ...rest] = notes;
  if (!first || rest.length === 0) return [];
  let shared = first.tags;
  for (const { tags } of rest) shared = shared.filter((tag) => tags.includes(tag));
  return shared;
}
