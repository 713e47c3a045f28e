import { fromHtml } from 'hast-util-from-html';
import type { Definition, Html, Image, ImageReference } from 'mdast';
import type { Node } from 'unist';
import { descend } from '../tree.ts';
import type { RuleContext } from './context.ts';
import { createDepthMeter, deepestHtml } from './html-depth.ts';

/** All that a deck's notes refer to as media, with the node that does. */
export function references({ deck }: RuleContext): { node: Node; url: string }[] {
  const definitions = new Map(
    deck.definitions.flatMap((node) =>
      node.type === 'definition' ? [[node.identifier, node] as const] : [],
    ),
  );
  const nodes = [deck, ...deck.definitions].flatMap(descend);
  return nodes.flatMap((node) => urlsOf(node, definitions).map((url) => ({ node, url })));
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
