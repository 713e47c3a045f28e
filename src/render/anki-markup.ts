import type { Element, ElementContent, Root, RootContent, Text } from 'hast';
import type { Blockquote, RootContent as Blocks, Image, List, ListItem, Parent } from 'mdast';
import type { Handlers, State } from 'mdast-util-to-hast';
import type { Cloze } from '../tree.ts';
import { cloze } from './nodes/index.ts';

/**
 * How Anki's own editor writes what Markdown means, where that differs from HTML of ours: `<b>` and `<i>`,
 * an empty line between paragraphs, no white space between blocks, and no empty `alt`.
 */
export const ankiHandlers: Handlers = {
  root: (state: State, node: Parent) =>
    ({ type: 'root', children: flow(state, node) as RootContent[] }) as never,
  blockquote: (state: State, node: Blockquote) => element('blockquote', flow(state, node)),
  listItem: (state: State, node: ListItem) => element('li', flow(state, node)),
  list,
  strong: (state: State, node: Parent) => element('b', inline(state, node)),
  emphasis: (state: State, node: Parent) => element('i', inline(state, node)),
  delete: (state: State, node: Parent) => element('s', inline(state, node)),
  break: () => element('br', []),
  text: (_state: State, { value }: { value: string }): Text => ({ type: 'text', value }),
  cloze: (state: State, node: Cloze) =>
    cloze({ ...state, all: (parent) => flow(state, parent as Parent) } as State, node),
  image,
};

/** The HTML of what is no more than a line of text, which most fields are; nothing for all else. */
export function plainHtml(children: Blocks[]): string | undefined {
  const [only] = children;
  if (children.length !== 1 || only?.type !== 'paragraph') return undefined;
  const texts = only.children.map((child) => (child.type === 'text' ? child.value : undefined));
  return texts.includes(undefined) ? undefined : escaped(texts.join(''));
}

/** Text as a browser writes it when it is asked for the HTML of an element (html.spec.whatwg.org, 13.3). */
export function escapedTexts(tree: Root | Element): void {
  tree.children = tree.children.map((child) => {
    if (child.type === 'element') escapedTexts(child);
    return child.type === 'text' ? { type: 'raw', value: escaped(child.value) } : child;
  }) as Element['children'];
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00a0', '&nbsp;');
}

const texts = new Set<string>(['paragraph', 'math', 'shapes']);

/** Blocks one after the other; what is no more than text stands apart from other text by an empty line. */
function flow(state: State, node: Parent): ElementContent[] {
  const result: ElementContent[] = [];
  let afterText = false;
  for (const child of node.children) {
    const isText = texts.has(child.type);
    const content = [state.one(child as never, node as never) ?? []].flat() as ElementContent[];
    if (content.length === 0) continue;
    if (isText && afterText) result.push(element('br', []), element('br', []));
    for (const one of content) {
      const bare = isText && one.type === 'element' && one.tagName === 'p';
      result.push(...(bare ? one.children : [one]));
    }
    afterText = isText;
  }
  return result;
}

function inline(state: State, node: Parent): ElementContent[] {
  return state.all(node as never) as ElementContent[];
}

function list(state: State, node: List): Element {
  const start = node.ordered && typeof node.start === 'number' && node.start !== 1;
  const properties = start ? { start: node.start as number } : {};
  return { ...element(node.ordered ? 'ol' : 'ul', inline(state, node)), properties };
}

function image(_state: State, { url, alt, title, data }: Image): Element {
  const properties = { src: url, ...(alt && { alt }), ...(title && { title }), ...data?.measures };
  return { ...element('img', []), properties };
}

function element(tagName: string, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties: {}, children };
}
