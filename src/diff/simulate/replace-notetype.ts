import { cardOrds } from '../../notetype/index.ts';
import type { LearnerCard, LearnerNotetype } from '../learner.ts';
import { type Draft, notesOf } from './draft.ts';
import { renameInTemplates } from './rename-fields.ts';
import { hasMoved, type Shape } from './shape.ts';

/**
 * Puts a note type in the place of `original`, as Anki does: names of fields are followed into the templates,
 * notes and cards follow their fields and templates, new fronts make new cards.
 */
export function replaceNotetype(draft: Draft, shape: Shape, original: LearnerNotetype): void {
  const next = freeName(draft, renamed(shape, original));
  draft.notetypes.set(next.id, next);
  rewriteNotes(draft, { ...shape, notetype: next }, original);
  rewriteCards(draft, { ...shape, notetype: next }, original);
}

/** As `replaceNotetype`, for a merge: Anki stamps the note type, and follows renamed fields twice (tried). */
export function replaceMerged(
  draft: Draft,
  shape: Shape,
  original: LearnerNotetype,
): LearnerNotetype {
  const stamped = { ...renamed(shape, original), mod: draft.options.now };
  replaceNotetype(draft, { ...shape, notetype: stamped }, original);
  return draft.notetypes.get(stamped.id) ?? stamped;
}

/** A taken name gets a `+`, which also stamps the note type with the time of the import (tried). */
export function freeName(draft: Draft, notetype: LearnerNotetype): LearnerNotetype {
  const taken = new Set(draft.takenNames.map((name) => name.toLowerCase()));
  for (const { id, name } of draft.notetypes.values())
    if (id !== notetype.id) taken.add(name.toLowerCase());
  let name = notetype.name;
  while (taken.has(name.toLowerCase())) name += '+';
  return name === notetype.name ? notetype : { ...notetype, name, mod: draft.options.now };
}

/** The sort field follows its field, and names are made unlike each other, before they are followed into the templates. */
function renamed(shape: Shape, original: LearnerNotetype): LearnerNotetype {
  const { notetype, fields } = shape;
  const place = fields.indexOf(notetype.sortField);
  const last = notetype.fields.length - 1;
  const sortField = place === -1 ? Math.min(notetype.sortField, last) : place;
  return renameInTemplates({ ...withOwnNames(notetype), sortField }, fields, original);
}

/** Names that a merge has brought together twice get a `+`. */
function withOwnNames(notetype: LearnerNotetype): LearnerNotetype {
  return {
    ...notetype,
    fields: distinct(notetype.fields),
    templates: distinct(notetype.templates),
  };
}

function distinct<T extends { name: string }>(parts: readonly T[]): T[] {
  const seen = new Set<string>();
  return parts.map((part) => {
    let { name } = part;
    while (seen.has(name.toLowerCase())) name += '+';
    seen.add(name.toLowerCase());
    return name === part.name ? part : { ...part, name };
  });
}

/** A change of the fields, or of the sort field alone, stamps every note with the time of the import (tried). */
function rewriteNotes(draft: Draft, { notetype, fields }: Shape, original: LearnerNotetype): void {
  const moved = hasMoved(fields, original.fields.length);
  if (!moved && notetype.sortField === original.sortField) return;
  draft.fullSync = true;
  for (const note of notesOf(draft, notetype.id))
    draft.notes.set(note.id, {
      ...note,
      mod: draft.options.now,
      fields: moved ? reorder(note.fields, fields) : note.fields,
    });
}

/** The fields of a note in a new order; null is an empty field. */
export function reorder(fields: readonly string[], from: readonly (number | null)[]): string[] {
  return from.map((place) => (place === null ? '' : (fields[place] ?? '')));
}

function rewriteCards(
  draft: Draft,
  { notetype, templates }: Shape,
  original: LearnerNotetype,
): void {
  const moved = hasMoved(templates, original.templates.length);
  if (moved) {
    draft.fullSync = true;
    for (const note of notesOf(draft, notetype.id))
      moveCards(draft, note.id, templates, original.templates.length);
  }
  const fronts = (row: LearnerNotetype) => row.templates.map(({ front }) => front).join('\0');
  if (templates.includes(null) || fronts(notetype) !== fronts(original))
    for (const note of notesOf(draft, notetype.id)) generateCards(draft, note.id);
}

/** Cards follow their template; those of a template that is gone are removed. `before`: how many there were. */
export function moveCards(
  draft: Draft,
  noteId: number,
  templates: readonly (number | null)[],
  before: number,
): void {
  const moved = (draft.cards.get(noteId) ?? []).flatMap((card): LearnerCard[] => {
    const ord = templates.indexOf(card.ord);
    if (ord === -1) return card.ord < before ? [] : [card];
    return [{ ...card, ord }];
  });
  draft.cards.set(noteId, moved);
}

/** Adds the cards that a note lacks, in the deck of its other cards, else in Default; none to a note without cards. */
export function generateCards(draft: Draft, noteId: number): void {
  const note = draft.notes.get(noteId);
  const notetype = note && draft.notetypes.get(note.notetypeId);
  const cards = draft.cards.get(noteId) ?? [];
  if (!notetype || cards.length === 0) return;
  if (notetype.kind === 'normal' && cards.length === notetype.templates.length) return;
  const decks = new Set(cards.map(({ deckId }) => deckId));
  const [deckId = 1] = decks.size === 1 ? decks : [];
  const present = new Set(cards.map(({ ord }) => ord));
  for (const ord of cardOrds(notetype, note.fields, note.tags.length > 0)) {
    if (present.has(ord)) continue;
    cards.push({ noteId, deckId, ord });
    draft.addedCards.push({ guid: note.guid, ord });
  }
  draft.cards.set(noteId, cards);
}
