import { changesFile, creditedMedia, creditsFile, permanentFiles, sitemapFile } from './about.ts';
import { createCardWriter } from './card.ts';
import { cardStyles } from './card-styles.ts';
import { deckFiles } from './decks.ts';
import { type Frame, icon } from './layout.ts';
import { createTypesetter } from './math.ts';
import { planSite } from './plan.ts';
import { posterFiles } from './posters.ts';
import { searchFiles } from './search.ts';
import type { SiteFile, SiteInput } from './site.ts';

export { readFont } from './font.ts';
export { createTypesetter, type Typesetter } from './math.ts';
export type { Letters } from './poster.ts';
export type { SiteFile, SiteInput, SitePackage } from './site.ts';
export { typesetIn } from './typeset.ts';

/**
 * The pages of a site that shows a collection to read, to search and to try, with their styling: text files.
 * What they refer to besides stands in `media/`, in `assets/` (`site.css`, `dark.css`, `site.js`, `search.js`,
 * `minisearch.js`, the fonts of MathJax) and at the paths of the packages.
 */
export function siteFiles(input: SiteInput): SiteFile[] {
  const { collection, project, changes, url } = input;
  const plan = planSite(input);
  const media = creditedMedia(input);
  const { lang } = project.options.settings ?? {};
  const frame: Frame = {
    name: project.options.name ?? plan.decks[0]?.name ?? 'Decks',
    lang: typeof lang === 'string' ? lang : 'en',
    ...(url !== undefined && { url }),
    hasCredits: media.length > 0,
    hasChanges: changes !== undefined,
    hasPosters: url !== undefined && input.letters !== undefined,
  };
  const typesetter = createTypesetter(input.fontFolder);
  const write = createCardWriter(typesetter, new Set(collection.media.map(({ name }) => name)));
  const styles = cardStyles(plan);
  const pages = [
    ...deckFiles(plan, write, frame),
    ...searchFiles(plan, frame),
    ...permanentFiles(plan, frame),
    ...(changes ? [changesFile(changes, plan, typesetter, frame)] : []),
    ...(media.length > 0 ? [creditsFile(media, frame)] : []),
  ];
  return [
    ...pages,
    { path: 'assets/cards.css', text: styles.light },
    { path: 'assets/cards-dark.css', text: styles.dark },
    { path: 'assets/math.css', text: typesetter.css() },
    { path: 'assets/icon.svg', text: icon },
    // GitHub Pages serves what is there, names that begin with `_` included.
    { path: '.nojekyll', text: '' },
    ...(url === undefined ? [] : [sitemapFile(pages, url)]),
    ...(url === undefined || !input.letters
      ? []
      : posterFiles(plan, frame.name, url, input.letters)),
  ];
}
