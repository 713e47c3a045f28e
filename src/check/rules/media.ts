import { fromHtml } from 'hast-util-from-html';
import type { Definition, Html, Image, ImageReference } from 'mdast';
import type { Node } from 'unist';
import { VFile } from 'vfile';
import { isRemote, mediaKind, mediaPath } from '../../media.ts';
import { messages, report } from '../../messages/index.ts';
import type { Project } from '../../project.ts';
import { descend } from '../../tree.ts';
import type { RuleContext } from '../context.ts';
import { createDepthMeter, deepestHtml } from '../html-depth.ts';

/** Every image, sound and film is a file of the project. */
export function media(context: RuleContext): void {
  for (const { node, url } of references(context)) {
    const { deck, file, project } = context;
    if (isRemote(url)) {
      // Within HTML the sanitiser takes it out, and says so.
      if (deck.html !== 'trusted' && node.type !== 'html')
        report(file, node, messages.remoteMedia(url));
      continue;
    }
    const path = mediaPath(url, deck.path, project.options.decks);
    if (path === undefined) {
      report(file, node, messages.mediaOutside(url));
      continue;
    }
    const found = project.media.get(path);
    if (!found) report(file, node, messages.missingMedia(path, [...project.media.keys()]));
    else if (found.size === 0) report(file, node, messages.emptyMedia(path));
  }
}

/** Media that nothing refers to stays out of the package; the author may not know. */
export function unusedMedia(contexts: RuleContext[], project: Project): void {
  const used = new Set(
    contexts.flatMap((context) =>
      references(context).map(({ url }) =>
        mediaPath(url, context.deck.path, project.options.decks),
      ),
    ),
  );
  for (const path of project.media.keys()) {
    if (used.has(path) || mediaKind(path) === 'other') continue;
    const file = new VFile({ path });
    report(file, undefined, messages.unusedMedia());
    project.files.push(file);
  }
}

/** All that a deck's notes refer to as media, with the node that does. */
function references({ deck }: RuleContext): { node: Node; url: string }[] {
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
