import type { CardRow, Collection, NoteRow, NotetypeRow } from '../collection.ts';
import type { Diff } from '../diff/index.ts';
import { mediaIn } from '../media.ts';
import { showCard, stripHtml } from '../notetype/index.ts';

/** A card as a learner sees it in one of the two collections. */
export interface CardVersion {
  /** HTML, as in Anki's reviewer. */
  front: string;
  back: string;
  css: string;
  ord: number;
  /** Content of the files that it shows: name to sha1. */
  files: Record<string, string>;
}

/** A card that looks otherwise than before, or is in one of the collections only. */
export interface ChangedCard {
  kind: 'changed' | 'styled' | 'new' | 'retired';
  guid: string;
  /** Of the note, as plain text. */
  title: string;
  deck: string;
  /** Name of the note type, and of the template or the cloze number. */
  notetype: string;
  card: string;
  before?: CardVersion;
  after?: CardVersion;
}

/**
 * The cards that look otherwise: those of changed notes; one for each template whose note type looks otherwise;
 * then new ones and those that are gone.
 */
export function changedCards(old: Collection, next: Collection, diff: Diff): ChangedCard[] {
  const [before, after] = [bookOf(old), bookOf(next)];
  const { notes } = diff;
  const of = (kind: ChangedCard['kind'], names: readonly { guid: string; title: string }[]) =>
    names.flatMap((name) => cardsOf(kind, name, before, after));
  return [
    ...of('changed', notes.changed),
    ...styledCards(diff, before, after),
    ...of('new', notes.added),
    ...of('retired', notes.retired),
  ];
}

/** A collection by what its rows are looked up by. */
interface Book {
  notes: Map<string, NoteRow>;
  notetypes: Map<number, NotetypeRow>;
  /** By the note's id. */
  cards: Map<number, CardRow[]>;
  decks: Map<number, string>;
  media: Map<string, string>;
}

function bookOf({ notes, notetypes, cards, decks, media }: Collection): Book {
  const byNote = new Map<number, CardRow[]>();
  for (const card of cards) {
    const known = byNote.get(card.noteId);
    if (known) known.push(card);
    else byNote.set(card.noteId, [card]);
  }
  return {
    notes: new Map(notes.map((row) => [row.guid, row])),
    notetypes: new Map(notetypes.map((row) => [row.id, row])),
    cards: byNote,
    decks: new Map(decks.map(({ id, name }) => [id, name])),
    media: new Map(media.map(({ name, sha1 }) => [name, sha1])),
  };
}

function cardsOf(
  kind: ChangedCard['kind'],
  { guid, title }: { guid: string; title: string },
  before: Book,
  after: Book,
): ChangedCard[] {
  const ords = [before, after].flatMap((book) => ordsOf(book, guid));
  return [...new Set(ords)]
    .sort((a, b) => a - b)
    .flatMap((ord) => {
      const [was, is] = [versionOf(before, guid, ord), versionOf(after, guid, ord)];
      if (JSON.stringify(was) === JSON.stringify(is)) return [];
      return [
        {
          ...{ kind, guid, title, ...namesOf(is ? after : before, guid, ord) },
          ...(was && { before: was }),
          ...(is && { after: is }),
        },
      ];
    });
}

function ordsOf({ notes, cards }: Book, guid: string): number[] {
  const note = notes.get(guid);
  return note ? (cards.get(note.id) ?? []).map(({ ord }) => ord) : [];
}

function versionOf(book: Book, guid: string, ord: number): CardVersion | undefined {
  const note = book.notes.get(guid);
  const notetype = note && book.notetypes.get(note.notetypeId);
  const card = note && book.cards.get(note.id)?.find((row) => row.ord === ord);
  if (!note || !notetype || !card) return undefined;
  const { fields, tags } = note;
  const deck = book.decks.get(card.deckId) ?? '';
  const { front, back } = showCard(notetype, { fields, tags, deck }, ord);
  const { css } = notetype;
  return { front, back, css, ord, files: filesOf(book, `${front}${back}`, css) };
}

/** Styling names files by `url()`, and Anki keeps only those that begin with `_`. */
function filesOf({ media }: Book, html: string, css: string): Record<string, string> {
  const names = [
    ...mediaIn(html).map(decoded),
    ...[...css.matchAll(/url\(\s*["']?(_[^"')]+)/gu)].map(([, name = '']) => name),
  ];
  return Object.fromEntries(
    [...new Set(names)].flatMap((name) => {
      const sha1 = media.get(name) ?? media.get(name.normalize('NFC'));
      return sha1 === undefined ? [] : [[name, sha1]];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function namesOf(
  { notes, notetypes, cards, decks }: Book,
  guid: string,
  ord: number,
): Pick<ChangedCard, 'deck' | 'notetype' | 'card'> {
  const note = notes.get(guid);
  const notetype = notetypes.get(note?.notetypeId ?? 0);
  const row = cards.get(note?.id ?? 0)?.find((card) => card.ord === ord);
  const isCloze = notetype?.kind === 'cloze';
  return {
    deck: decks.get(row?.deckId ?? 0) ?? '',
    notetype: notetype?.name ?? '',
    card: isCloze ? `Cloze ${ord + 1}` : (notetype?.templates[ord]?.name ?? ''),
  };
}

/** Of each note type with another look, the first card of each template whose note stayed the same. */
function styledCards({ notes, notetypes }: Diff, before: Book, after: Book): ChangedCard[] {
  const others = new Set(notes.changed.map(({ guid }) => guid));
  const wanted = new Set(notetypes.changed.map(({ id }) => id));
  const shown = new Set<string>();
  if (wanted.size === 0) return [];
  return [...after.notes.values()].flatMap((note) => {
    const { guid, notetypeId, fields } = note;
    if (!wanted.has(notetypeId) || others.has(guid) || !before.notes.has(guid)) return [];
    const isCloze = after.notetypes.get(notetypeId)?.kind === 'cloze';
    const keyOf = (ord: number) => `${notetypeId}:${isCloze ? 0 : ord}`;
    if (ordsOf(after, guid).every((ord) => shown.has(keyOf(ord)))) return [];
    const title = stripHtml(fields[0] ?? '').slice(0, 80);
    return cardsOf('styled', { guid, title }, before, after).filter(({ after: is }) => {
      const key = keyOf(is?.ord ?? 0);
      if (shown.has(key)) return false;
      shown.add(key);
      return true;
    });
  });
}
