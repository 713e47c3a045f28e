import { VFile } from 'vfile';
import { messages, report } from '../../messages/index.ts';
import type { Project } from '../../project.ts';
import type { RuleContext } from '../context.ts';

/** A project without any note makes no package. */
export function noNotes(contexts: RuleContext[], project: Project): void {
  if (contexts.some(({ deck }) => deck.children.length > 0)) return;
  if (contexts.some(({ file }) => file.messages.some(({ fatal }) => fatal))) return;
  const file = contexts[0]?.file ?? new VFile({ path: project.options.decks });
  report(file, undefined, messages.noNotes(project.options.decks));
  if (contexts.length === 0) project.files.push(file);
}
