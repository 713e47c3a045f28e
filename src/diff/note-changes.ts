import type { Collection, NoteRow, NotetypeRow } from '../collection.ts';
import { plainText, shownText, titleOf } from './plain-text.ts';
import { referencesIn } from './simulate/media-references.ts';
import { type WordPart, wordDiff } from './words.ts';

/** What names a note to people. */
export interface NoteName {
  guid: string;
  /** The note's id, for a search in Anki (`nid:`). */
  id: number;
  /** Plain text, at most 80 characters. */
  title: string;
  deck: string;
  notetype: string;
  tags: string[];
  /** How many cards it has. */
  cards: number;
}

/** A note that both collections have, with other content. */
export interface NoteChange extends NoteName {
  fields: FieldChange[];
  tagsAdded: string[];
  tagsRemoved: string[];
  /** Names of the note types, where they differ. */
  notetypeBefore?: string;
  /** Files that it shows or plays, whose content is another one under the same name. */
  media: string[];
}

export interface FieldChange {
  name: string;
  /** Of the plain text; no part differs where only the markup does. */
  words: WordPart[];
  /** The same as a learner sees it: without the marks of deletions. */
  shown: WordPart[];
  /** Whether the text is the same, and only markup, files or spaces differ. */
  onlyMarkup: boolean;
  /** HTML; empty where the note had no such field. */
  before: string;
  after: string;
}

export interface NoteMove extends NoteName {
  deckBefore: string;
}

export interface NoteChanges {
  added: NoteName[];
  changed: NoteChange[];
  /** Notes whose first card is in another deck; learners' cards stay where they are. */
  moved: NoteMove[];
  /** No longer there. */
  retired: NoteName[];
  unchanged: number;
}

/** A collection by what its rows are looked up by. */
export interface Lookup {
  notetypes: Map<number, NotetypeRow>;
  /** By guid; the first of a repeated one. */
  notes: Map<string, NoteRow>;
  /** By the note's id: the deck of its first card, and how many cards it has. */
  places: Map<number, { deck: string; ord: number; cards: number }>;
  /** Name to sha1. */
  media: Map<string, string>;
}

/** Prepares a collection for look-ups. */
export function lookup({ notetypes, notes, cards, decks, media }: Collection): Lookup {
  const deckNames = new Map(decks.map(({ id, name }) => [id, name]));
  const places: Lookup['places'] = new Map();
  for (const { noteId, deckId, ord } of cards) {
    const deck = deckNames.get(deckId) ?? '';
    const place = places.get(noteId);
    if (!place) places.set(noteId, { deck, ord, cards: 1 });
    else {
      place.cards += 1;
      if (ord < place.ord) Object.assign(place, { deck, ord });
    }
  }
  const byGuid = new Map<string, NoteRow>();
  for (const note of notes) if (!byGuid.has(note.guid)) byGuid.set(note.guid, note);
  return {
    notetypes: new Map(notetypes.map((row) => [row.id, row])),
    notes: byGuid,
    places,
    media: new Map(media.map(({ name, sha1 }) => [name, sha1])),
  };
}

/** What became of every note, matched by guid. */
export function noteChanges(old: Lookup, next: Lookup): NoteChanges {
  const result: NoteChanges = { added: [], changed: [], moved: [], retired: [], unchanged: 0 };
  const files = changedFiles(old, next);
  for (const after of next.notes.values()) {
    const before = old.notes.get(after.guid);
    if (!before) {
      result.added.push(nameOf(next, after));
      continue;
    }
    const change = changeOf(old, next, { before, after, files });
    if (change) result.changed.push(change);
    const deckBefore = deckOf(old, before);
    const hasMoved = deckBefore !== deckOf(next, after);
    if (hasMoved) result.moved.push({ ...nameOf(next, after), deckBefore });
    if (!change && !hasMoved) result.unchanged += 1;
  }
  for (const note of old.notes.values())
    if (!next.notes.has(note.guid)) result.retired.push(nameOf(old, note));
  return result;
}

function changedFiles(old: Lookup, next: Lookup): Set<string> {
  const names = [...next.media].filter(([name, sha1]) => (old.media.get(name) ?? sha1) !== sha1);
  return new Set(names.map(([name]) => name));
}

function deckOf({ places }: Lookup, { id }: NoteRow): string {
  return places.get(id)?.deck ?? '';
}

/** What names a note to people. */
export function nameOf({ notetypes, places }: Lookup, note: NoteRow): NoteName {
  const { deck = '', cards = 0 } = places.get(note.id) ?? {};
  const notetype = notetypes.get(note.notetypeId);
  const title = titleOf(namingFields(note, notetype));
  const { guid, id, tags } = note;
  return { guid, id, title, deck, notetype: notetype?.name ?? '', tags, cards };
}

/** The first field of image occlusion holds its shapes, which name nothing; its heading has the tag 2. */
function namingFields({ fields }: NoteRow, notetype: NotetypeRow | undefined): string[] {
  if (notetype?.stockKind !== 6) return fields;
  const isHeading = (index: number) => notetype.fields[index]?.tag === 2;
  const [shapes = '', ...rest] = fields;
  return [...fields.filter((_, index) => isHeading(index)), ...rest, shapes];
}

interface Versions {
  before: NoteRow;
  after: NoteRow;
  /** Names of files with other content. */
  files: ReadonlySet<string>;
}

function changeOf(
  old: Lookup,
  next: Lookup,
  { before, after, files }: Versions,
): NoteChange | undefined {
  const fields = fieldChanges(old, next, before, after);
  const tagsAdded = after.tags.filter((tag) => !before.tags.includes(tag));
  const tagsRemoved = before.tags.filter((tag) => !after.tags.includes(tag));
  const moved = before.notetypeId !== after.notetypeId;
  const named = files.size > 0 ? new Set(after.fields.flatMap(referencesIn)) : [];
  const media = [...named].filter((name) => files.has(name));
  if (!moved && [fields, tagsAdded, tagsRemoved, media].every(({ length }) => length === 0))
    return undefined;
  return {
    ...nameOf(next, after),
    fields,
    tagsAdded,
    tagsRemoved,
    media,
    ...(moved && { notetypeBefore: old.notetypes.get(before.notetypeId)?.name ?? '' }),
  };
}

/** Fields are matched by id within one note type, else by name; those that are gone come last. */
function fieldChanges(old: Lookup, next: Lookup, before: NoteRow, after: NoteRow): FieldChange[] {
  const oldFields = old.notetypes.get(before.notetypeId)?.fields ?? [];
  const newFields = next.notetypes.get(after.notetypeId)?.fields ?? [];
  const byId = before.notetypeId === after.notetypeId;
  const matched = new Set<number>();
  const changes = newFields.flatMap(({ id, name }, index) => {
    const place = oldFields.findIndex((field) =>
      byId && id !== 0n && field.id !== 0n ? field.id === id : field.name === name,
    );
    matched.add(place);
    return fieldChange(name, before.fields[place] ?? '', after.fields[index] ?? '');
  });
  const gone = oldFields.flatMap(({ name }, index) =>
    matched.has(index) ? [] : fieldChange(name, before.fields[index] ?? '', ''),
  );
  return [...changes, ...gone];
}

function fieldChange(name: string, before: string, after: string): FieldChange[] {
  if (before === after) return [];
  const [textBefore, textAfter] = [plainText(before), plainText(after)];
  const words = wordDiff(textBefore, textAfter);
  const hasMarks = textBefore.includes('{{') || textAfter.includes('{{');
  const shown = hasMarks ? wordDiff(shownText(before), shownText(after)) : words;
  return [{ name, words, shown, onlyMarkup: textBefore === textAfter, before, after }];
}
