import { VFile } from 'vfile';
import { messages, report } from '../../messages/index.ts';
import type { Project } from '../../project.ts';
import type { FactsContext } from '../context.ts';

/** A project without any note makes no package; a file without one adds nothing to it. */
export function noNotes(contexts: FactsContext[], project: Project): void {
  if (contexts.some(({ facts }) => facts.notes.length > 0)) {
    // Where a note type has a mistake, its notes are not there either.
    if (project.brokenNotetypes.size === 0) tellEmptyFiles(contexts);
    return;
  }
  const files = [...contexts.map(({ file }) => file), ...project.files];
  if (files.some(({ messages: said }) => said.some(({ fatal }) => fatal))) return;
  const file = contexts[0]?.file ?? new VFile({ path: project.options.decks });
  report(file, undefined, messages.noNotes(project.options.decks));
  if (contexts.length === 0) project.files.push(file);
}

/** Text that says nothing to learners: no note, and no description of a deck that others fill. */
function tellEmptyFiles(contexts: FactsContext[]): void {
  const filled = contexts.flatMap(({ facts }) => facts.notes.map((note) => `${note.deck}::`));
  const names = [...new Set(filled)];
  for (const { facts, file } of contexts) {
    const text = String(file.value);
    const describes = facts.describes && names.some((name) => name.startsWith(`${facts.deck}::`));
    const meant = text.trim() === '' || describes || /\{[^{}\n]*\bskip\b[^{}\n]*\}/u.test(text);
    const broken = file.messages.some(({ fatal }) => fatal);
    if (facts.notes.length === 0 && !meant && !broken)
      report(file, undefined, messages.fileWithoutNotes());
  }
}
