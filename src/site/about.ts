import { posix } from 'node:path';
import { VFile } from 'vfile';
import { type Credit, creditsSchema } from '../credits.ts';
import type { Diff } from '../diff/index.ts';
import { parseYaml } from '../messages/index.ts';
import type { Project } from '../project.ts';
import { counted, escaped, type Html, html } from './html.ts';
import { type Frame, pageFile } from './layout.ts';
import type { Typesetter } from './math.ts';
import { type Plan, permanentPath } from './plan.ts';
import type { SiteFile, SiteInput } from './site.ts';
import { plainFormulas, typesetText, wholeTitle } from './typeset.ts';

/** What has changed since the last release, for learners. */
export function changesFile(
  { since, diff: { notes, verdict } }: { since: string; diff: Diff },
  plan: Plan,
  typesetter: Typesetter,
  frame: Frame,
): SiteFile {
  const corrected = notes.changed.map(({ guid, title, fields }) => {
    const words = fields
      .filter(({ onlyMarkup }) => !onlyMarkup)
      .map(
        ({ name, shown }) =>
          html`<p><span class="small">${name}</span> ${marked(shown, typesetter)}</p>`,
      );
    return html`<li>${linked(guid, title)}${words}</li>\n`;
  });
  const list = (title: string, count: number, rows: Html[]) =>
    count > 0 &&
    html`<h2>${title} <span class="small">${count}</span></h2>\n<ul class="changes">${rows}</ul>\n`;
  const added = notes.added.map(({ guid, title }) => html`<li>${linked(guid, title)}</li>\n`);
  const retired = notes.retired.map(({ title }) => html`<li>${plainFormulas(title)}</li>\n`);
  const counts = [
    notes.added.length > 0 && counted(notes.added.length, 'new note'),
    corrected.length > 0 && counted(corrected.length, 'corrected note'),
    notes.retired.length > 0 && counted(notes.retired.length, 'retired note'),
  ].filter((text) => text !== false);
  const said =
    counts.length > 0
      ? `Since ${since}: ${counts.join(', ')}.`
      : `All notes are as they were in ${since}.`;
  const body = html`<section class="hero narrow"><h1>What is new</h1>
<p class="lead">${said}</p>
<p>${verdict.losesProgress ? 'Progress with some notes cannot be kept: they start anew.' : 'Your progress is kept.'}</p></section>
${list('New', notes.added.length, added)}${list('Corrected', corrected.length, corrected)}${list('Retired', notes.retired.length, retired)}`;
  return pageFile(frame, { path: 'changes.html', title: 'What is new', body });

  function linked(guid: string, title: string): Html {
    const note = plan.notes.get(guid);
    const shown = typesetText(wholeTitle(title), typesetter);
    return note ? html`<a href="${note.path}#${note.anchor}">${shown}</a>` : shown;
  }
}

type Words = Diff['notes']['changed'][number]['fields'][number]['shown'];

/** What was removed is of another release, whose formulas nobody has checked. */
function marked(words: Words, typesetter: Typesetter): Html | Html[] {
  if (words.every(({ kind }) => kind === 'same')) return html`other gaps`;
  return words.map(({ kind, text }) => {
    if (kind === 'removed') return html`<del>${plainFormulas(text)}</del>`;
    const shown = typesetText(text, typesetter);
    return kind === 'added' ? html`<ins>${shown}</ins>` : shown;
  });
}

/** A picture, sound or film that the cards show, and who made it. */
export interface CreditedMedia {
  path: string;
  credit: Credit;
}

/** The media that cards use and that a `credits.yaml` speaks of, by path. */
export function creditedMedia({ collection, project }: SiteInput): CreditedMedia[] {
  const used = new Set(collection.media.map(({ sha1 }) => sha1));
  const credits = creditsOf(project);
  return [...project.media.values()]
    .filter(({ sha1 }) => used.has(sha1))
    .flatMap(({ path }) => {
      const [best] = credits
        .filter(([key]) => (key.endsWith('/') ? path.startsWith(key) : path === key))
        .sort(([a], [b]) => b.length - a.length);
      return best ? [{ path, credit: best[1] }] : [];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function creditsOf({ data }: Project): [string, Credit][] {
  return [...data].flatMap(([path, text]) => {
    if (posix.basename(path) !== 'credits.yaml') return [];
    // What is wrong with it was said by check.
    const credits = parseYaml(new VFile({ path, value: text }), text, creditsSchema) ?? {};
    return Object.entries(credits).map(([name, credit]): [string, Credit] => [
      posix.normalize(`${posix.dirname(path)}/${name}`).normalize('NFC'),
      credit,
    ]);
  });
}

/** Who made the media, and under which licence. */
export function creditsFile(media: CreditedMedia[], frame: Frame): SiteFile {
  const body = html`<section class="hero narrow"><h1>Credits</h1>
<p class="lead">Who made the pictures and sounds of these decks.</p></section>
<div class="table" tabindex="0"><table><thead><tr><th scope="col">File</th><th scope="col">By</th><th scope="col">Licence</th><th scope="col">From</th></tr></thead><tbody>
${media.map(
  ({ path, credit: { author, licence, source, changes } }) =>
    html`<tr><td>${posix.basename(path)}</td><td>${author}</td><td>${licence}</td><td>${sourceOf(source)}${changes && html` (${changes})`}</td></tr>\n`,
)}</tbody></table></div>`;
  return pageFile(frame, { path: 'credits.html', title: 'Credits', body });
}

function sourceOf(source: string | undefined): Html {
  return source && /^https?:\/\//u.test(source)
    ? html`<a href="${source}">${source.replace(/^https?:\/\//u, '')}</a>`
    : html`${source}`;
}

/** Pages that permanent links lead to: each lists its notes, and the site's script goes on at once. */
export function permanentFiles(plan: Plan, frame: Frame): SiteFile[] {
  const pages = new Map<string, Html[]>();
  for (const note of plan.notes.values()) {
    const path = permanentPath(note);
    const link = html`<li id="${note.anchor}"><a href="../${note.path}#${note.anchor}">${note.title}</a></li>\n`;
    pages.set(path, [...(pages.get(path) ?? []), link]);
  }
  return [...pages].map(([path, links]) =>
    pageFile(frame, {
      ...{ path, title: 'Notes', hidden: true },
      body: html`<section class="hero narrow"><h1>Where these notes are</h1></section>\n<ul class="moved" data-moved>\n${links}</ul>`,
    }),
  );
}

/** The pages that search engines should know. */
export function sitemapFile(files: SiteFile[], url: string): SiteFile {
  const pages = files
    .filter(({ path, text }) => path.endsWith('.html') && !text.includes('content="noindex"'))
    .map(
      ({ path }) =>
        `<url><loc>${escaped(url + path.replace(/(^|\/)index\.html$/u, '$1'))}</loc></url>\n`,
    );
  return {
    path: 'sitemap.xml',
    text: `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${pages.join('')}</urlset>\n`,
  };
}
