import type { RootContent } from 'mdast';
import type { Node, Parent } from 'unist';
import type { IdentifiedDeck, IdentifiedNote, IdentifiedNotetype } from '../identify/index.ts';
import { digestOf } from '../ids.ts';
import { isRemote, mediaPath } from '../media.ts';
import type { Project } from '../project.ts';
import { descend } from '../tree.ts';

/** What of a node the author wrote; places, and what a parser adds for rendering, are left out. */
const written = [
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
  ...['identifier', 'referenceType', 'align', 'numbers'],
];

/**
 * Hash of what the author wrote in a note: its fields as trees, tags, the settings that change them, the
 * bytes of its media, and which fields there are. Not of HTML: a compiler that renders otherwise changes nobody's notes.
 */
export function contentHash(
  note: IdentifiedNote,
  deck: IdentifiedDeck,
  notetype: IdentifiedNotetype,
  project: Project,
): string {
  const referred = definitionsOf(note, deck);
  const content = {
    fields: notetype.fields.map(({ id, name }) => [
      String(id),
      note.children
        .filter((field) => field.name === name)
        .flatMap(({ children }) => children.map(plain)),
    ]),
    definitions: referred.map(plain),
    tags: note.tags,
    html: deck.html,
    lang: deck.lang,
    media: mediaOf([...note.children, ...referred], deck, project),
  };
  return digestOf('content', JSON.stringify(content)).slice(0, 16);
}

/** A node as plain data in a fixed order of keys. */
function plain(node: Node): unknown {
  const row = node as Node & Record<string, unknown>;
  const own = written.flatMap((key) =>
    row[key] === undefined || row[key] === null ? [] : [[key, row[key]]],
  );
  const { measures, deletions, display, hProperties } = (node.data ?? {}) as Record<
    string,
    unknown
  >;
  const { hint } = node as { hint?: Node[] };
  const children = 'children' in node ? (node as Parent).children.map(plain) : undefined;
  const more = {
    measures,
    display,
    hProperties,
    children,
    hint: hint?.map(plain),
    deletions: rangesOf(deletions),
  };
  return [...own, ...Object.entries(more).filter(([, value]) => value !== undefined)];
}

function rangesOf(deletions: unknown): unknown {
  if (!Array.isArray(deletions)) return undefined;
  return deletions.map(({ numbers, start, end, hint }) => [numbers, start, end, hint ?? null]);
}

/** What the note's links, images and footnotes refer to. */
function definitionsOf(note: IdentifiedNote, deck: IdentifiedDeck): RootContent[] {
  if (deck.definitions.length === 0) return [];
  const names = new Set(
    [...descend(note)].flatMap((node) => ('identifier' in node ? [String(node.identifier)] : [])),
  );
  return deck.definitions.filter((node) => 'identifier' in node && names.has(node.identifier));
}

/** The hashes of the files that the note shows, in the order of showing. */
function mediaOf(nodes: Node[], deck: IdentifiedDeck, project: Project): string[] {
  return nodes
    .flatMap((outer) => [...descend(outer)])
    .flatMap((node) => {
      const { url, value } = node as { url?: string; value?: string };
      const urls =
        node.type === 'html'
          ? [...(value ?? '').matchAll(/\bsrc\s*=\s*["']?([^"'\s>]+)/giu)].map(
              ([, src]) => src ?? '',
            )
          : url
            ? [url]
            : [];
      return urls.flatMap((one) => {
        const path = isRemote(one) ? undefined : mediaPath(one, deck.path, project.options.decks);
        return path === undefined ? [] : (project.media.get(path)?.sha1 ?? []);
      });
    });
}
