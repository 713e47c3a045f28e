import type { Draft } from './draft.ts';

/**
 * A note's tags as Anki keeps them: in the case in which the learner already has them (or the level above
 * them), sorted, each once; without the two that belong to a learner. New ones are registered.
 */
export function canonicalTags(draft: Draft, tags: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const tag of tags) {
    if (tag === '' || PERSONAL.has(tag.toLowerCase())) continue;
    const name = draft.tags.get(tag.toLowerCase()) ?? likeParents(draft, tag);
    draft.tags.set(name.toLowerCase(), name);
    kept.set(name.toLowerCase(), name);
  }
  return [...kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}

/** Left out by an import without scheduling (anki-format, 5.1). */
const PERSONAL = new Set(['marked', 'leech']);

function likeParents(draft: Draft, tag: string): string {
  const levels = tag.split('::');
  for (let depth = levels.length - 1; depth > 0; depth -= 1) {
    const parent = draft.tags.get(levels.slice(0, depth).join('::').toLowerCase());
    if (parent !== undefined) return [parent, ...levels.slice(depth)].join('::');
  }
  return tag;
}
