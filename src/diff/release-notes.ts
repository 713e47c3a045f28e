import type { Diff } from './diff.ts';
import { escapeMarkdown as esc } from './escape-markdown.ts';
import type { NoteChange, NoteName } from './note-changes.ts';
import { shortened, shownText } from './plain-text.ts';
import { counted } from './wording.ts';

/**
 * What a new release is for learners, in Markdown and in plain words: new, corrected and retired notes by
 * deck, and what they will see when they import it. `limit`: notes named per section, default 200.
 */
export function releaseNotes(
  diff: Diff,
  { title = 'What is new', limit = 200 }: { title?: string; limit?: number } = {},
): string {
  const { added, changed, retired } = diff.notes;
  const stuck = new Set(
    diff.verdict.undelivered.concat(diff.verdict.conflicting).map(({ guid }) => guid),
  );
  const corrected = changed.filter(({ guid }) => !stuck.has(guid));
  const blocks = [
    `# ${esc(title)}`,
    summary(diff, corrected.length),
    byDeck('New', added, ({ title: name }) => esc(name), limit),
    byDeck('Corrected', corrected, correction, limit),
    ...retirement(retired, limit),
    '## When you import it',
    whatYouSee(diff)
      .map((line) => `- ${line}`)
      .join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function summary({ notes }: Diff, corrected: number): string {
  const parts = [
    notes.added.length > 0 ? `${counted(notes.added.length, 'new note')}` : '',
    corrected > 0 ? `${counted(corrected, 'corrected note')}` : '',
    notes.retired.length > 0 ? `${counted(notes.retired.length, 'retired note')}` : '',
  ].filter((part) => part !== '');
  if (parts.length === 0) return 'The notes are the same as before.';
  return `${parts.join(', ')}.`;
}

function byDeck<T extends NoteName>(
  title: string,
  notes: readonly T[],
  line: (note: T) => string,
  limit: number,
): string {
  if (notes.length === 0) return '';
  const decks = new Map<string, T[]>();
  for (const note of notes) decks.set(note.deck, [...(decks.get(note.deck) ?? []), note]);
  let left = limit;
  const groups = [...decks].map(([deck, group]) => {
    const shown = group.slice(0, left);
    left -= shown.length;
    const rest = group.length - shown.length;
    const lines = shown.map((note) => `- ${line(note)}`);
    if (rest > 0)
      lines.push(shown.length > 0 ? `- and ${rest} more` : `- ${counted(rest, 'note')}`);
    return `### ${esc(deck.replaceAll('::', ' › ')) || 'Default'}\n\n${lines.join('\n')}`;
  });
  return [`## ${title} (${notes.length})`, ...groups].join('\n\n');
}

/** What was there and what is there now, where words differ; else what kind of thing differs. */
function correction({ title, fields, tagsAdded, tagsRemoved, media }: NoteChange): string {
  const worded = fields.filter(({ onlyMarkup }) => !onlyMarkup);
  const lines = worded.slice(0, 3).map(({ name, before, after }) => {
    const [old, now] = [readable(before), readable(after)];
    if (old === now) return `${esc(name)}: other gaps`;
    if (old === '') return `${esc(name)}: now says “${esc(now)}”`;
    if (now === '') return `${esc(name)}: “${esc(old)}” was taken out`;
    return `${esc(name)}: was “${esc(old)}”, is now “${esc(now)}”`;
  });
  if (worded.length < fields.length || media.length > 0)
    lines.push('another look, picture or sound');
  if (tagsAdded.length + tagsRemoved.length > 0) lines.push('other tags');
  return [esc(title), ...lines.map((line) => `  - ${line}`)].join('\n');
}

function readable(html: string): string {
  return shortened(shownText(html), 200);
}

function retirement(retired: readonly NoteName[], limit: number): string[] {
  if (retired.length === 0) return [];
  return [
    byDeck('Retired', retired, ({ title }) => esc(title), limit),
    [
      'These notes are no longer part of the deck. Anki keeps them in your collection; you may go on with them.',
      'To see or delete them, put this into the search of Anki’s browser:',
    ].join(' '),
    `\`\`\`text\nnid:${retired.map(({ id }) => id).join(',')}\n\`\`\``,
  ];
}

function whatYouSee({ verdict, notes }: Diff): string[] {
  const { added, updated, losesProgress, fullSync, conflicting, addedCards, emptiedCards } =
    verdict;
  return [
    `Anki will report ${counted(added, 'note')} as new and ${counted(updated, 'note')} as updated.`,
    losesProgress
      ? 'Your progress with some notes cannot be kept: they start anew, or ask something else than before.'
      : 'Your progress is kept.',
    ...(updated > 0
      ? [
          'Notes that were corrected replace yours, with their tags; what you changed in other notes stays.',
        ]
      : []),
    ...(addedCards.length > 0
      ? [`Notes that you have get ${counted(addedCards.length, 'new card')}.`]
      : []),
    ...(emptiedCards.length > 0
      ? [
          `${counted(emptiedCards.length, 'card')} will be blank: choose Tools › Empty Cards in Anki to remove them.`,
        ]
      : []),
    ...(notes.moved.length > 0
      ? [
          `${counted(notes.moved.length, 'note')} moved to another deck; the cards that you have stay where they are.`,
        ]
      : []),
    ...(conflicting.length > 0
      ? [
          `${counted(conflicting.length, 'note')} cannot be updated, as their form has changed: they stay as they are.`,
        ]
      : []),
    ...(fullSync
      ? [
          'At the next sync Anki asks whether to upload or to download: choose the device you imported on.',
        ]
      : []),
  ];
}
