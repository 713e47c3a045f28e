import { messages, report } from '../../messages/index.ts';
import type { RuleId } from '../../rules.ts';
import type { Disabled } from '../../tree.ts';
import type { FactsContext } from '../context.ts';
import type { NoteFacts } from '../facts.ts';

/** Which rules comments in the sources switch off, by note; a comment that belongs to no note is a mistake. */
export function silencedNotes(contexts: FactsContext[]): Map<NoteFacts | undefined, Set<RuleId>> {
  const silenced = new Map<NoteFacts | undefined, Set<RuleId>>();
  for (const { facts, file } of contexts) {
    for (const comment of facts.disabled) {
      const note = noteOf(comment, facts.notes);
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

function noteOf({ which, position }: Disabled, notes: NoteFacts[]): NoteFacts | undefined {
  const { line } = position.start;
  return which === 'next'
    ? notes.find(({ head }) => head.start.line > line)
    : notes.findLast(({ head }) => head.start.line <= line);
}
