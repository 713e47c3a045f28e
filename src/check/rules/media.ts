import { isRemote, mediaPath } from '../../media.ts';
import { messages, report } from '../../messages/index.ts';
import { descend } from '../../tree.ts';
import type { RuleContext } from '../context.ts';
import { references } from '../references.ts';

/** Makes the rule that every image, sound and film is a file of the project. */
export function createMedia(): (context: RuleContext) => void {
  const budget = { guesses: mostGuesses };
  return (context) => checkMedia(context, budget);
}

/** Missing files that are compared with all there are, which takes long: an old deck may miss thousands. */
const mostGuesses = 20;

function checkMedia(context: RuleContext, budget: { guesses: number }): void {
  const { deck, file, project } = context;
  for (const node of deck.description.flatMap(descend))
    if (node.type === 'image' || node.type === 'imageReference')
      report(file, node, messages.mediaInDescription());
  for (const { node, url } of references(context)) {
    if (url.trim() === '') {
      report(file, node, messages.missingMedia('nothing', []));
      continue;
    }
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
    if (found?.size === 0) report(file, node, messages.emptyMedia(path));
    if (found) continue;
    const known = budget.guesses > 0 ? [...project.media.keys()] : [];
    budget.guesses -= 1;
    report(file, node, messages.missingMedia(path, known));
  }
}
