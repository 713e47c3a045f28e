import type { Collection } from '../collection.ts';
import { type LearnerState, learnerOf } from './learner.ts';
import { countWords, likeness, size } from './likeness.ts';
import { clozeChanges } from './moved-clozes.ts';
import { type Lookup, type NoteChanges, nameOf } from './note-changes.ts';
import { type NotetypeChange, sameDefinition } from './notetype-changes.ts';
import { shownText } from './plain-text.ts';
import { findRestarts } from './restarts.ts';
import { emptyCards } from './simulate/empty-cards.ts';
import { type CardName, type ImportOptions, type ImportResult, importInto } from './simulate.ts';

/** A note that a verdict speaks of. */
export interface NoteRef {
  guid: string;
  title: string;
  deck: string;
}

/** A card that a verdict speaks of: its template's index, or its cloze number minus 1. */
export type CardRef = NoteRef & { ord: number };

/** What happens to learners who imported the old collection and now import the next one, by the model of Anki's import. */
export interface Verdict {
  /** How many notes are new to them. */
  added: number;
  /** How many notes are replaced by the next collection's. */
  updated: number;
  /** How many notes of theirs stay as they are, being in both collections unchanged. */
  untouched: number;
  /** Notes that stay with them, although the next collection no longer has them. */
  leftBehind: NoteRef[];
  /** Notes that get no updates any more, as their note type has another shape. */
  conflicting: NoteRef[];
  /** Notes with other content that will not arrive, as their `mod` is not newer. */
  undelivered: NoteRef[];
  /** Notes that are replaced although nothing in them differs: a learner's own edits are lost for nothing. */
  needless: NoteRef[];
  /** Note types (names) whose new definition will not arrive, as their `mod` is not newer. */
  undeliveredNotetypes: string[];
  /** Note types that come in once more, as a copy for the new notes. */
  copiedNotetypes: string[];
  /** Files with other content that reach no note. */
  undeliveredMedia: string[];
  /** Cards that come to notes they already have. */
  addedCards: CardRef[];
  /** Cards whose front becomes blank; Anki's Empty Cards removes them. */
  emptiedCards: CardRef[];
  /** Notes that learners begin anew, as the same content comes under another guid. */
  restarted: { old: NoteRef; next: NoteRef; likeness: number }[];
  /** Cards whose progress is lost, or counts for other content from now on. */
  movedProgress: MovedProgress[];
  /** Corrected words under a cloze number that stays. */
  correctedClozes: (NoteRef & { number: number; before: string; after: string })[];
  /** Whether their next sync has to be a full one. */
  fullSync: boolean;
  /** Whether anybody loses progress: notes are begun anew, or progress moves onto other content. */
  losesProgress: boolean;
}

export interface MovedProgress extends NoteRef {
  /**
   * `cloze`: a cloze number hides other words, or they moved to another number. `content`: the note is now
   * about something else. `template`: templates have exchanged their fronts.
   */
  reason: 'cloze' | 'content' | 'template';
  /** The cloze number, or the template's number from 1. */
  number?: number;
  before: string;
  /** Empty where the words have no card any more. */
  after: string;
}

/** The rows that were compared, and what was found. */
export interface Compared {
  old: Collection;
  next: Collection;
  lookups: { old: Lookup; next: Lookup };
  notes: NoteChanges;
  notetypes: NotetypeChange[];
}

/** Lets a learner of the old collection import the next one, and judges what happens. */
export function judge(compared: Compared, options: ImportOptions): Verdict {
  const { lookups, notes } = compared;
  const learner = learnerOf(compared.old);
  const result = importInto(learner, compared.next, options);
  const changed = new Set(notes.changed.map(({ guid }) => guid));
  const refOf = (guid: string) => noteRef(lookups, guid);
  const cards = cardsOf(learner, result);
  const restarted = findRestarts(
    texts(lookups.old, notes.retired),
    texts(lookups.next, notes.added),
  );
  const { moved, corrected } = progress(compared, result);
  return {
    added: result.new.length,
    updated: result.updated.length,
    untouched: result.duplicate.filter((guid) => !changed.has(guid)).length,
    leftBehind: notes.retired.map(({ guid, title, deck }) => ({ guid, title, deck })),
    conflicting: result.conflicting.map(refOf),
    undelivered: result.duplicate.filter((guid) => changed.has(guid)).map(refOf),
    needless: result.updated.filter((guid) => !changed.has(guid)).map(refOf),
    undeliveredNotetypes: undeliveredNotetypes(compared, result),
    copiedNotetypes: result.copies.map(({ to }) => notetypeName(result, to)),
    undeliveredMedia: undeliveredMedia(compared, result),
    addedCards: cards.added.map(({ guid, ord }) => ({ ...refOf(guid), ord })),
    emptiedCards: cards.emptied.map(({ guid, ord }) => ({ ...refOf(guid), ord })),
    restarted: restarted.map(({ old, next, likeness }) => ({
      old: refOf(old),
      next: refOf(next),
      likeness,
    })),
    movedProgress: moved.map((each) => ({ ...refOf(each.guid), ...each })),
    correctedClozes: corrected.map((each) => ({ ...refOf(each.guid), ...each })),
    fullSync: result.fullSync,
    losesProgress: restarted.length > 0 || moved.length > 0,
  };
}

function noteRef({ old, next }: Compared['lookups'], guid: string): NoteRef {
  const side = next.notes.has(guid) ? next : old;
  const note = side.notes.get(guid);
  if (!note) return { guid, title: guid, deck: '' };
  const { title, deck } = nameOf(side, note);
  return { guid, title, deck };
}

/** Cards of notes that the learner had: those that came, and those that became empty. */
function cardsOf(learner: LearnerState, { addedCards, emptyCards: empty }: ImportResult) {
  const known = new Set(learner.notes.map(({ guid }) => guid));
  const before = new Set(emptyCards(learner).map(cardKey));
  return {
    added: addedCards.filter(({ guid }) => known.has(guid)),
    emptied: empty.filter((card) => known.has(card.guid) && !before.has(cardKey(card))),
  };
}

function cardKey({ guid, ord }: CardName): string {
  return `${ord} ${guid}`;
}

function texts({ notes }: Lookup, names: readonly { guid: string }[]) {
  return names.map(({ guid }) => ({ guid, text: textOf(notes.get(guid)?.fields ?? []) }));
}

function textOf(fields: readonly string[]): string {
  return fields.map(shownText).join(' ');
}

type Moved = Omit<MovedProgress, 'title' | 'deck'>;

/** Looks at every note whose content arrived: what does each of its cards ask now? */
function progress({ lookups, notes, notetypes }: Compared, { updated }: ImportResult) {
  const arrived = new Set(updated);
  const moved: Moved[] = exchangedTemplates(lookups, notetypes);
  const corrected: { guid: string; number: number; before: string; after: string }[] = [];
  for (const { guid } of notes.changed) {
    const [before, after] = [lookups.old.notes.get(guid), lookups.next.notes.get(guid)];
    if (!before || !after || !arrived.has(guid)) continue;
    const isCloze = lookups.next.notetypes.get(after.notetypeId)?.kind === 'cloze';
    if (isOther(before.fields, after.fields))
      moved.push({
        guid,
        reason: 'content',
        before: textOf(before.fields),
        after: textOf(after.fields),
      });
    else if (isCloze)
      for (const { movesProgress, ...change } of clozeChanges(before.fields, after.fields))
        if (movesProgress) moved.push({ guid, reason: 'cloze', ...change });
        else if (change.after !== '') corrected.push({ guid, ...change });
  }
  return { moved, corrected };
}

/** Whether a note has hardly a word in common with what it was; too few words tell nothing. */
function isOther(before: readonly string[], after: readonly string[]): boolean {
  const [a, b] = [countWords(textOf(before)), countWords(textOf(after))];
  return size(a) >= 4 && size(b) >= 4 && likeness(a, b) < 0.15;
}

function exchangedTemplates(
  { old, next }: Compared['lookups'],
  changes: readonly NotetypeChange[],
): Moved[] {
  return changes.flatMap(({ id, sameSchema: fits }) => {
    const [before, after] = [old.notetypes.get(id), next.notetypes.get(id)];
    if (!fits || !before || !after || before.kind === 'cloze') return [];
    return after.templates.flatMap(({ front }, index) => {
      const was = before.templates[index]?.front ?? '';
      const swapped = before.templates.some((each, at) => at !== index && each.front === front);
      if (front === was || !swapped) return [];
      return [...old.notes.values()]
        .filter(({ notetypeId }) => notetypeId === id)
        .map(({ guid }) => ({
          guid,
          reason: 'template' as const,
          number: index + 1,
          before: was,
          after: front,
        }));
    });
  });
}

function undeliveredNotetypes({ notetypes, lookups }: Compared, result: ImportResult): string[] {
  return notetypes.flatMap(({ id, name }) => {
    const wanted = lookups.next.notetypes.get(id);
    const targets = [id, ...result.copies.filter(({ from }) => from === id).map(({ to }) => to)];
    const kept = result.learner.notetypes.filter((row) => targets.includes(row.id));
    const used = [...lookups.next.notes.values()].some(({ notetypeId }) => notetypeId === id);
    if (!wanted || !used) return [];
    // A name may have been taken, which is no fault.
    return kept.some((row) => sameDefinition({ ...row, name }, wanted)) ? [] : [name];
  });
}

function notetypeName({ learner }: ImportResult, id: number): string {
  return learner.notetypes.find((row) => row.id === id)?.name ?? '';
}

function undeliveredMedia({ lookups }: Compared, { learner }: ImportResult): string[] {
  const present = new Set(learner.media.map(({ sha1 }) => sha1));
  return [...lookups.next.media]
    .filter(([name, sha1]) => {
      const before = lookups.old.media.get(name);
      return before !== undefined && before !== sha1 && !present.has(sha1);
    })
    .map(([name]) => name);
}
