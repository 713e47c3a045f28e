import { mediaPath } from '../../media.ts';
import type { MediaFile, Project } from '../../project.ts';
import type { FactsContext } from '../context.ts';
import type { Finding } from './rule.ts';

/** Each media file that a note shows, where it is shown first. */
export interface UsedMedia extends Pick<Finding, 'note' | 'facts' | 'file' | 'place'> {
  media: MediaFile;
}

export function usedMedia(contexts: FactsContext[], project: Project): UsedMedia[] {
  const seen = new Set<string>();
  return contexts.flatMap(({ facts, file }) =>
    facts.media.flatMap(({ url, place }): UsedMedia[] => {
      const path = mediaPath(url, facts.path, project.options.decks);
      const media = path === undefined ? undefined : project.media.get(path);
      if (!media || seen.has(media.path)) return [];
      seen.add(media.path);
      const line = place?.start.line ?? 0;
      const note = facts.notes.find(
        ({ position: { start, end } }) => start.line <= line && line <= end.line,
      );
      return [{ media, facts, file, place, ...(note && { note }) }];
    }),
  );
}
