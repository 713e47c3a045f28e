import type { NoteRow } from '../../collection.ts';
import type { LearnerNotetype } from '../learner.ts';
import { type Draft, notesOf } from './draft.ts';
import { generateCards, moveCards, reorder, replaceMerged } from './replace-notetype.ts';
import { mergeShapes, type Shape, shapeOf } from './shape.ts';

/**
 * Unites the package's note type with the learner's and with its copies from earlier imports, whose notes come
 * back to it. Anki stamps the result with the time of the import even where nothing differed (tried).
 */
export function mergeInto(
  draft: Draft,
  incoming: LearnerNotetype,
  existing: LearnerNotetype,
): void {
  if (!mergeable(draft, incoming, existing)) return;
  const copies = [...draft.notetypes.values()].filter(
    ({ id, originalId }) => id !== existing.id && originalId === existing.id,
  );
  const gathered = copies.reduce(mergeShapes, shapeOf(existing));
  const ours = mergeShapes(shapeOf(incoming), gathered.notetype);
  const theirs = mergeShapes(gathered, ours.notetype);
  remember(draft, incoming.id, ours);
  const { updateNotetypes } = draft.options;
  const wins =
    updateNotetypes === 'always' || (updateNotetypes === 'if-newer' && incoming.mod > existing.mod);
  const shape = wins ? { ...theirs, notetype: ours.notetype } : theirs;
  const result = replaceMerged(draft, shape, existing);
  for (const copy of copies) {
    const moved = mergeShapes(shapeOf(copy), result);
    changeNotetype(draft, notesOf(draft, copy.id), moved, copy, result.id);
    draft.merged.add(copy.id);
  }
}

/** Brings notes whose note type differs from the package's over to that one (only when merging). */
export function mergeConflicts(draft: Draft, guids: ReadonlyMap<string, NoteRow>): void {
  for (const { from, to, notes } of conflicts(draft, guids)) {
    const [existing, incoming] = [draft.notetypes.get(from), draft.notetypes.get(to)];
    if (!existing || !incoming) continue;
    if (!mergeable(draft, incoming, existing)) return;
    const theirs = mergeShapes(shapeOf(existing), incoming);
    const ours = mergeShapes(shapeOf(incoming), theirs.notetype);
    remember(draft, to, ours);
    replaceMerged(draft, { ...theirs, notetype: ours.notetype }, existing);
    changeNotetype(draft, notes, theirs, existing, to);
    draft.merged.add(from);
  }
}

/** Note types whose notes all went elsewhere are removed. */
export function removeMerged(draft: Draft): void {
  for (const id of draft.merged) {
    if (notesOf(draft, id).length > 0) continue;
    draft.notetypes.delete(id);
    draft.fullSync = true;
  }
}

/** Anki refuses the whole package where the kinds differ. */
function mergeable(draft: Draft, a: LearnerNotetype, b: LearnerNotetype): boolean {
  if (a.kind !== b.kind)
    draft.refused = `The note types "${a.name}" and "${b.name}" cannot be merged, as one of them is a cloze type`;
  return a.kind === b.kind;
}

/** Keeps how the package's own notes and cards have to be read; a second merge builds upon the first. */
function remember(draft: Draft, notetypeId: number, { fields, templates }: Shape): void {
  const before = draft.fieldsOf.get(notetypeId);
  draft.fieldsOf.set(
    notetypeId,
    before ? fields.map((place) => (place === null ? null : (before[place] ?? null))) : fields,
  );
  const moves = draft.templatesOf.get(notetypeId);
  const places = templates.flatMap((from, to) => (from === null ? [] : [[from, to] as const]));
  const next = new Map(places);
  draft.templatesOf.set(
    notetypeId,
    moves ? new Map([...moves].map(([from, to]) => [from, next.get(to) ?? to])) : next,
  );
}

function changeNotetype(
  draft: Draft,
  notes: readonly NoteRow[],
  { fields, templates }: Shape,
  old: LearnerNotetype,
  notetypeId: number,
): void {
  draft.fullSync = true;
  for (const { id } of notes) {
    const note = draft.notes.get(id);
    if (!note) continue;
    moveCards(draft, id, templates, old.templates.length);
    draft.notes.set(id, {
      ...note,
      notetypeId,
      mod: draft.options.now,
      fields: reorder(note.fields, fields),
    });
    generateCards(draft, id);
  }
}

/** The learner's notes by the pair of note types, theirs and the package's, that differ. */
function conflicts(draft: Draft, guids: ReadonlyMap<string, NoteRow>) {
  const pairs = new Map<string, { from: number; to: number; notes: NoteRow[] }>();
  for (const { guid, notetypeId: to } of draft.pkg.notes) {
    const note = guids.get(guid);
    if (!note || note.notetypeId === to) continue;
    const key = `${note.notetypeId} ${to}`;
    const pair = pairs.get(key) ?? { from: note.notetypeId, to, notes: [] };
    pair.notes.push(note);
    pairs.set(key, pair);
  }
  return pairs.values();
}
