import { messages, report } from '../../messages/index.ts';
import type { RuleId } from '../../rules.ts';
import type { Disabled, Note } from '../../tree.ts';
import type { RuleContext } from '../context.ts';

/** Which rules comments in the sources switch off, by note; a comment that belongs to no note is a mistake. */
export function silencedNotes(contexts: RuleContext[]): Map<Note | undefined, Set<RuleId>> {
  const silenced = new Map<Note | undefined, Set<RuleId>>();
  for (const { deck, file } of contexts) {
    for (const comment of deck.disabled ?? []) {
      const note = noteOf(comment, deck.children);
      if (note) silenced.set(note, new Set([...(silenced.get(note) ?? []), ...comment.rules]));
      else
        report(
          file,
          comment.position,
          messages.disableInvalid(
            'comment that belongs to no note',
            'one within a note or before one',
          ),
        );
    }
  }
  return silenced;
}

function noteOf({ which, position }: Disabled, notes: Note[]): Note | undefined {
  const { line } = position.start;
  return which === 'next'
    ? notes.find(({ head }) => head.start.line > line)
    : notes.findLast(({ head }) => head.start.line <= line);
}
