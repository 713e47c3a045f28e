import { messages, report } from '../../messages/index.ts';
import type { FactsContext } from '../context.ts';

/** A tag, and each level above it, is spelt one way in the whole project. */
export function tags(contexts: FactsContext[]): void {
  const spellings = new Map<string, { tag: string; place: string }>();
  const said = new Set<string>();
  for (const { facts, file } of contexts) {
    for (const note of facts.notes) {
      for (const tag of note.tags.flatMap(levelsOf)) {
        const first = spellings.get(tag.toLowerCase());
        if (!first)
          spellings.set(tag.toLowerCase(), { tag, place: `${facts.path}:${note.head.start.line}` });
        else if (first.tag !== tag && !said.has(tag)) {
          said.add(tag);
          report(file, note.head, messages.tagCase(tag, first.tag, first.place));
        }
      }
    }
  }
}

/** `a::b` gives `a` and `a::b`. */
function levelsOf(tag: string): string[] {
  const levels = tag.split('::');
  return levels.map((_, index) => levels.slice(0, index + 1).join('::'));
}
