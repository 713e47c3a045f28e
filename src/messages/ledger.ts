import { define } from './define.ts';

export const ledgerConflict = define('ledger-conflict', 'error', () => ({
  reason: 'Unexpected mark of a merge conflict in the ledger, expected JSON',
  note: 'Keep the lines of both sides, remove the marks, and build again: of a note that stands twice the newer line counts. With `deckwright.lock merge=union` in `.gitattributes` git does this by itself.',
}));

export const ledgerInvalid = define('ledger-invalid', 'error', (problem: string) => ({
  reason: `Unexpected content of the ledger, expected what Deckwright wrote (${problem})`,
  note: 'Take the last good `deckwright.lock` from git and build again. Without a ledger, learners keep their progress only on notes whose front never changed.',
}));

export const ledgerStale = define('ledger-stale', 'error', (counts: string[], named: string[]) => ({
  reason: `Unexpected changes that the ledger does not know (${counts.join(', ')}), expected a ledger that is up to date`,
  note: `Run \`deckwright build\` without \`--frozen\` and commit \`deckwright.lock\` together with the decks.${named.length > 0 ? ` The first: ${named.join(', ')}.` : ''}`,
}));

export const historyKept = define('history-kept', 'info', (old: string, how: string) => ({
  reason: `Kept the history of "${old}" for this note (${how})`,
  note: 'If this is another note, give it an id of its own, as in `{#short-name}`, before you publish.',
}));

export const historyAmbiguous = define(
  'history-ambiguous',
  'error',
  (candidates: { front: string; guid: string }[]) => ({
    reason: `Unexpected note that may be new, or ${candidates.map(({ front }) => `"${front}"`).join(' or ')} reworded; expected to know whose history it goes on`,
    note: `To keep a history, add ${candidates.map(({ front, guid }) => `\`{guid=${guid}}\` (for "${front}")`).join(' or ')} to the heading. To begin a new note, add an id of its own, as in \`{#short-name}\`.`,
  }),
);

export const historySplit = define(
  'history-split',
  'error',
  (old: string, guid: string, others: string[]) => ({
    reason: `Unexpected choice whether this note or ${others.join(', ')} goes on with the history of "${old}", expected one`,
    note: `Add \`{guid=${guid}}\` to the heading of the note that keeps it; the others begin anew. If none does, give each an id of its own, as in \`{#short-name}\`.`,
  }),
);

export const notetypeChanged = define(
  'notetype-changed',
  'warning',
  (old: string, next: string) => ({
    reason: `Unexpected change of the note type from \`${old}\` to \`${next}\`: learners get a new note, and the old one stays with its history`,
    note: 'Anki cannot move a note to another type in an import. To keep the history keep the type; else tell learners that the old note may go.',
  }),
);

export const noteRetired = define('note-retired', 'info', (fronts: string[], count: number) => ({
  reason: `Retired ${count} note${count === 1 ? '' : 's'}: ${fronts.map((front) => `"${front}"`).join(', ')}${count > fronts.length ? ', …' : ''}`,
  note: 'They stay with learners who have them. With `retire: ship` they go out once more, marked as retired.',
}));

export const notetypeReshaped = define(
  'notetype-reshaped',
  'error',
  (key: string, what: string, seen: string) => ({
    reason: `Unexpected change of the note type \`${key}\` that learners have: ${what}`,
    note: `${seen} Undo the change; or make a new note type in a folder of another name (its notes begin anew); or, if you mean it, build once with \`--reshape ${key}\` and tell learners to import with "Merge note types" ticked and "Update notes: Always".`,
  }),
);

export const clozeNumberRetired = define(
  'cloze-number-retired',
  'info',
  (number: number, text: string) => ({
    reason: `Retired deletion ${number}, "${text}": its number is not given to another one`,
    note: 'Learners who have its card find it with Tools, Empty Cards.',
  }),
);

export const clozeNumberMoved = define(
  'cloze-number-moved',
  'warning',
  (text: string, was: number, now: number) => ({
    reason: `Unexpected number ${now} for the deletion "${text}", expected ${was}, by which learners know it`,
    note: `Anki keeps a card's history by its number, whatever the text is now. Write \`{{c${was}::…}}\` again, or leave the numbers out: Deckwright then keeps the ones learners have.`,
  }),
);

export const unknownGuid = define('unknown-guid', 'error', (guid: string) => ({
  reason: `Unexpected guid ${guid}, expected one that the ledger has and no other note claims`,
  note: 'Take it from `deckwright.lock`, or leave it out.',
}));

export const renderingChanged = define('rendering-changed', 'info', (count: number) => ({
  reason: `${count} note${count === 1 ? '' : 's'} would look different to learners, as the compiler now renders differently`,
  note: 'They are not updated, as you did not change them. Build with `--refresh` to send them out.',
}));
