import { messages, report } from '../../messages/index.ts';
import type { FactsContext } from '../context.ts';

/** An id stands once in the project; two notes of one deck and context have different fronts, or ids. */
export function duplicates(contexts: FactsContext[]): void {
  const ids = new Map<string, string>();
  const fronts = new Map<string, string>();
  for (const { facts, file } of contexts) {
    for (const note of facts.notes) {
      const place = `${facts.path}:${note.head.start.line}`;
      const id = note.id?.normalize('NFC');
      if (id !== undefined) {
        const first = ids.get(id);
        if (first !== undefined) report(file, note.head, messages.duplicateId(id, first));
        else ids.set(id, place);
      }
      const first = fronts.get(note.key);
      if (first === undefined) fronts.set(note.key, place);
      else if (id === undefined) report(file, note.head, messages.duplicateFront(first));
    }
  }
}
