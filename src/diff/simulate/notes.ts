import type { NoteRow } from '../../collection.ts';
import { type Draft, overrides } from './draft.ts';
import { useMedia } from './media.ts';
import { mergeConflicts, removeMerged } from './merge.ts';
import { reorder } from './replace-notetype.ts';
import { canonicalTags } from './tags.ts';

/** Brings in the package's notes, each matched by its guid alone (anki-format, 5.1). */
export function importNotes(draft: Draft): void {
  // Anki looks up all guids first, so that a repeated one is added twice (anki-format, 4).
  const guids = new Map([...draft.notes.values()].map((note) => [note.guid, note]));
  if (draft.options.mergeNotetypes) mergeConflicts(draft, guids);
  if (draft.refused !== undefined) return;
  for (const row of draft.pkg.notes) {
    const from = draft.fieldsOf.get(row.notetypeId);
    const note = {
      ...row,
      notetypeId: draft.notetypeOf.get(row.notetypeId) ?? row.notetypeId,
      fields: from ? reorder(row.fields, from) : row.fields,
    };
    const existing = guids.get(row.guid);
    if (existing) meet(draft, note, existing);
    else add(draft, note);
  }
  removeMerged(draft);
}

function meet(draft: Draft, note: NoteRow, existing: NoteRow): void {
  const { mergeNotetypes, updateNotes } = draft.options;
  if (!mergeNotetypes && note.notetypeId !== existing.notetypeId) {
    draft.outcomes.conflicting.push(note.guid);
    return;
  }
  draft.noteOf.set(note.id, existing.id);
  if (!overrides(updateNotes, existing.mod, note.mod)) {
    draft.outcomes.duplicate.push(note.guid);
    return;
  }
  draft.notes.set(existing.id, received(draft, note, existing.id));
  draft.outcomes.updated.push(note.guid);
}

function add(draft: Draft, note: NoteRow): void {
  let id = note.id;
  while (draft.notes.has(id)) id += 999;
  draft.noteOf.set(note.id, id);
  draft.notes.set(id, received(draft, note, id));
  draft.outcomes.new.push(note.guid);
}

function received(draft: Draft, note: NoteRow, id: number): NoteRow {
  return {
    ...note,
    id,
    fields: note.fields.map((html) => useMedia(draft, html)),
    tags: canonicalTags(draft, note.tags),
  };
}
