import { basename } from 'node:path';
import type { CardRow, NoteRow, NotetypeRow } from '../../collection.ts';
import { idOf } from '../../ids.ts';
import type { Imported, ImportedNote, ImportedPreset } from '../../imported.ts';
import { tidyNotetype } from '../../notetype/index.ts';
import type { Input, InputFile } from '../input.ts';
import { type ReadPackage, readPackage } from './package.ts';
import { damaged } from './trouble.ts';

/** Packages of Anki. */
export const apkgInput: Input = {
  summary: 'Anki packages (.apkg, .colpkg)',
  matches: ({ name, head }: InputFile) =>
    /\.(apkg|colpkg)$/iu.test(name) || (/\.zip$/iu.test(name) && head[0] === 0x50),
  read: async (path, { limits }) => {
    const name = basename(path.normalize('NFC')).replace(/\.[^.]+$/u, '');
    return importedOf(await readPackage(path, limits), name);
  },
};

/** A package as what an import takes over: notes in the order of their cards, without anybody's progress. */
export function importedOf(read: ReadPackage, name: string): Imported {
  const cards = cardsByNote(read.cards);
  const decks = new Map(read.decks.map((deck) => [deck.id, deck.name]));
  const notetypes = new Map(read.notetypes.map((row) => [row.id, ownNotetype(row, decks)]));
  const deckOf = deckFinder(read, cards, decks, name);
  const notes = inOrder(read.notes, cards).flatMap((note): ImportedNote[] => {
    const notetype = notetypes.get(note.notetypeId);
    if (!notetype) return [];
    const deck = deckOf(note);
    const fields = notetype.fields.flatMap((field, index) => {
      const html = note.fields[index] ?? '';
      return html === '' ? [] : [{ name: field.name, html }];
    });
    const { guid, id, mod, tags } = note;
    // Not spread: each copy would be a table of its own, of 700 bytes, and there may be a million.
    const known = { guid, id, mod, deck, notetype, tags, fields };
    return [guid === '' ? { id, mod, deck, notetype, tags, fields } : known];
  });
  const used = new Set(notes.map(({ notetype }) => notetype));
  return {
    name,
    kind: 'Anki package',
    decks: read.decks.map(({ id: _, ...deck }) => deck),
    notetypes: [...notetypes.values()].filter((notetype) => used.has(notetype)),
    notes,
    media: read.media,
    presets: presetsOf(read, decks),
    said: saidOf(read.notetypes),
    leftOut: leftOutOf(read, cards, decks),
  };
}

/** Files have line endings of one kind. */
function saidOf(notetypes: NotetypeRow[]): string[] {
  const carrying = notetypes.filter(({ css, templates }) =>
    [css, ...templates.flatMap(({ front, back }) => [front, back])].some((text) =>
      text.includes('\r'),
    ),
  ).length;
  return carrying === 0
    ? []
    : [
        `The line endings of ${counted(carrying, 'note type')} are now LF alone, which shows nowhere.`,
      ];
}

/** With names that can be kept, and decks numbered as a build numbers them. */
function ownNotetype(row: NotetypeRow, decks: Map<number, string>): NotetypeRow {
  if (row.id <= 0) throw damaged(`its note type "${row.name.slice(0, 60)}" has the id ${row.id}`);
  const templates = row.templates.map(({ deckId, ...template }) => {
    const deck = deckId === undefined ? undefined : decks.get(deckId);
    return { ...template, ...(deck !== undefined && { deckId: idOf('deck', deck) }) };
  });
  return tidyNotetype({ ...row, templates });
}

/** The cards of each note, by template. */
function cardsByNote(cards: CardRow[]): Map<number, CardRow[]> {
  const byNote = new Map<number, CardRow[]>();
  for (const card of cards) {
    const own = byNote.get(card.noteId);
    if (own) own.push(card);
    else byNote.set(card.noteId, [card]);
  }
  for (const own of byNote.values()) own.sort((a, b) => a.ord - b.ord);
  return byNote;
}

/** The deck of a note's first card; one without cards goes where the note that was made before it is. */
function deckFinder(
  { notes }: ReadPackage,
  cards: Map<number, CardRow[]>,
  decks: Map<number, string>,
  otherwise: string,
): (note: NoteRow) => string {
  const without = new Map<number, string>();
  let before = notes.map(({ id }) => cards.get(id)?.[0]).find(Boolean)?.deckId ?? 0;
  for (const { id } of notes) {
    const [first] = cards.get(id) ?? [];
    if (first) before = first.deckId;
    else without.set(id, decks.get(before) ?? otherwise);
  }
  return ({ id }) => without.get(id) ?? decks.get(cards.get(id)?.[0]?.deckId ?? 0) ?? otherwise;
}

/** As learners meet them: by the place of their first card among new ones, else as they were made. */
function inOrder(notes: NoteRow[], cards: Map<number, CardRow[]>): NoteRow[] {
  const places = new Map(
    notes.map(({ id }) => [id, Math.min(...(cards.get(id) ?? []).map(({ due }) => due))]),
  );
  const place = ({ id }: NoteRow) => places.get(id) ?? Number.POSITIVE_INFINITY;
  return notes.toSorted((a, b) => (place(a) === place(b) ? a.id - b.id : place(a) - place(b)));
}

/** Presets that decks use, but for the one that every learner has. */
function presetsOf(read: ReadPackage, decks: Map<number, string>): ImportedPreset[] {
  return read.presets.flatMap(({ id, name, json }) => {
    const own = read.deckSettings.filter((deck) => deck.presetId === id && id !== 1);
    const names = own.flatMap(({ deckId }) => decks.get(deckId) ?? []);
    return names.length > 0 ? [{ name, decks: names, options: json }] : [];
  });
}

function leftOutOf(
  { scheduling, leftOut, notes, deckSettings }: ReadPackage,
  cards: Map<number, CardRow[]>,
  decks: Map<number, string>,
): string[] {
  const { reviews, studiedCards } = scheduling;
  const apart = notes.filter(({ id }) => new Set(cards.get(id)?.map((one) => one.deckId)).size > 1);
  const without = notes.filter(({ id }) => !cards.has(id)).length;
  const [first] = apart;
  const own = cards.get(first?.id ?? 0) ?? [];
  const names = [...new Set(own.map(({ deckId }) => decks.get(deckId) ?? ''))];
  const limited = deckSettings.filter(
    (deck) => (deck.newLimit ?? deck.reviewLimit ?? deck.desiredRetention) !== undefined,
  ).length;
  return [
    reviews + studiedCards > 0 &&
      `The progress of ${counted(studiedCards, 'studied card')} and ${counted(reviews, 'review')}: an import never takes it over, and learners keep theirs.`,
    leftOut.cards > 0 && `${counted(leftOut.cards, 'card')} without a note, or twice the same.`,
    apart.length > 0 &&
      `${counted(apart.length, 'note')} with cards in several decks (the first: ${names.join(', ')}): new learners get all cards of a note in one deck, that of its first card.`,
    without > 0 && `${counted(without, 'note')} had no cards; new learners get them.`,
    limited > 0 && `Daily limits of ${counted(limited, 'deck')}: they are each learner's own.`,
    leftOut.media.length > 0 &&
      `${counted(leftOut.media.length, 'media file')} that the package lists but lacks: ${leftOut.media.slice(0, 5).join(', ')}.`,
  ].filter((text) => text !== false);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
