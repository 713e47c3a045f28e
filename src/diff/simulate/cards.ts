import type { Draft } from './draft.ts';

/**
 * Brings in the package's cards. One is added if its note has no card of that number; none is ever changed,
 * moved or removed. Cards of conflicting notes are left out.
 */
export function importCards(draft: Draft): void {
  const present = new Set(
    [...draft.cards].flatMap(([noteId, cards]) => cards.map(({ ord }) => `${noteId} ${ord}`)),
  );
  const notetypes = new Map(draft.pkg.notes.map(({ id, notetypeId }) => [id, notetypeId]));
  for (const card of draft.pkg.cards) {
    const noteId = draft.noteOf.get(card.noteId);
    const note = noteId === undefined ? undefined : draft.notes.get(noteId);
    if (!note || present.has(`${note.id} ${card.ord}`)) continue;
    // Anki looks the note type up by the learner's id of the note, among the package's (tried).
    const moves = draft.templatesOf.get(notetypes.get(note.id) ?? -1);
    const ord = moves?.get(card.ord) ?? card.ord;
    const added = { noteId: note.id, deckId: draft.deckOf.get(card.deckId) ?? card.deckId, ord };
    draft.cards.set(note.id, [...(draft.cards.get(note.id) ?? []), added]);
    draft.addedCards.push({ guid: note.guid, ord });
  }
}
