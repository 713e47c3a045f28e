import { posix } from 'node:path';
import { fromHtml } from 'hast-util-from-html';
import type { Definition, Html, Image, ImageReference } from 'mdast';
import type { Node, Position } from 'unist';
import { isRemote, mediaIn, mediaPath } from '../media.ts';
import type { FileScope } from '../project.ts';
import { type Deck, descend, type Verbatim } from '../tree.ts';
import { createDepthMeter, deepestHtml } from './html-depth.ts';
import type { FileNodes } from './nodes.ts';

/** An address of a picture, a sound or a film, and where it stands. */
export interface MediaReference {
  url: string;
  place?: Position;
  /** Whether it stands in HTML. */
  html: boolean;
}

/** All that a deck's notes refer to as media, in the order of writing. */
export function references(deck: Deck, nodes: FileNodes, project: FileScope): MediaReference[] {
  if (!nodes.has('image', 'imageReference', 'html', 'verbatim')) return [];
  const { decks } = project.options;
  // In raw HTML a file may go by the name that it has in Anki.
  const known = nodes.has('verbatim') ? pathsByName(deck, project) : new Map<string, string>();
  const inRaw = ({ value }: Verbatim) =>
    mediaIn(value).flatMap((url) => {
      const path = isRemote(url) ? undefined : mediaPath(url, deck.path, decks);
      return path !== undefined && project.media.has(path) ? [url] : (known.get(url) ?? []);
    });
  const definitions = new Map(
    deck.definitions.flatMap((node) =>
      node.type === 'definition' ? [[node.identifier, node] as const] : [],
    ),
  );
  return [...nodes.notes, ...nodes.definitions].flat().flatMap((node) => {
    const urls = node.type === 'verbatim' ? inRaw(node as Verbatim) : urlsOf(node, definitions);
    const place = node.position && { place: node.position };
    return urls.map((url) => ({ url, ...place, html: node.type === 'html' }));
  });
}

function pathsByName(deck: Deck, project: FileScope): Map<string, string> {
  return new Map(
    (project.ledger?.media ?? []).map(({ name, file }) => {
      const path = posix.relative(posix.dirname(deck.path), file);
      return [name, path.replace(/[%?#]/gu, encodeURIComponent)];
    }),
  );
}

function urlsOf(node: Node, definitions: Map<string, Definition>): string[] {
  if (node.type === 'image') return [(node as Image).url];
  if (node.type === 'imageReference')
    return [definitions.get((node as ImageReference).identifier)?.url ?? []].flat();
  return node.type === 'html' ? sourcesIn((node as Html).value) : [];
}

function sourcesIn(html: string): string[] {
  if (!/<(?:img|audio|video|source)\b/iu.test(html) || createDepthMeter()(html) > deepestHtml)
    return [];
  return descend(fromHtml(html, { fragment: true })).flatMap((node) => {
    const src = (node as { properties?: { src?: unknown } }).properties?.src;
    return typeof src === 'string' ? [src] : [];
  });
}
