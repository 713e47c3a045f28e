import type { Data, Node, Parent } from 'unist';
import { definitionsFor } from '../definitions.ts';
import type { IdentifiedNotetype } from '../identify/index.ts';
import { digestOf } from '../ids.ts';
import { isRemote, mediaIn, mediaPath } from '../media.ts';
import type { FileScope } from '../project.ts';
import { type Deck, descend, type Note } from '../tree.ts';

/** What of a node the author wrote; places, and what a parser adds for rendering, are left out. */
const authored = [
  ...[
    'type',
    'value',
    'url',
    'alt',
    'title',
    'depth',
    'ordered',
    'start',
    'spread',
    'checked',
    'lang',
    'meta',
  ],
  ...['identifier', 'referenceType', 'align', 'numbers', 'shape'],
];
const rankOf = new Map(authored.map((key, rank) => [key, rank]));

/**
 * Hash of what the author wrote in a note: its fields as trees, tags, the settings that change them, the
 * bytes of its media, and which fields there are. Not of HTML: a compiler that renders otherwise changes nobody's notes.
 */
export function contentHash(
  note: Note,
  deck: Deck,
  notetype: IdentifiedNotetype,
  project: FileScope,
): string {
  const written = note.children.flatMap(({ children }) => children);
  const referred = definitionsFor(written, note, deck);
  const shown = [...written, ...referred].flatMap(descend);
  const fields = notetype.fields.map(({ id, name }) => {
    const content = note.children.filter((field) => field.name === name);
    return `["${id}",${listOf(content.flatMap(({ children }) => children))}]`;
  });
  const rest = JSON.stringify({
    tags: note.tags,
    html: shown.some(({ type }) => type === 'html') ? deck.html : undefined,
    ...languagesOf(note),
    media: mediaOf(shown, deck, project),
  });
  const content = `{"fields":[${fields.join(',')}],"definitions":${listOf(referred)},${rest.slice(1)}`;
  return digestOf('content', content).slice(0, 16);
}

/** One for all fields, or by field where they differ; nothing where nothing is said. */
function languagesOf({ children }: Note): Record<'lang' | 'dir', unknown> {
  const of = (key: 'lang' | 'dir') => {
    const [first, ...others] = new Set(children.map((field) => field[key]));
    return others.length === 0 ? first : children.map((field) => [field.name, field[key] ?? null]);
  };
  return { lang: of('lang'), dir: of('dir') };
}

function listOf(nodes: Node[]): string {
  return `[${nodes.map(written).join(',')}]`;
}

/** A node as JSON: what of it the author wrote, in a fixed order of keys. Built up as text, as there are so many. */
function written(node: Node): string {
  const row = node as Node & Record<string, unknown>;
  let pairs = '';
  for (const key of authoredIn(row)) pairs += pair(key, unwrapped(node, row[key]));
  if (node.data) pairs += writtenData(node.data);
  if ('children' in node) pairs += `,["children",${listOf((node as Parent).children)}]`;
  const { hint } = node as { hint?: Node[] };
  if (hint) pairs += `,["hint",${listOf(hint)}]`;
  if (node.data) pairs += pair('deletions', rangesOf((node.data as DataRow).deletions));
  return `[${pairs.slice(1)}]`;
}

type DataRow = Record<string, unknown>;

function writtenData(row: Data): string {
  const { measures, display, hProperties, macros } = row as DataRow;
  const data = row.drawing?.data ?? [];
  return (
    (data.length > 0 ? pair('data', data) : '') +
    pair('measures', measures) +
    pair('display', display) +
    pair('macros', macros) +
    pair('hProperties', hProperties)
  );
}

function pair(key: string, value: unknown): string {
  return value === undefined ? '' : `,["${key}",${JSON.stringify(value)}]`;
}

/** A node has few keys, and mostly in this order already: to ask each for all that there are takes far longer. */
function authoredIn(row: Record<string, unknown>): string[] {
  const keys: string[] = [];
  let last = -1;
  let isSorted = true;
  for (const key in row) {
    const rank = rankOf.get(key);
    if (rank === undefined || row[key] === undefined || row[key] === null) continue;
    isSorted = isSorted && rank > last;
    last = rank;
    keys.push(key);
  }
  return isSorted ? keys : keys.sort((a, b) => (rankOf.get(a) ?? 0) - (rankOf.get(b) ?? 0));
}

/** Where a line of running text ends is no content. */
function unwrapped({ type }: Node, value: unknown): unknown {
  if (type !== 'text' || typeof value !== 'string' || !value.includes('\n')) return value;
  return value.replace(/\s*\n\s*/gu, ' ');
}

function rangesOf(deletions: unknown): unknown {
  if (!Array.isArray(deletions)) return undefined;
  return deletions.map(({ numbers, start, end, hint }) => [numbers, start, end, hint ?? null]);
}

/** The hashes of the files that the note shows, in the order of showing. */
function mediaOf(nodes: Node[], deck: Deck, project: FileScope): string[] {
  const found: string[] = [];
  for (const node of nodes)
    for (const one of urlsIn(node)) {
      const path = isRemote(one) ? undefined : mediaPath(one, deck.path, project.options.decks);
      const known = node.type === 'verbatim' && project.ledger?.media;
      const named = known ? known.find(({ name }) => name === one)?.file : undefined;
      const file = project.media.get(path ?? '') ?? project.media.get(named ?? '');
      if (file) found.push(file.sha1);
    }
  return found;
}

function urlsIn(node: Node): string[] {
  const { url, value = '' } = node as { url?: string; value?: string };
  if (node.type === 'verbatim') return mediaIn(value);
  if (node.type === 'html')
    return [...value.matchAll(/\bsrc\s*=\s*["']?([^"'\s>]+)/giu)].map(([, src]) => src ?? '');
  return url ? [url] : [];
}
