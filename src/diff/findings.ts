import type { Diff } from './diff.ts';
import { shortened } from './plain-text.ts';
import type { MovedProgress, NoteRef } from './verdict.ts';
import { counted } from './wording.ts';

/** A sentence of the verdict, and which notes it is about. Plain text with strangers' words in it. */
export interface Finding {
  /** `bad` loses progress, `warning` does not reach learners as meant, `note` is good to know. */
  weight: 'bad' | 'warning' | 'note';
  sentence: string;
  examples: string[];
}

/** The verdict in one sentence. */
export function headline({ verdict }: Diff): string {
  return verdict.losesProgress ? 'Learners lose progress.' : 'Nobody loses progress.';
}

/** How many notes are replaced, new and left alone. */
export function tally({ verdict }: Diff): string {
  const { updated, added, untouched } = verdict;
  return `${counted(updated, 'note')} updated, ${added} added, ${untouched} untouched`;
}

/** What else there is to say for an author, the worst first. */
export function findings(diff: Diff): Finding[] {
  return [...losses(diff), ...failures(diff), ...facts(diff)].filter(
    ({ examples, sentence }) => sentence !== '' && examples.length > 0,
  );
}

function losses({ verdict: { restarted, movedProgress } }: Diff): Finding[] {
  const [one, many] = [restarted.length === 1, movedProgress.length === 1];
  return [
    {
      weight: 'bad',
      sentence: `${counted(restarted.length, 'note')} ${one ? 'is' : 'are'} begun anew: the same content comes under another guid.`,
      examples: restarted.map(({ old, next }) =>
        old.title === next.title ? noteWords(old) : `${noteWords(old)} → ${next.title}`,
      ),
    },
    {
      weight: 'bad',
      sentence: `${counted(movedProgress.length, 'card')} ${many ? 'loses its' : 'lose their'} progress, or ${many ? 'keeps' : 'keep'} it for other content.`,
      examples: movedProgress.map(movedWords),
    },
  ];
}

function movedWords(moved: MovedProgress): string {
  const [before, after] = [shortened(moved.before, 60), shortened(moved.after, 60)];
  if (moved.reason === 'content') return `${noteWords(moved)} — it was about “${before}”`;
  const place = moved.reason === 'cloze' ? `c${moved.number}` : `card ${moved.number}`;
  return moved.after === ''
    ? `${noteWords(moved)} — ${place} with “${before}” is gone`
    : `${noteWords(moved)} — ${place} was “${before}”, is “${after}”`;
}

function failures({ verdict, notetypes }: Diff): Finding[] {
  const { undelivered, undeliveredNotetypes, undeliveredMedia, conflicting, needless } = verdict;
  const misfits = notetypes.changed.filter(({ sameSchema }) => !sameSchema);
  return [
    {
      weight: 'warning',
      sentence: `${counted(undelivered.length, 'changed note')} will not arrive, as Anki takes only what has a later modification time.`,
      examples: undelivered.map(noteWords),
    },
    {
      weight: 'warning',
      sentence: `${counted(undeliveredNotetypes.length, 'changed note type')} will not arrive as meant, as Anki takes only what has a later modification time.`,
      examples: undeliveredNotetypes,
    },
    {
      weight: 'warning',
      sentence: `${counted(undeliveredMedia.length, 'changed file')} will not arrive, as no note that names it is updated.`,
      examples: undeliveredMedia,
    },
    {
      weight: 'warning',
      sentence: `${counted(conflicting.length, 'note')} will get no updates any more, as the note type has other fields or templates${misfits.length > 0 ? ` (${misfits.map(({ name }) => name).join(', ')})` : ''}.`,
      examples: conflicting.map(noteWords),
    },
    {
      weight: 'warning',
      sentence: `${counted(needless.length, 'note')} will be replaced although nothing in ${needless.length === 1 ? 'it' : 'them'} differs, which undoes learners’ own edits.`,
      examples: needless.map(noteWords),
    },
  ];
}

function facts({ verdict, notes }: Diff): Finding[] {
  const { leftBehind, emptiedCards, addedCards, fullSync, copiedNotetypes } = verdict;
  return [
    {
      weight: 'note',
      sentence: `${counted(emptiedCards.length, 'card')} will be empty until learners run Empty Cards.`,
      examples: emptiedCards.map(cardWords),
    },
    {
      weight: 'note',
      sentence: `${counted(leftBehind.length, 'retired note')} will stay with learners.`,
      examples: leftBehind.map(noteWords),
    },
    {
      weight: 'note',
      sentence: `${counted(notes.moved.length, 'note')} in another deck: cards that learners have stay where they are.`,
      examples: notes.moved.map((move) => `${noteWords(move)} (was in ${move.deckBefore})`),
    },
    {
      weight: 'note',
      sentence: `${counted(addedCards.length, 'new card')} for notes that learners have.`,
      examples: addedCards.map(cardWords),
    },
    {
      weight: 'note',
      sentence: `${counted(copiedNotetypes.length, 'note type')} will come once more, as a copy for the new notes.`,
      examples: copiedNotetypes,
    },
    {
      weight: 'warning',
      sentence: fullSync ? 'Learners’ next sync has to be a full one.' : '',
      examples: ['Anki asks whether to upload or to download everything.'],
    },
  ];
}

function noteWords({ deck, title }: NoteRef): string {
  return deck === '' ? title : `${deck} › ${title}`;
}

function cardWords(card: NoteRef & { ord: number }): string {
  return `${noteWords(card)} (card ${card.ord + 1})`;
}
