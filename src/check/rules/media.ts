import { isRemote, mediaPath } from '../../media.ts';
import { messages, report } from '../../messages/index.ts';
import type { Project } from '../../project.ts';
import type { FactsContext } from '../context.ts';

/** Missing files that are compared with all there are, which takes long: an old deck may miss thousands. */
const mostGuesses = 20;

/** Every image, sound and film is a file of the project. */
export function media(contexts: FactsContext[], project: Project): void {
  const budget = { guesses: mostGuesses };
  for (const context of contexts) checkMedia(context, project, budget);
}

function checkMedia(
  { facts, file }: FactsContext,
  project: Project,
  budget: { guesses: number },
): void {
  for (const { url, place, html } of facts.media) {
    if (url.trim() === '') {
      report(file, place, messages.missingMedia('nothing', []));
      continue;
    }
    if (isRemote(url)) {
      // Within HTML the sanitiser takes it out, and says so.
      if (facts.html !== 'trusted' && !html) report(file, place, messages.remoteMedia(url));
      continue;
    }
    const path = mediaPath(url, facts.path, project.options.decks);
    if (path === undefined) {
      report(file, place, messages.mediaOutside(url));
      continue;
    }
    const found = project.media.get(path);
    if (found?.size === 0) report(file, place, messages.emptyMedia(path));
    if (found) continue;
    const known = budget.guesses > 0 ? [...project.media.keys()] : [];
    budget.guesses -= 1;
    report(file, place, messages.missingMedia(path, known));
  }
}
