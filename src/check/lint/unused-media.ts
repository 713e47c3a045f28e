import { VFile } from 'vfile';
import { mediaKind, mediaPath } from '../../media.ts';
import { messages } from '../../messages/index.ts';
import type { Project } from '../../project.ts';
import type { FactsContext, NoteContext } from '../context.ts';
import type { Finding } from './rule.ts';

/** Media that nothing refers to stays out of the package; the author may not know. */
export function unusedMedia(
  _notes: NoteContext[],
  contexts: FactsContext[],
  project: Project,
): Finding[] {
  const used = new Set(
    contexts.flatMap(({ facts }) =>
      facts.media.map(({ url }) => mediaPath(url, facts.path, project.options.decks)),
    ),
  );
  return [...project.media.keys()]
    .filter((path) => !used.has(path) && mediaKind(path) !== 'other')
    .map((path) => ({ message: messages.unusedMedia(), file: new VFile({ path }) }));
}
