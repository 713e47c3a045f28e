import { messages, report } from '../../messages/index.ts';
import type { Note } from '../../tree.ts';
import type { RuleContext } from '../context.ts';

/** An id stands once in the project; two notes of one deck and context have different fronts, or ids. */
export function duplicates(contexts: RuleContext[]): void {
  const ids = new Map<string, string>();
  const fronts = new Map<string, string>();
  for (const { deck, file } of contexts) {
    for (const note of deck.children) {
      const place = `${deck.path}:${note.head.start.line}`;
      const id = note.id?.normalize('NFC');
      if (id !== undefined) {
        const first = ids.get(id);
        if (first !== undefined) report(file, note.head, messages.duplicateId(id, first));
        else ids.set(id, place);
      }
      const key = JSON.stringify([note.notetype, note.deck, note.context, frontKey(note)]);
      const first = fronts.get(key);
      if (first === undefined) fronts.set(key, place);
      else if (id === undefined) report(file, note.head, messages.duplicateFront(first));
    }
  }
}

/** A front is more than its text: pictures and the other parts of the first field count. */
function frontKey(note: Note): string {
  const [first] = note.children;
  return JSON.stringify([note.front, first?.children], (key, value) =>
    key === 'position' ? undefined : value,
  );
}
