import type { Diff } from './diff.ts';
import type { NotetypeChange, PartChanges } from './notetype-changes.ts';
import { counted } from './wording.ts';

/** What differs besides notes and definitions of note types, in words; strangers' names are in them. */
export function otherChanges({ notetypes, media, decks }: Diff): string[] {
  return [
    ...listed('note type', notetypes.added, 'added'),
    ...listed('note type', notetypes.removed, 'removed'),
    ...listed('deck', decks.added, 'added'),
    ...listed('deck', decks.removed, 'removed'),
    ...listed('deck', decks.described, 'with another description'),
    ...listed('media file', media.added, 'added'),
    ...listed('media file', media.changed, 'with other content'),
    ...listed('media file', media.removed, 'removed'),
  ];
}

/** What differs in a note type's definition, without the text of its templates. */
export function notetypeWords(change: NotetypeChange): string[] {
  const { nameBefore, kindBefore, styling, settings, sameSchema } = change;
  return [
    ...(nameBefore === undefined ? [] : [`was called ${nameBefore}`]),
    ...(kindBefore === undefined ? [] : [`was a ${kindBefore} note type`]),
    ...(sameSchema ? [] : ['has another shape: notes that learners have no longer fit']),
    ...partWords('field', change.fields),
    ...partWords('template', change.templates),
    ...(styling ? ['other styling'] : []),
    ...(settings ? ['other settings'] : []),
  ];
}

function partWords(kind: string, { added, removed, renamed, reordered }: PartChanges): string[] {
  return [
    ...added.map((name) => `${kind} ${name} added`),
    ...removed.map((name) => `${kind} ${name} removed`),
    ...renamed.map(({ from, to }) => `${kind} ${from} is now called ${to}`),
    ...(reordered ? [`${kind}s in another order`] : []),
  ];
}

function listed(kind: string, names: readonly string[], what: string): string[] {
  if (names.length === 0) return [];
  const rest = names.length > 5 ? `, and ${names.length - 5} more` : '';
  return [`${counted(names.length, kind)} ${what}: ${names.slice(0, 5).join(', ')}${rest}`];
}
