import type {
  CardRow,
  Collection,
  DeckRow,
  MediaRow,
  NoteRow,
  NotetypeRow,
} from '../collection.ts';
import type { Identified, IdentifiedNotetype } from '../identify/index.ts';
import { idOf } from '../ids.ts';
import { cardOrds } from '../notetype/index.ts';
import type { Project } from '../project.ts';
import type { RenderedDeck, RenderedNote } from '../render/index.ts';

/** What does Anki get? Rows of decks, note types, notes, cards and media, in the order of the sources. */
export function collect(
  decks: RenderedDeck[],
  identified: Identified,
  project: Project,
): Collection {
  const rendered = decks.flatMap(({ notes }) => notes);
  const rows = deckRows(decks);
  const deckIds = new Map(rows.map(({ name, id }) => [name, id]));
  const cards = cardRows(rendered, deckIds);
  return {
    modified: project.now,
    decks: rows,
    notetypes: notetypeRows(rendered, project),
    notes: rendered.map((note) => noteRow(note, project)),
    cards,
    media: mediaRows(decks, identified, project),
  };
}

/** Every deck that holds cards, and those above it. */
function deckRows(decks: RenderedDeck[]): DeckRow[] {
  const descriptions = new Map<string, string>();
  for (const { deck, description } of decks) {
    if (description) descriptions.set(deck.name, descriptions.get(deck.name) ?? description);
  }
  const names = new Set<string>();
  for (const name of decks.flatMap(({ notes }) => notes.map(({ note }) => note.deck))) {
    const levels = name.split('::');
    for (const [index] of levels.entries()) names.add(levels.slice(0, index + 1).join('::'));
  }
  return [...names]
    .sort(byText)
    .map((name) => ({ id: idOf('deck', name), name, description: descriptions.get(name) ?? '' }));
}

function notetypeRows(rendered: RenderedNote[], project: Project): NotetypeRow[] {
  const used = new Map(rendered.map(({ notetype }) => [notetype.key, notetype]));
  return [...used.values()]
    .sort((a, b) => byText(a.key, b.key))
    .map((notetype) => notetypeRow(notetype, project.now));
}

function notetypeRow(notetype: IdentifiedNotetype, mod: number): NotetypeRow {
  const { id, name, kind, sortField, css, latexPre, latexPost, latexSvg, stockKind } = notetype;
  return {
    ...{ id, name, kind, mod, sortField, css, latexPre, latexPost, latexSvg, stockKind },
    fields: notetype.fields.map(({ required: _, default: __, ...field }) => field),
    templates: notetype.templates,
  };
}

function noteRow({ note, notetype, fields }: RenderedNote, project: Project): NoteRow {
  return {
    id: note.noteId,
    guid: note.guid,
    notetypeId: notetype.id,
    mod: project.now,
    tags: note.tags,
    fields,
  };
}

/** The writer must make every card, as an import makes none (anki-format: cards of a new note). */
function cardRows(rendered: RenderedNote[], deckIds: Map<string, number>): CardRow[] {
  const taken = new Set<number>();
  return rendered.flatMap(({ note, notetype, fields }, index) =>
    cardOrds(notetype, fields, note.tags.length > 0).map((ord) => {
      let id = note.noteId + ord;
      while (taken.has(id)) id += 1;
      taken.add(id);
      return { id, noteId: note.noteId, deckId: deckIds.get(note.deck) ?? 1, ord, due: index + 1 };
    }),
  );
}

function mediaRows(
  decks: RenderedDeck[],
  { mediaNames }: Identified,
  project: Project,
): MediaRow[] {
  const rows = new Map<string, MediaRow>();
  for (const path of decks.flatMap(({ media }) => media)) {
    const file = project.media.get(path);
    const name = mediaNames.get(path);
    if (!file || name === undefined) continue;
    rows.set(name, { name, size: file.size, sha1: file.sha1, content: { path: file.location } });
  }
  return [...rows.values()].sort((a, b) => byText(a.name, b.name));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
