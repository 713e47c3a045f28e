import type { CardWriter } from './card.ts';
import { counted, dateOf, type Html, html, safe, sizeOf } from './html.ts';
import { type Frame, pageFile } from './layout.ts';
import { type Plan, permanentPath, relativeTo, type SiteDeck, type SiteNote } from './plan.ts';
import type { SiteFile } from './site.ts';

const firstCards = 4;
const cardsToTry = 40;

/** The first page, and for each top-level deck its own, one to try it, and those of its notes. */
export function deckFiles(plan: Plan, write: CardWriter, frame: Frame): SiteFile[] {
  return [
    pageFile(frame, {
      path: 'index.html',
      title: frame.name,
      description: `${counted(plan.notes.size, 'note')} to learn with Anki.`,
      body: homeBody(plan, write, frame),
    }),
    ...plan.decks.flatMap((deck) => [
      deckFile(deck, plan, write, frame),
      tryFile(deck, plan, write, frame),
      ...noteFiles(deck, plan, write, frame),
    ]),
  ];
}

function homeBody({ decks, notes, ...plan }: Plan, write: CardWriter, frame: Frame): Html {
  const [only, ...more] = decks;
  if (only && more.length === 0)
    return deckBody(only, { decks, notes, ...plan }, write, {
      path: 'index.html',
      title: frame.name,
    });
  return html`<section class="hero">
<h1>${frame.name}</h1>
<p class="lead">${counted(notes.size, 'note')} in ${counted(decks.length, 'deck')} to learn with <a href="https://apps.ankiweb.net/">Anki</a>. Import a package once, and again when there is a newer one: your progress stays.</p>
</section>
<ul class="decks">
${decks.map((deck) => deckItem(deck, write))}</ul>`;
}

function deckItem({ name, folder, description, pack }: SiteDeck, write: CardWriter): Html {
  const { notes, cards } = pack.collection;
  const about = write.show(description, { top: '', prefix: pack.name });
  return html`<li class="deck">
<h2><a href="${folder}index.html">${name}</a></h2>
${about !== '' && html`<div class="about-deck">${safe(about)}</div>`}
<p class="facts">${counted(notes.length, 'note')} · ${counted(cards.length, 'card')}</p>
<p class="actions"><a class="button" href="${pack.path}" download>Download<span class="unseen"> ${name}</span></a> <a class="button quiet" href="${folder}try.html">Try it<span class="unseen">: ${name}</span></a></p>
</li>
`;
}

function deckFile(deck: SiteDeck, plan: Plan, write: CardWriter, frame: Frame): SiteFile {
  const { name, folder, pack } = deck;
  const path = `${folder}index.html`;
  const { notes, cards } = pack.collection;
  return pageFile(frame, {
    ...{ path, title: name, body: deckBody(deck, plan, write, { path, title: name }) },
    description: `${name}: ${counted(notes.length, 'note')}, ${counted(cards.length, 'card')} for Anki.`,
    hidden: plan.decks.length === 1,
  });
}

function deckBody(
  { folder, pack, description, pages }: SiteDeck,
  plan: Plan,
  write: CardWriter,
  { path, title }: { path: string; title: string },
): Html {
  const { notes, cards, modified, decks } = pack.collection;
  const to = (target: string) => relativeTo(path, target);
  const top = path.includes('/') ? '../' : '';
  const first = pages.flatMap((page) => page.notes).slice(0, firstCards);
  const inner = decks.length - 1;
  return html`<section class="hero">
<h1>${title}</h1>
${description !== '' && html`<div class="about-deck">${safe(write.show(description, { top, prefix: 'about' }))}</div>`}
<p class="facts">${counted(notes.length, 'note')} · ${counted(cards.length, 'card')}${inner > 0 && ` · ${counted(inner, 'chapter')}`}</p>
<p class="actions"><a class="button" href="${to(pack.path)}" download>Download for Anki</a> <a class="button quiet" href="${to(`${folder}try.html`)}">Try it here</a></p>
<p class="small">${pack.path.split('/').at(-1)}, ${sizeOf(pack.bytes)}, last changed <time datetime="${dateOf(modified)}">${dateOf(modified)}</time>. Import it with <a href="https://apps.ankiweb.net/">Anki</a>, and again when there is a newer one: your progress stays.</p>
</section>
<section aria-labelledby="first"><h2 id="first">The first cards</h2>
<div class="flips">
${first.map((note) => flip(note, note.ords[0] ?? 0, plan, write, top))}</div></section>
<section aria-labelledby="notes"><h2 id="notes">All notes</h2>
<ol class="contents">
${pages.map(
  (
    page,
  ) => html`<li><a href="${to(page.path)}">${page.title}${page.piece && ` (${page.piece})`}</a> <span class="small">${counted(page.notes.length, 'note')}</span></li>
`,
)}</ol></section>`;
}

function tryFile(deck: SiteDeck, plan: Plan, write: CardWriter, frame: Frame): SiteFile {
  const cards = deck.pages
    .flatMap(({ notes }) => notes)
    .slice(0, cardsToTry)
    .flatMap((note) => note.ords.map((ord) => ({ note, ord })))
    .slice(0, cardsToTry);
  const all = deck.pack.collection.cards.length;
  const body = html`<section class="hero narrow"><p class="crumbs"><a href="index.html">${deck.name}</a></p>
<h1>Try it</h1>
<p class="small">${cards.length < all ? `The first ${cards.length} of ${counted(all, 'card')}.` : `All ${counted(all, 'card')}.`} <span class="keys" hidden>Space shows the answer, the arrow keys turn the pages.</span></p></section>
<div class="flips one" data-flip>
${cards.map(({ note, ord }) => flip(note, ord, plan, write, '../'))}</div>`;
  return pageFile(frame, {
    path: `${deck.folder}try.html`,
    title: `Try ${deck.name}`,
    body,
    hidden: true,
  });
}

/** A card: its front, and its back to be opened. */
function flip(note: SiteNote, ord: number, plan: Plan, write: CardWriter, top: string): Html {
  const prefix = `${note.anchor}-${ord}`;
  const { front, back } = write.card(note, ord, { top, prefix });
  return html`<article class="flip" aria-label="${note.title}">
<div class="flip-front">${shown(front, note, plan)}</div>
<details><summary><span class="when-closed">Show the answer</span><span class="when-open">Back to the question</span></summary>
${shown(back.replaceAll(`${prefix}-`, `${prefix}-b-`), note, plan)}</details>
</article>
`;
}

/** The boxes that a note type's styling expects, shut into its scope. */
function shown(card: string, note: SiteNote, plan: Plan): Html {
  const number = plan.notetypes.get(note.notetype.id)?.number ?? 0;
  return html`<div class="shown type-${number}"><div class="card">${safe(card)}</div></div>`;
}

function noteFiles(deck: SiteDeck, plan: Plan, write: CardWriter, frame: Frame): SiteFile[] {
  return deck.pages.map((page, index) => {
    const [before, after] = [deck.pages[index - 1], deck.pages[index + 1]];
    const title = page.piece ? `${page.title} (${page.piece})` : page.title;
    const body = html`<section class="hero narrow"><p class="crumbs"><a href="index.html">${deck.name}</a></p>
<h1>${title}</h1></section>
${page.notes.map((note, place) => {
  const context = note.context !== (page.notes[place - 1]?.context ?? '') && note.context;
  const heading =
    context &&
    html`<h2>${safe(write.show(context, { top: '../', prefix: `${note.anchor}-c` }))}</h2>\n`;
  return html`${heading}${noteBody(note, plan, write)}`;
})}<nav class="turn" aria-label="Pages">${before && html`<a rel="prev" href="${relativeTo(page.path, before.path)}">‹ ${before.title}${before.piece && ` (${before.piece})`}</a>`}${after && html`<a rel="next" href="${relativeTo(page.path, after.path)}">${after.title}${after.piece && ` (${after.piece})`} ›</a>`}</nav>`;
    return pageFile(frame, {
      ...{ path: page.path, body },
      title: `${title} · ${deck.name}`,
      description: page.notes
        .slice(0, 3)
        .map((note) => note.title)
        .join(' · '),
    });
  });
}

function noteBody(note: SiteNote, plan: Plan, write: CardWriter): Html {
  const card = write.note(note, { top: '../', prefix: note.anchor });
  const link = `${relativeTo(note.path, permanentPath(note))}#${note.anchor}`;
  return html`<article class="note" id="${note.anchor}" aria-label="${note.title}">
<a class="permanent" href="${link}" title="Permanent link" aria-label="Permanent link to: ${note.title}">¶</a>
${shown(card, note, plan)}
</article>
`;
}
