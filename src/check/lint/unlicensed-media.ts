import { posix } from 'node:path';
import { VFile } from 'vfile';
import { type Credits, creditsSchema } from '../../credits.ts';
import { messages, parsePlacedYaml, report } from '../../messages/index.ts';
import type { Project } from '../../project.ts';
import type { FactsContext, NoteContext } from '../context.ts';
import type { Finding } from './rule.ts';
import { usedMedia } from './used-media.ts';

/** Every media file that a card shows has an author and a licence in a `credits.yaml`. */
export function unlicensedMedia(
  _notes: NoteContext[],
  contexts: FactsContext[],
  project: Project,
): Finding[] {
  const credits = readCredits(project);
  return usedMedia(contexts, project)
    .filter(({ media }) => !credits.some((path) => covers(path, media.path)))
    .map(({ media, ...where }) => ({ message: messages.unlicensedMedia(media.path), ...where }));
}

/** The paths that all `credits.yaml` speak about; what is wrong with these files becomes messages. */
function readCredits(project: Project): string[] {
  return [...project.data].flatMap(([path, text]) => {
    if (posix.basename(path) !== 'credits.yaml') return [];
    const file = new VFile({ path, value: text });
    project.files.push(file);
    const folder = posix.dirname(path);
    const read = parsePlacedYaml(file, text, creditsSchema);
    const names = Object.keys((read?.value ?? {}) satisfies Credits);
    return names.flatMap((name) => {
      const covered = posix.normalize(`${folder}/${name}`).normalize('NFC');
      const inside = [...project.media.keys()].filter((one) => one.startsWith(`${folder}/`));
      if (inside.some((one) => covers(covered, one))) return [covered];
      const known = inside.map((one) => posix.relative(folder, one));
      report(file, read?.place([name], 'key'), messages.strayCredit(name, known));
      return [];
    });
  });
}

function covers(credited: string, path: string): boolean {
  return credited.endsWith('/') ? path.startsWith(credited) : path === credited;
}
