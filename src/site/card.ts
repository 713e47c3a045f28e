import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { renderCard } from '../notetype/index.ts';
import { sanitise } from '../sanitise.ts';
import { escaped } from './html.ts';
import type { Typesetter } from './math.ts';
import { occlusionPicture } from './occlusion.ts';
import type { SiteNote } from './plan.ts';
import { typesetIn } from './typeset.ts';

/** Both sides of a card, as HTML for a page of the site. */
export interface ShownCard {
  front: string;
  back: string;
}

/** Makes what shows cards: sanitised, formulas typeset, media found from the page that they stand on. */
export function createCardWriter(typesetter: Typesetter, mediaNames: ReadonlySet<string>) {
  const writer = unified().use(rehypeStringify, { allowDangerousHtml: true }).freeze();
  const made = (source: string): string => {
    const written = fromHtml(source, { fragment: true });
    soften(written);
    const tree = sanitise(written);
    settle(tree, { ...anywhere, mediaNames });
    typesetIn(tree, typesetter);
    return writer.stringify(tree);
  };
  // A side stands on up to three pages: it is made once, and then told where it stands.
  const known = new Map<string, string>();
  const show = (source: string, { top, prefix }: Place): string => {
    if (known.size > mostKept) known.clear();
    const text = known.get(source) ?? made(source);
    known.set(source, text);
    return text.replaceAll(anywhere.prefix, prefix).replaceAll(anywhere.top, top);
  };
  return {
    show,
    /** A note with all that it asks and says. */
    note: (note: SiteNote, place: Place): string => {
      const { front, back } = sides(note, note.ords[0] ?? 0);
      const both = asksAgain(note) ? back : `${front}\n<hr id=answer>\n${back}`;
      return show(both, place);
    },
    card: (note: SiteNote, ord: number, place: Place): ShownCard => {
      const { front, back } = sides(note, ord);
      return { front: show(front, place), back: show(back, place) };
    },
  };
}

export type CardWriter = ReturnType<typeof createCardWriter>;

/** Signs that no text holds, where a side does not know yet what stands there. */
const anywhere = { top: '\u0001', prefix: '\u0002' };
const mostKept = 1000;

export interface Place {
  /** The way to the top of the site: nothing, or `../`. */
  top: string;
  /** What keeps the ids of one card apart from those of the others on its page. */
  prefix: string;
}

function sides({ notetype, row, deck }: SiteNote, ord: number): ShownCard {
  const card = renderCard(notetype, { fields: row.fields, tags: row.tags, deck }, ord);
  if (notetype.stockKind === 6) return occlusionPicture(notetype, row, ord);
  const played = (html: string) =>
    html.replace(/\[anki:play:([qa]):(\d+)\]/gu, (_, side: string, index: string) => {
      const sound = (side === 'q' ? card.questionSounds : card.answerSounds)[Number(index)];
      return sound?.type === 'file'
        ? `<audio controls preload="none" src="${escaped(encodeURIComponent(sound.name))}"></audio>`
        : '';
    });
  const typed = (html: string, shown: boolean) =>
    html.replace(/\[\[type:(?:nc:|cloze:)*([^\]]+)\]\]/gu, (_, name: string) => {
      const value = row.fields[notetype.fields.findIndex((field) => field.name === name)] ?? '';
      return shown ? value : '<p class="to-type">Type the answer.</p>';
    });
  return {
    front: typed(played(card.question), false),
    back: typed(played(card.answer), true),
  };
}

/** Whether the back says what the front asks. */
function asksAgain({ notetype, ords: [ord = 0] }: SiteNote): boolean {
  const template = notetype.templates[notetype.kind === 'cloze' ? 0 : ord];
  const named = (side = '') =>
    [...side.matchAll(/\{\{(?![#^/!])(?:[^{}]*:)?([^{}:]+)\}\}/gu)].map(([, name]) => name?.trim());
  const asked = named(template?.front).filter((name) => name !== 'Context');
  return named(template?.back).some((name) => name === 'FrontSide' || asked.includes(name));
}

/** Landmarks of a card are none of the page; as plain boxes they keep their classes. Places would be copied along. */
function soften(node: Root | Element): void {
  for (const child of node.children) {
    delete child.position;
    if (child.type !== 'element') continue;
    if (/^(?:nav|header|main|article|aside|footer)$/u.test(child.tagName)) child.tagName = 'div';
    soften(child);
  }
}

interface Settling extends Place {
  mediaNames: ReadonlySet<string>;
}

/** Ids and what refers to them get the prefix; media is found from the page; nothing is loaded before it is seen. */
function settle(node: Root | Element, place: Settling): void {
  // A remote picture has lost its address.
  node.children = node.children.filter(
    (child) => child.type !== 'element' || child.tagName !== 'img' || child.properties.src,
  ) as ElementContent[];
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    const { properties } = child;
    for (const key of ['id', 'ariaDescribedBy', 'ariaLabelledBy', 'headers']) {
      const value = properties[key];
      if (value === undefined || value === null) continue;
      const ids = Array.isArray(value) ? value.map(String) : String(value).split(' ');
      properties[key] = ids.map((id) => `${place.prefix}-${id}`).join(' ');
    }
    const { href, src } = properties;
    if (typeof href === 'string' && href.startsWith('#'))
      properties.href = `#${place.prefix}-${href.slice(1)}`;
    if (typeof src === 'string') properties.src = mediaAddress(src, place);
    if (child.tagName === 'img')
      Object.assign(properties, { alt: properties.alt ?? '', loading: 'lazy' });
    // A heading within a note stands below those of the page.
    if (/^h[1-6]$/u.test(child.tagName)) child.tagName = 'h4';
    if (scrolls(child)) properties.tabIndex = 0;
    settle(child, place);
  }
}

/** Who has no mouse scrolls what has the focus. */
function scrolls({ tagName, properties }: Element): boolean {
  const { className } = properties;
  return tagName === 'pre' || (Array.isArray(className) && className.includes('table'));
}

function mediaAddress(src: string, { top, mediaNames }: Settling): string {
  const name = decoded(src).normalize('NFC');
  return mediaNames.has(name) ? `${top}media/${encodeURIComponent(name)}` : src;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
