import type { NotetypeRow } from '../../collection.ts';
import type { LearnerNotetype } from '../learner.ts';
import { type Draft, overrides } from './draft.ts';
import { mergeInto } from './merge.ts';
import { freeName, replaceNotetype } from './replace-notetype.ts';
import { sameSchema, shapeOf } from './shape.ts';

/** Brings in the package's note types: each is new, updates the learner's, becomes a copy, or is merged. */
export function importNotetypes(draft: Draft): void {
  for (const row of draft.pkg.notetypes) {
    const incoming = { ...row, originalId: row.id };
    const existing = draft.notetypes.get(row.id);
    if (!existing) add(draft, incoming);
    else if (draft.options.mergeNotetypes) mergeInto(draft, incoming, existing);
    else updateOrCopy(draft, incoming, existing);
  }
}

function add(draft: Draft, incoming: LearnerNotetype): void {
  const named = freeName(draft, { ...incoming, sortField: sortFieldOf(incoming) });
  draft.notetypes.set(named.id, named);
}

function updateOrCopy(draft: Draft, incoming: LearnerNotetype, existing: LearnerNotetype): void {
  const target = sameSchema(existing, incoming) ? existing : earlierCopy(draft, incoming);
  if (!target) {
    const id = Math.max(
      draft.options.now * 1000,
      ...[...draft.notetypes.keys()].map((key) => key + 1),
    );
    add(draft, { ...incoming, id });
    pointTo(draft, incoming.id, id);
    return;
  }
  if (target.id !== incoming.id) pointTo(draft, incoming.id, target.id);
  if (overrides(draft.options.updateNotetypes, target.mod, incoming.mod))
    replaceNotetype(draft, shapeOf({ ...incoming, id: target.id }), target);
}

/** A copy that an import of another release made (anki-format, 5.3). */
function earlierCopy(draft: Draft, incoming: LearnerNotetype): LearnerNotetype | undefined {
  return [...draft.notetypes.values()].find(
    ({ id, originalId, ...row }) =>
      id !== incoming.id && originalId === incoming.id && sameSchema({ id, ...row }, incoming),
  );
}

function pointTo(draft: Draft, from: number, to: number): void {
  draft.notetypeOf.set(from, to);
  draft.copies.push({ from, to });
}

function sortFieldOf({ sortField, fields }: NotetypeRow): number {
  return Math.min(sortField, fields.length - 1);
}
