import { VFile } from 'vfile';
import { mediaKind, mediaPath } from '../../media.ts';
import { messages } from '../../messages/index.ts';
import type { Project } from '../../project.ts';
import type { RuleContext } from '../context.ts';
import { references } from '../references.ts';
import type { Reading } from './reading.ts';
import type { Finding } from './rule.ts';

/** Media that nothing refers to stays out of the package; the author may not know. */
export function unusedMedia(
  _readings: Reading[],
  contexts: RuleContext[],
  project: Project,
): Finding[] {
  const used = new Set(
    contexts.flatMap((context) =>
      references(context).map(({ url }) =>
        mediaPath(url, context.deck.path, project.options.decks),
      ),
    ),
  );
  return [...project.media.keys()]
    .filter((path) => !used.has(path) && mediaKind(path) !== 'other')
    .map((path) => ({ message: messages.unusedMedia(), file: new VFile({ path }) }));
}
