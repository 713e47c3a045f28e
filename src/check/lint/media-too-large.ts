import { messages } from '../../messages/index.ts';
import type { Project } from '../../project.ts';
import type { FactsContext, NoteContext } from '../context.ts';
import type { Finding } from './rule.ts';
import { usedMedia } from './used-media.ts';

/** What phones have to sync is not larger than the project allows. */
export function mediaTooLarge(
  _notes: NoteContext[],
  contexts: FactsContext[],
  project: Project,
): Finding[] {
  const limit = project.options['media-limit'];
  const [, number, unit] = /^([\d.]+) ?(.)B$/u.exec(limit) ?? [];
  const bytes = Number(number) * (unit === 'M' ? 1e6 : 1e3);
  return usedMedia(contexts, project)
    .filter(({ media }) => media.size > bytes)
    .map(({ media, ...where }) => ({
      message: messages.mediaTooLarge(`${(media.size / 1e6).toFixed(1)} MB`, limit),
      ...where,
    }));
}
