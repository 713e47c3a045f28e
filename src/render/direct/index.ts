import type { Code, Nodes, Parent, RootContent } from 'mdast';
import { type Direction, directionOf } from '../../languages.ts';
import type { HtmlOptions } from '../html.ts';
import { image, inlineCode, inlineMath, math } from '../nodes/index.ts';
import { cloze } from './cloze.ts';
import { attribute } from './escape.ts';
import { isPlain } from './given.ts';
import { hastHtml } from './hast.ts';
import { link } from './link.ts';
import { list, listItem } from './list.ts';
import { leave, onLines, type Page, type Write } from './page.ts';
import { table } from './table.ts';
import { text } from './text.ts';

/**
 * The HTML of a field, to the byte what the pipeline makes of it, in a fraction of its time: nothing here can be
 * unsafe, so no tree of HTML has to be made and looked at. Nothing where there is more in the field than that:
 * raw HTML, footnotes, definitions, shapes.
 */
export function directHtml(
  children: RootContent[],
  options: HtmlOptions,
  code: Page['code'],
): string | undefined {
  const { trusted, nameOf, addressOf, lang, dir = directionOf(lang) } = options;
  const all = (parent: Parent) => piecesIn(parent, page);
  const page: Page = { trusted, nameOf, addressOf, code, all, left: false };
  const pieces = all({ type: 'root', children } as Parent);
  return page.left ? undefined : boxed(pieces, lang, dir);
}

function piecesIn(parent: Parent, page: Page): string[] {
  const pieces: string[] = [];
  let afterBreak = false;
  for (const child of parent.children as RootContent[]) {
    if (page.left) return pieces;
    const write = writers[child.type] as Write<RootContent> | undefined;
    if (!write || (afterBreak && beginsWithSpace(child))) {
      leave(page);
      return pieces;
    }
    const written = write(child, page, parent);
    if (typeof written === 'string') pieces.push(written);
    else pieces.push(...written);
    afterBreak = child.type === 'break';
  }
  return pieces;
}

/** Behind a line break the pipeline takes spaces away, which Markdown leaves none of. */
function beginsWithSpace(node: Nodes): boolean {
  const head = 'children' in node ? node.children[0] : node;
  return head !== undefined && 'value' in head && /^\s/u.test(head.value);
}

const element =
  (tag: string): Write<Parent & Nodes> =>
  (node, page) =>
    isPlain(node) ? `<${tag}>${page.all(node).join('')}</${tag}>` : leave(page);

const writers: { [Type in RootContent['type']]?: Write<Extract<RootContent, { type: Type }>> } = {
  blockquote: (node, page) =>
    isPlain(node) ? `<blockquote>${onLines(page.all(node))}</blockquote>` : leave(page),
  break: (node, page) => (isPlain(node) ? ['<br>', '\n'] : leave(page)),
  cloze,
  code: (node: Code, page) => hastHtml(page.code(undefined, node), page),
  delete: element('del'),
  emphasis: element('em'),
  heading: (node, page, parent) => element(`h${node.depth}`)(node, page, parent),
  image: (node, page) => hastHtml(image(undefined, node), page),
  inlineCode: (node, page) => hastHtml(inlineCode(undefined, node), page),
  inlineMath: (node, page) => hastHtml(inlineMath(undefined, node), page),
  link: (node, page) => (isPlain(node) ? link(node, page) : leave(page)),
  list,
  listItem,
  math: (node, page) => hastHtml(math(undefined, node), page),
  paragraph: element('p'),
  strong: element('strong'),
  table: (node, page) => (isPlain(node) ? table(node, page) : leave(page)),
  text: (node, page) => (isPlain(node) ? text(node) : leave(page)),
  thematicBreak: (node, page) => (isPlain(node) ? '<hr>' : leave(page)),
};

/** A field that is one paragraph needs none around it; one in a language of its own gets a box that says so. */
function boxed(pieces: string[], lang: string | undefined, dir: Direction | undefined): string {
  const shown = pieces.filter((piece) => piece.trim() !== '');
  const [only = ''] = shown;
  const single = shown.length === 1 && only.startsWith('<p>');
  const content = single ? only.slice('<p>'.length, -'</p>'.length) : pieces.join('\n');
  if ((lang ?? dir) === undefined || shown.length === 0) return content;
  const tag = single && dir === undefined ? 'span' : 'div';
  return `<${tag}${attribute('lang', lang)}${attribute('dir', dir)}>${content}</${tag}>`;
}
