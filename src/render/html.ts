import type { Element, Root as HtmlRoot } from 'hast';
import type { Root, RootContent } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import rehypeRaw from 'rehype-raw';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { type Direction, directionOf } from '../languages.ts';
import { sanitise } from '../sanitise.ts';
import { descend } from '../tree.ts';
import { ankiHandlers, escapedTexts, plainHtml } from './anki-markup.ts';
import { tidyFootnotes } from './footnotes.ts';
import { type AddressOf, resolveLinks } from './links.ts';
import { placeSounds, writeDrawings, writeMarks, writeSounds } from './marks.ts';
import { type NameOf, resolveMedia } from './media.ts';
import { createHandlers } from './nodes/index.ts';
import { spaceReadings } from './readings.ts';

export interface HtmlOptions {
  /** Kept apart in ids, as two fields stand on one card. */
  prefix: string;
  trusted: boolean;
  nameOf: NameOf;
  addressOf: AddressOf;
  lang?: string | undefined;
  dir?: Direction | undefined;
  /** Whether Anki scans the field for cloze deletions. */
  cloze: boolean;
  /** Whether it is written as Anki's editor would: the note type was taken over from Anki. */
  anki?: boolean;
}

/** Makes the function that turns a field's Markdown tree into its HTML. */
export function createHtmlWriter(): (children: RootContent[], options: HtmlOptions) => string {
  const handlers = createHandlers();
  const handlersOfAnki = { ...handlers, ...ankiHandlers };
  const writer = unified()
    .use(rehypeStringify, { characterReferences: { useNamedReferences: true } })
    .freeze();
  const ankiWriter = unified()
    .use(rehypeStringify, {
      allowDangerousHtml: true,
      characterReferences: { useNamedReferences: true },
    })
    .freeze();
  const raw = unified().use(rehypeRaw).freeze();
  return (children, options) => {
    const plain = options.anki ? plainHtml(children) : undefined;
    if (plain !== undefined)
      return placeSounds(
        options.cloze ? writeMarks(plain.normalize('NFC')) : plain.normalize('NFC'),
      );
    const root: Root = { type: 'root', children };
    let tree = toHast(root, {
      allowDangerousHtml: true,
      clobberPrefix: `${options.prefix}-`,
      handlers: options.anki ? handlersOfAnki : handlers,
    }) as HtmlRoot;
    if (children.some((child) => descend(child).some(({ type }) => type === 'html')))
      tree = raw.runSync(tree) as HtmlRoot;
    tidyFootnotes(tree);
    if (!options.anki) spaceReadings(tree);
    if (!options.trusted) tree = sanitise(tree);
    resolveLinks(tree, options.addressOf);
    resolveMedia(tree, options.nameOf, options.trusted);
    if (options.anki) {
      escapedTexts(tree);
      const html = ankiWriter.stringify(tree).normalize('NFC');
      return writeDrawings(placeSounds(options.cloze ? writeMarks(html) : html));
    }
    const html = writer.stringify(tidy(tree, options)).trim().normalize('NFC');
    return writeDrawings(writeSounds(options.cloze ? writeMarks(html) : html));
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
