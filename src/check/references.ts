import { posix } from 'node:path';
import { fromHtml } from 'hast-util-from-html';
import type { Definition, Html, Image, ImageReference } from 'mdast';
import type { Node } from 'unist';
import { isRemote, mediaIn, mediaPath } from '../media.ts';
import { descend, type Verbatim } from '../tree.ts';
import type { RuleContext } from './context.ts';
import { createDepthMeter, deepestHtml } from './html-depth.ts';

/** All that a deck's notes refer to as media, with the node that does. */
export function references({ deck, project }: RuleContext): { node: Node; url: string }[] {
  const { decks } = project.options;
  // In raw HTML a file may go by the name that it has in Anki.
  const known = new Map(
    (project.ledger?.media ?? []).map(({ name, file }) => {
      const path = posix.relative(posix.dirname(deck.path), file);
      return [name, path.replace(/[%?#]/gu, encodeURIComponent)];
    }),
  );
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
  const nodes = [deck, ...deck.definitions].flatMap(descend);
  return nodes.flatMap((node) => {
    const urls = node.type === 'verbatim' ? inRaw(node as Verbatim) : urlsOf(node, definitions);
    return urls.map((url) => ({ node, url }));
  });
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
