import { mediaPath } from '../../media.ts';
import type { MediaFile, Project } from '../../project.ts';
import type { RuleContext } from '../context.ts';
import { references } from '../references.ts';
import type { Finding } from './rule.ts';

/** Each media file that a note shows, where it is shown first. */
export interface UsedMedia extends Pick<Finding, 'note' | 'deck' | 'file' | 'place'> {
  media: MediaFile;
}

export function usedMedia(contexts: RuleContext[], project: Project): UsedMedia[] {
  const seen = new Set<string>();
  return contexts.flatMap((context) =>
    references(context).flatMap(({ node, url }): UsedMedia[] => {
      const { deck, file } = context;
      const path = mediaPath(url, deck.path, project.options.decks);
      const media = path === undefined ? undefined : project.media.get(path);
      if (!media || seen.has(media.path)) return [];
      seen.add(media.path);
      const line = node.position?.start.line ?? 0;
      const note = deck.children.find(
        ({ position: { start, end } }) => start.line <= line && line <= end.line,
      );
      return [{ media, deck, file, place: node, ...(note && { note }) }];
    }),
  );
}
