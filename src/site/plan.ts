import { createHash } from 'node:crypto';
import type { NoteRow, NotetypeRow } from '../collection.ts';
import { stripHtml } from '../notetype/index.ts';
import type { SiteInput, SitePackage } from './site.ts';

/** Where everything of a site stands. */
export interface Plan {
  decks: SiteDeck[];
  /** By guid. */
  notes: Map<string, SiteNote>;
  /** Number of each note type in class names, by id. */
  notetypes: Map<number, { number: number; row: NotetypeRow }>;
}

/** A top-level deck. */
export interface SiteDeck {
  name: string;
  /** Its folder in the site, with `/` at the end. */
  folder: string;
  pack: SitePackage;
  /** HTML. */
  description: string;
  pages: NotePage[];
}

/** A page of notes: a deck, or a piece of a large one. */
export interface NotePage {
  path: string;
  /** The name of the deck without its top, or the whole of it. */
  title: string;
  /** `2 of 3`, for a piece. */
  piece?: string;
  notes: SiteNote[];
}

export interface SiteNote {
  row: NoteRow;
  notetype: NotetypeRow;
  /** Full name. */
  deck: string;
  /** Plain text. */
  title: string;
  /** Its headings, as HTML. */
  context: string;
  /** `id` of its element. */
  anchor: string;
  /** The page that it stands on. */
  path: string;
  ords: number[];
}

const perPage = 40;

/** Gives every deck and note its place: the order is that of the packages, pages hold so many notes at most. */
export function planSite({ packages, fronts }: SiteInput): Plan {
  const plan: Plan = { decks: [], notes: new Map(), notetypes: new Map() };
  for (const pack of packages) {
    const { decks, notetypes } = pack.collection;
    for (const row of notetypes)
      if (!plan.notetypes.has(row.id))
        plan.notetypes.set(row.id, { number: plan.notetypes.size + 1, row });
    const name = decks[0]?.name.split('::')[0] ?? pack.name;
    const folder = `${pack.name}/`;
    plan.decks.push({
      ...{ name, folder, pack },
      description: decks.find((deck) => deck.name === name)?.description ?? '',
      pages: pagesOf(pack, name, folder, fronts),
    });
  }
  const all = plan.decks.flatMap(({ pages }) => pages.flatMap(({ notes }) => notes));
  for (const note of all) plan.notes.set(note.row.guid, note);
  return plan;
}

function pagesOf(
  { collection }: SitePackage,
  top: string,
  folder: string,
  fronts: SiteInput['fronts'],
): NotePage[] {
  const names = new Map(collection.decks.map(({ id, name }) => [id, name]));
  const types = new Map(collection.notetypes.map((row) => [row.id, row]));
  const ords = new Map<number, number[]>();
  const deckOf = new Map<number, string>();
  for (const { noteId, ord, deckId } of collection.cards) {
    ords.set(noteId, [...(ords.get(noteId) ?? []), ord]);
    if (!deckOf.has(noteId)) deckOf.set(noteId, names.get(deckId) ?? top);
  }
  const groups = new Map<string, Omit<SiteNote, 'path'>[]>();
  for (const row of collection.notes) {
    const notetype = types.get(row.notetypeId);
    const deck = deckOf.get(row.id);
    if (!notetype || deck === undefined) continue;
    const place = notetype.fields.findIndex((field) => field.name === 'Context');
    const note = {
      ...{ row, notetype, deck, ords: ords.get(row.id) ?? [], anchor: anchorOf(row.guid) },
      title: fronts.get(row.guid) || stripHtml(row.fields[notetype.sortField] ?? '') || row.guid,
      context: row.fields[place] ?? '',
    };
    const group = groups.get(deck) ?? [];
    group.push(note);
    groups.set(deck, group);
  }
  const taken = new Set(['index', 'try']);
  return [...groups].flatMap(([deck, notes]) => {
    const title = deck.slice(top.length).replace(/^::/u, '').replaceAll('::', ' › ') || top;
    const pieces = Math.ceil(notes.length / perPage);
    const slug = freeSlug(slugOf(title), taken);
    return Array.from({ length: pieces }, (_, piece) => {
      const number = pieces > 1 ? `_${piece + 1}` : '';
      const path = `${folder}${slug}${number}.html`;
      const part = notes.slice(piece * perPage, (piece + 1) * perPage);
      return {
        ...{ path, title, notes: part.map((note) => ({ ...note, path })) },
        ...(pieces > 1 && { piece: `${piece + 1} of ${pieces}` }),
      };
    });
  });
}

/** Two decks whose names come out alike are told apart. */
function freeSlug(wanted: string, taken: Set<string>): string {
  let slug = wanted;
  for (let count = 2; taken.has(slug); count += 1) slug = `${wanted}-${count}`;
  taken.add(slug);
  return slug;
}

/** Guids of ours are letters and digits; others may be any text. */
function anchorOf(guid: string): string {
  return /^\w+$/u.test(guid) ? `n-${guid}` : `h-${hashOf(guid).slice(0, 16)}`;
}

/** Lower-case hex. */
export function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function slugOf(text: string): string {
  const slug = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z\d]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/gu, '');
  return slug || 'notes';
}

const buckets = 64;

/** The page that a permanent link leads to: it depends on the guid alone, wherever the note goes. */
export function permanentPath({ row }: SiteNote): string {
  return `n/${Number.parseInt(hashOf(row.guid).slice(0, 6), 16) % buckets}.html`;
}

/** From one page of the site to another. */
export function relativeTo(from: string, to: string): string {
  const up = from.split('/').slice(0, -1);
  const down = to.split('/');
  while (up.length > 0 && up[0] === down[0] && down.length > 1) {
    up.shift();
    down.shift();
  }
  return '../'.repeat(up.length) + down.join('/');
}
