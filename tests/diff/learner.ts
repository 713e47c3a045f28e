import fc from 'fast-check';
import { emptyLearner, type LearnerState } from '../../src/diff/index.ts';
import type { Profile } from '../engine/engine.ts';
import type { NotetypeState, ProfileState } from '../engine/types.ts';
import { pick, RELEASED } from './releases.ts';

/** Something a learner does between two imports. */
export interface Deed {
  kind: (typeof DEEDS)[number];
  at: number;
  to: number;
}

const DEEDS = [
  'edit',
  'editNow',
  'tag',
  'move',
  'removeNote',
  'removeEmptyCards',
  'renameDeck',
  'addField',
  'renameField',
  'restyle',
] as const;

export const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...DEEDS), at: fc.nat(40), to: fc.nat(40) }),
  { maxLength: 3 },
);

/** Lets the learner do it in the real engine; nothing where there are no notes left. */
export async function perform(profile: Profile, { kind, at, to }: Deed): Promise<void> {
  const { notes, notetypes, decks } = await profile.dump();
  if (notes.length === 0) return;
  const note = pick(notes, at);
  const fieldName = pick(Object.keys(note.fields), to);
  const used = pick(notetypes, at);
  const deck = decks.find(({ id }) => id !== 1);
  if (kind === 'edit') await profile.edit(note.guid, { [fieldName]: 'mine' }, RELEASED + 5);
  if (kind === 'editNow') await profile.edit(note.guid, { [fieldName]: 'mine {{c4::now}}' });
  if (kind === 'tag') await profile.tag(note.guid, { add: ['Mine', 'A::deep'], at: RELEASED + to });
  if (kind === 'move' && note.cards[0])
    await profile.move({ guid: note.guid, ord: note.cards[0].ord }, 'Elsewhere');
  if (kind === 'removeNote') await profile.removeNote(note.guid);
  if (kind === 'removeEmptyCards') await profile.removeEmptyCards();
  if (kind === 'renameDeck' && deck)
    await profile.changeDeck(deck.name, { rename: 'My own', description: 'mine' });
  if (kind === 'addField') await profile.changeNotetype(used.name, { addFields: ['Mine'] });
  if (kind === 'renameField')
    await profile.changeNotetype(used.name, {
      renameFields: { [used.fields[0]?.name ?? '']: 'Renamed by me' },
    });
  if (kind === 'restyle') await profile.changeNotetype(used.name, { css: '.mine {}' });
}

/** What the real engine says of a profile, as the model's learner. */
export function stateOf(dump: ProfileState): LearnerState {
  const decks = dump.decks.map(({ id, name, description }) => ({ id, name, description }));
  if (!decks.some(({ id }) => id === 1)) decks.push({ id: 1, name: 'Default', description: '' });
  const deckIds = new Map(decks.map(({ id, name }) => [name, id]));
  return {
    ...emptyLearner(),
    decks,
    tags: dump.tags,
    media: dump.media.map(({ name, sha1 }) => ({ name, sha1 })),
    notetypes: dump.notetypes.map(notetypeOf),
    notes: dump.notes.map(({ id, guid, notetypeId, mod, tags, fields }) => ({
      id,
      guid,
      notetypeId,
      mod,
      tags,
      fields: Object.values(fields),
    })),
    cards: dump.notes.flatMap(({ id, cards }) =>
      cards.map(({ ord, deck }) => ({ noteId: id, ord, deckId: deckIds.get(deck ?? '') ?? -1 })),
    ),
  };
}

function notetypeOf({
  originalId,
  notes: _,
  ...row
}: NotetypeState): LearnerState['notetypes'][number] {
  return {
    ...row,
    ...(originalId !== null && { originalId }),
    fields: row.fields.map(({ id, tag, ...field }) => ({
      ...field,
      id: BigInt(id ?? 0),
      ...(tag !== null && { tag }),
    })),
    templates: row.templates.map(({ id, ...template }) => ({ ...template, id: BigInt(id ?? 0) })),
  };
}

/** What model and engine have to agree on. Ids that an import gives are left out; its time is `now`. */
export function viewOf(state: LearnerState) {
  const decks = new Map(state.decks.map(({ id, name }) => [id, name]));
  const notetypes = new Map(state.notetypes.map(({ id, name }) => [id, name]));
  const inDefault = state.cards.some(({ deckId }) => deckId === 1);
  const cardsOf = (id: number) =>
    state.cards
      .filter(({ noteId }) => noteId === id)
      .map(({ ord, deckId }) => `${ord} in ${decks.get(deckId)}`)
      .sort();
  return {
    notes: byKey(
      state.notes,
      ({ guid }) => guid,
      ({ id, notetypeId, mod, tags, fields }) => ({
        id,
        notetype: notetypes.get(notetypeId),
        mod: timeOf(mod),
        tags,
        fields,
        cards: cardsOf(id),
      }),
    ),
    notetypes: byKey(
      state.notetypes,
      ({ name }) => name,
      ({ id, name, mod, originalId, ...row }) => ({
        ...row,
        id: id <= RELEASED * 1000 + 3 ? id : 'new',
        mod: timeOf(mod),
        originalId: originalId ?? null,
        fields: row.fields.map((field) => ({ ...field, id: String(field.id) })),
        templates: row.templates.map((template) => ({ ...template, id: String(template.id) })),
      }),
    ),
    decks: byKey(
      state.decks.filter(({ id }) => id !== 1 || inDefault),
      ({ name }) => name,
      ({ description }) => description,
    ),
    tags: [...state.tags].sort(),
    media: byKey(
      state.media,
      ({ name }) => name,
      ({ sha1 }) => sha1,
    ),
  };
}

/** Now, for a model that has no clock. */
export const NOW = 4_000_000_000;

function timeOf(mod: number): number | 'now' {
  return mod > RELEASED + 10_000_000 ? 'now' : mod;
}

function byKey<T, V>(rows: readonly T[], key: (row: T) => string, value: (row: T) => V) {
  return Object.fromEntries(
    rows.map((row) => [key(row), value(row)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
