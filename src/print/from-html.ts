import type { Element, ElementContent, RootContent as HtmlContent, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { ListItem, PhrasingContent, RootContent } from 'mdast';
import { verbatimMedia } from '../media.ts';
import { inlineText } from './inline-text.ts';
import { simpleHtml } from './simple-html.ts';

/** What a field's HTML is read with. */
export interface FieldContext {
  /** The address that a media file has in the deck file, by its name. */
  urlOf: (name: string) => string | undefined;
  /** Whether only text and lists become Markdown, and what is within a line stays HTML. */
  careful: boolean;
}

/**
 * A field's HTML as Markdown that should give it back; nothing if it has no such form. What has none within
 * stays HTML. Whether it does give it back is for the caller to see.
 */
export function fieldFromHtml(html: string, context: FieldContext): RootContent[] | undefined {
  if (html.length > longest || /\n[ \t]*\n/u.test(html)) return undefined;
  if ((html.match(/<[a-z]/giu)?.length ?? 0) > mostTags) return undefined;
  if (!/[<&]/u.test(html)) return blocksOf([{ type: 'text', value: html }], html, context);
  const nodes = simpleHtml(html) ?? fromHtml(html, { fragment: true, verbose: true }).children;
  return blocksOf(nodes, html, context);
}

/** Of what is larger nobody reads the Markdown. */
const longest = 100_000;
const mostTags = 2_000;

/** A block that Markdown has no form for. */
const impossible = Symbol('impossible');

type Made<Node> = Node[] | typeof impossible;

function blocksOf(
  nodes: HtmlContent[],
  html: string,
  context: FieldContext,
): RootContent[] | undefined {
  const blocks: RootContent[] = [];
  let line: ElementContent[] = [];
  const endLine = () => {
    blocks.push(...paragraphs(line, html, context));
    line = [];
  };
  for (const node of nodes) {
    if (node.type !== 'element' || !blockNames.has(node.tagName)) {
      line.push(node as ElementContent);
      continue;
    }
    endLine();
    const made = blockOf(node, html, context);
    if (made === impossible) return undefined;
    blocks.push(...made);
  }
  endLine();
  return blocks;
}

const blockNames = new Set(
  'address article aside blockquote center details dialog dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr iframe li main nav ol p pre section table tbody td tfoot th thead tr ul script style'.split(
    ' ',
  ),
);

function blockOf(node: Element, html: string, context: FieldContext): Made<RootContent> {
  const bare = Object.keys(node.properties).length === 0;
  if (bare && node.tagName === 'blockquote') {
    const children = blocksOf(node.children, html, context);
    return children ? [{ type: 'blockquote', children: children as never }] : impossible;
  }
  if (/^h[3-6]$/u.test(node.tagName) && bare) {
    const children = phrasing(node.children, html, context);
    const depth = Number(node.tagName[1]) as 3;
    if (children.length > 0 && !children.some(({ type }) => type === 'break'))
      return [{ type: 'heading', depth, children }];
  }
  if (node.tagName === 'ul' || node.tagName === 'ol') {
    const list = listOf(node, html, context);
    if (list) return [list];
  }
  const code = node.tagName === 'pre' && bare ? soleText(node, 'code') : undefined;
  if (code !== undefined && code !== '' && !code.endsWith('\n'))
    return [{ type: 'code', value: code }];
  const raw = sliceOf(node, html, context);
  return raw === undefined ? impossible : [{ type: 'html', value: raw }];
}

function listOf(node: Element, html: string, context: FieldContext): RootContent | undefined {
  const { start, ...others } = node.properties;
  const isList = node.children.every(
    (child) =>
      child.type === 'element' &&
      child.tagName === 'li' &&
      Object.keys(child.properties).length === 0,
  );
  if (!isList || node.children.length === 0 || Object.keys(others).length > 0) return undefined;
  const lines = node.children.map((child) => blocksOf((child as Element).children, html, context));
  if (lines.some((line) => line === undefined)) return undefined;
  const children = lines.map(
    (line = []): ListItem => ({
      type: 'listItem',
      spread: line.filter(({ type }) => type !== 'list').length > 1,
      children: line as ListItem['children'],
    }),
  );
  const ordered = node.tagName === 'ol';
  return {
    type: 'list',
    ordered,
    ...(ordered && typeof start === 'number' && { start }),
    spread: children.some(({ spread }) => spread),
    children,
  };
}

/** Text of an element whose only content is an element of this name without attributes, holding text only. */
function soleText(node: Element, name: string): string | undefined {
  const [only] = node.children;
  if (node.children.length !== 1 || only?.type !== 'element' || only.tagName !== name)
    return undefined;
  if (Object.keys(only.properties).length > 0) return undefined;
  return only.children.every((child) => child.type === 'text')
    ? only.children.map((child) => ('value' in child ? child.value : '')).join('')
    : undefined;
}

/** A line cut into paragraphs where two line breaks stand. */
function paragraphs(nodes: ElementContent[], html: string, context: FieldContext): RootContent[] {
  if (nodes.length === 0) return [];
  const pieces: PhrasingContent[][] = [[]];
  const all = phrasing(nodes, html, context);
  for (let at = 0; at < all.length; at += 1) {
    const node = all[at];
    if (!node) continue;
    const line = pieces.at(-1) ?? [];
    let breaks = 0;
    while (all[at + breaks]?.type === 'break') breaks += 1;
    if (breaks === 0) {
      line.push(node);
      continue;
    }
    const isWithin = line.length > 0 && at + breaks < all.length;
    if (isWithin && breaks === 1) line.push(node);
    else if (isWithin) pieces.push(lineBreaks(breaks - 2));
    else line.push(...lineBreaks(breaks));
    at += breaks - 1;
  }
  return pieces.map((children) => ({ type: 'paragraph', children }));
}

/** Those that Markdown has no mark for. */
function lineBreaks(count: number): PhrasingContent[] {
  return Array.from({ length: count }, () => ({ type: 'html', value: '<br>' }));
}

function phrasing(nodes: ElementContent[], html: string, context: FieldContext): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type === 'text') return inlineText(node.value, context);
    if (node.type !== 'element') return literal(sliceOf(node, html, context));
    return (
      (context.careful ? undefined : inlineOf(node, html, context)) ?? tagged(node, html, context)
    );
  });
}

/** What Markdown has a mark for. */
function inlineOf(
  node: Element,
  html: string,
  context: FieldContext,
): PhrasingContent[] | undefined {
  const { tagName, properties } = node;
  const bare = Object.keys(properties).length === 0;
  if (tagName === 'br' && bare) return [{ type: 'break' }];
  if (tagName === 'img') return imageOf(node, context);
  if (tagName === 'a') return linkOf(node, html, context);
  if (!bare) return undefined;
  if (tagName === 'code') {
    const text = node.children
      .map((child) => (child.type === 'text' ? child.value : '\n'))
      .join('');
    return text.trim() !== '' && !text.includes('\n')
      ? [{ type: 'inlineCode', value: text }]
      : undefined;
  }
  const type = marks[tagName];
  if (!type || !isTight(node)) return undefined;
  return [{ type, children: phrasing(node.children, html, context) } as PhrasingContent];
}

const marks: Record<string, 'strong' | 'emphasis' | 'delete'> = {
  b: 'strong',
  i: 'emphasis',
  s: 'delete',
};

/** Marks stand right beside text. */
function isTight({ children }: Element): boolean {
  const [first, last] = [children[0], children.at(-1)];
  const isFine = (node: ElementContent | undefined, space: RegExp) =>
    node !== undefined &&
    (node.type === 'text'
      ? !space.test(node.value)
      : !(node.type === 'element' && node.tagName === 'br'));
  return isFine(first, /^\s/u) && isFine(last, /\s$/u);
}

function imageOf({ properties }: Element, { urlOf }: FieldContext): PhrasingContent[] | undefined {
  const { src, alt = '', title, width, height, ...others } = properties;
  const url = typeof src === 'string' ? urlOf(src) : undefined;
  if (url === undefined || Object.keys(others).length > 0 || typeof alt !== 'string')
    return undefined;
  if (alt === '' && 'alt' in properties) return undefined;
  const image: PhrasingContent = {
    ...{ type: 'image', url, alt },
    ...(typeof title === 'string' && { title }),
  };
  const measures = Object.entries({ width, height }).filter(([, value]) => value !== undefined);
  if (measures.length === 0) return [image];
  const written = measures.map(([name, value]) => `${name}=${value}`).join(' ');
  return [image, { type: 'html', value: `{${written}}` }];
}

function linkOf(node: Element, html: string, context: FieldContext): PhrasingContent[] | undefined {
  const { href, ...others } = node.properties;
  if (typeof href !== 'string' || Object.keys(others).length > 0 || !isTight(node))
    return undefined;
  if (!/^https?:\/\/[^\s<>]+$/u.test(href)) return undefined;
  return [{ type: 'link', url: href, children: phrasing(node.children, html, context) as never }];
}

/** An element as tags around its content. */
function tagged(node: Element, html: string, context: FieldContext): PhrasingContent[] {
  const { opening, closing } =
    (node.data as { position?: { opening?: Place; closing?: Place } } | undefined)?.position ?? {};
  const whole = () => literal(sliceOf(node, html, context));
  if (!opening || !closing || rawNames.has(node.tagName)) return whole();
  return [
    ...literal(sliceAt(opening, html, context)),
    ...phrasing(node.children, html, context),
    ...literal(sliceAt(closing, html, context)),
  ];
}

/** Elements whose content is no text. */
const rawNames = new Set('audio video object svg math select textarea button template'.split(' '));

interface Place {
  start: { offset?: number | undefined };
  end: { offset?: number | undefined };
}

function sliceOf(node: Nodes, html: string, context: FieldContext): string | undefined {
  return node.position && sliceAt(node.position, html, context);
}

/** HTML as it stands in the field, but for the addresses of media. */
function sliceAt({ start, end }: Place, html: string, { urlOf }: FieldContext): string {
  return verbatimMedia(html.slice(start.offset, end.offset), urlOf);
}

function literal(value: string | undefined): PhrasingContent[] {
  return value === undefined || value === '' ? [] : [{ type: 'html', value }];
}
