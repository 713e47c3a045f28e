import { isRemote, mediaPath } from '../../media.ts';
import { messages, report } from '../../messages/index.ts';
import type { RuleContext } from '../context.ts';
import { references } from '../references.ts';

/** Every image, sound and film is a file of the project. */
export function media(context: RuleContext): void {
  for (const { node, url } of references(context)) {
    const { deck, file, project } = context;
    if (isRemote(url)) {
      // Within HTML the sanitiser takes it out, and says so.
      if (deck.html !== 'trusted' && node.type !== 'html')
        report(file, node, messages.remoteMedia(url));
      continue;
    }
    const path = mediaPath(url, deck.path, project.options.decks);
    if (path === undefined) {
      report(file, node, messages.mediaOutside(url));
      continue;
    }
    const found = project.media.get(path);
    if (!found) report(file, node, messages.missingMedia(path, [...project.media.keys()]));
    else if (found.size === 0) report(file, node, messages.emptyMedia(path));
  }
}
