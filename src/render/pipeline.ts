import type { Element, Root as HtmlRoot } from 'hast';
import type { Root, RootContent } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import rehypeRaw from 'rehype-raw';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { directionOf } from '../languages.ts';
import { sanitise } from '../sanitise.ts';
import { descend } from '../tree.ts';
import { ankiHandlers, escapedTexts } from './anki-markup.ts';
import { tidyFootnotes } from './footnotes.ts';
import type { HtmlOptions } from './html.ts';
import { resolveLinks } from './links.ts';
import { resolveMedia } from './media.ts';
import { type createCode, createHandlers } from './nodes/index.ts';
import { spaceReadings } from './readings.ts';

/** What turns a field's Markdown tree into HTML in which our marks still stand. */
export type ToHtml = (children: RootContent[], options: HtmlOptions) => string;

/** Makes the way of HTML trees, which all Markdown can go: to a tree, sanitised, resolved, written. */
export function createPipeline(code: ReturnType<typeof createCode>): ToHtml {
  const handlers = createHandlers(code);
  const handlersOfAnki = { ...handlers, ...ankiHandlers };
  const characterReferences = { useNamedReferences: true };
  const writer = unified().use(rehypeStringify, { characterReferences }).freeze();
  const ankiWriter = unified()
    .use(rehypeStringify, { allowDangerousHtml: true, characterReferences })
    .freeze();
  const raw = unified().use(rehypeRaw).freeze();
  return (children, options) => {
    const root: Root = { type: 'root', children };
    let tree = toHast(root, {
      allowDangerousHtml: true,
      clobberPrefix: `${options.field.toLowerCase().replace(/[^a-z0-9]+/gu, '-')}-`,
      handlers: options.anki ? handlersOfAnki : handlers,
    }) as HtmlRoot;
    if (children.some((child) => descend(child).some(({ type }) => type === 'html')))
      tree = raw.runSync(tree) as HtmlRoot;
    tidyFootnotes(tree);
    if (!options.anki) spaceReadings(tree);
    if (!options.trusted) tree = sanitise(tree);
    resolveLinks(tree, options.addressOf);
    resolveMedia(tree, options.nameOf, options.trusted);
    if (!options.anki) return writer.stringify(tidy(tree, options));
    escapedTexts(tree);
    return ankiWriter.stringify(tree);
  };
}

/** A field that is one paragraph needs none around it: so it reads well in Anki's editor and browser. */
function tidy(tree: HtmlRoot, { lang, dir = directionOf(lang) }: HtmlOptions): HtmlRoot {
  const shown = tree.children.filter(
    (child) => !(child.type === 'text' && child.value.trim() === ''),
  );
  const [only] = shown;
  const single =
    shown.length === 1 && only?.type === 'element' && only.tagName === 'p' ? only : undefined;
  const children =
    single && Object.keys(single.properties).length === 0 ? single.children : tree.children;
  if ((lang ?? dir) === undefined || shown.length === 0) return { type: 'root', children };
  const box: Element = {
    type: 'element',
    // A direction is one of lines, so it takes a block.
    tagName: single && dir === undefined ? 'span' : 'div',
    properties: { lang, dir },
    children: children as Element['children'],
  };
  return { type: 'root', children: [box] };
}
