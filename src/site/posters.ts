import { counted } from './html.ts';
import type { Plan } from './plan.ts';
import { type Letters, posterSvg } from './poster.ts';
import type { SiteFile } from './site.ts';

/** A picture for the whole site, and one for each deck: what other sites show of a link to their pages. */
export function posterFiles(plan: Plan, name: string, url: string, letters: Letters): SiteFile[] {
  const { host, pathname } = new URL(url);
  const foot = `${host}${pathname}`.replace(/\/$/u, '');
  const draw = (path: string, title: string, facts: string): SiteFile => ({
    ...{ path, drawn: true },
    text: posterSvg({ title, facts, foot }, letters),
  });
  const decks = plan.decks.map(({ folder, name: title, pack: { collection } }) => {
    const { notes, cards } = collection;
    const facts = `${counted(notes.length, 'note')} · ${counted(cards.length, 'card')} for Anki`;
    return draw(`${folder}poster.png`, title, facts);
  });
  const [only] = plan.decks;
  const notes = counted(plan.notes.size, 'note');
  const facts =
    only && plan.decks.length === 1
      ? `${notes} · ${counted(only.pack.collection.cards.length, 'card')} for Anki`
      : `${notes} in ${counted(plan.decks.length, 'deck')} for Anki`;
  return [draw('poster.png', name, facts), ...decks];
}

/** The picture of a page: that of its deck, or of the site. */
export function posterOf(path: string): string {
  const [folder, inner] = path.split('/');
  return inner === undefined || folder === 'n' ? 'poster.png' : `${folder}/poster.png`;
}
