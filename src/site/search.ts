import MiniSearch from 'minisearch';
import { evenBlanks } from '../characters.ts';
import { stripHtml } from '../notetype/index.ts';
import { html } from './html.ts';
import { type Frame, pageFile } from './layout.ts';
import type { Plan, SiteNote } from './plan.ts';
import type { SiteFile } from './site.ts';

const mostText = 1500;
/** Said twice, here and in `templates/_site/search.js`: the page reads the index with the same ones. */
const options = { fields: ['title', 'text', 'tags'], storeFields: ['title', 'deck', 'url'] };
const silent = new Set(['Context', 'Edit', 'Source', 'Occlusion']);

/** The page that searches, and the index, which is a script, so that a folder on a disk can be searched too. */
export function searchFiles(plan: Plan, frame: Frame): SiteFile[] {
  const index = new MiniSearch(options);
  for (const [id, note] of [...plan.notes.values()].entries())
    index.add({
      id,
      title: note.title,
      text: textOf(note),
      tags: note.row.tags.join(' ').replaceAll('::', ' '),
      deck: note.deck.replaceAll('::', ' › '),
      url: `${note.path}#${note.anchor}`,
    });
  const data = JSON.stringify(index)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return [
    pageFile(frame, {
      ...{ path: 'search.html', title: 'Search', hidden: true },
      scripts: ['assets/minisearch.js', 'assets/search-index.js', 'assets/search.js'],
      body: html`<section class="hero narrow"><h1>Search</h1>
<p id="found" role="status"></p><noscript><p>Searching needs JavaScript. All notes are listed under <a href="index.html">the decks</a>.</p></noscript></section>
<ol id="results" class="results"></ol>`,
    }),
    { path: 'assets/search-index.js', text: `self.deckwrightIndex = ${data};\n` },
  ];
}

function textOf({ row, notetype }: SiteNote): string {
  const fields = row.fields.filter((_, index) => !silent.has(notetype.fields[index]?.name ?? ''));
  const text = stripHtml(fields.join(' ')).replace(
    /\{\{c[\d,]+::|\}\}|\[sound:[^\]]*\]|\\[()[\]]/gu,
    ' ',
  );
  return evenBlanks(text).trim().slice(0, mostText);
}
