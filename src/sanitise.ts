import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { defaultSchema, type Schema, sanitize } from 'hast-util-sanitize';
import type { Node } from 'unist';

/**
 * What HTML of an author may hold: GitHub's list, and what cards need besides (sound and video, classes,
 * measures, languages). No script, handler, frame, form or remote load.
 */
export const sanitiseSchema: Schema = {
  ...defaultSchema,
  clobber: [],
  clobberPrefix: '',
  tagNames: [
    ...(defaultSchema.tagNames ?? []),
    ...[
      'audio',
      'video',
      'source',
      'mark',
      'u',
      'small',
      'figure',
      'figcaption',
      'abbr',
      'cite',
      'aside',
      'footer',
    ],
    ...[
      'svg',
      'g',
      'path',
      'circle',
      'ellipse',
      'rect',
      'line',
      'polyline',
      'polygon',
      'text',
      'tspan',
      'title',
      'desc',
      'defs',
      'marker',
      'clipPath',
      'linearGradient',
      'stop',
    ],
  ],
  attributes: {
    ...defaultSchema.attributes,
    a: [
      'href',
      'title',
      'id',
      'className',
      'dataFootnoteRef',
      'dataFootnoteBackref',
      'ariaDescribedBy',
      'ariaLabel',
    ],
    img: ['src', 'alt', 'title', 'width', 'height', 'loading'],
    audio: ['src', 'controls', 'preload'],
    video: ['src', 'controls', 'preload', 'width', 'height', 'muted', 'loop', 'playsInline'],
    source: ['src', 'type', 'media'],
    code: ['className'],
    section: ['dataFootnotes', 'className', 'ariaLabel'],
    ul: ['className'],
    ol: ['className', 'start', 'reversed', 'type'],
    li: ['className', 'value', 'id'],
    input: ['checked', 'disabled', ['type', 'checkbox']],
    svg: ['viewBox', 'role', 'preserveAspectRatio', 'xmlns', 'ariaLabelledBy', 'focusable'],
    stop: ['offset', 'stopColor', 'stopOpacity'],
    '*': [
      ...[
        'className',
        'id',
        'title',
        'lang',
        'dir',
        'align',
        'role',
        'ariaHidden',
        'ariaLabel',
        'width',
        'height',
      ],
      ...['colSpan', 'rowSpan', 'scope', 'headers', 'open', 'cite', 'dateTime'],
      ...[
        'fill',
        'stroke',
        'strokeWidth',
        'strokeLinecap',
        'strokeLinejoin',
        'strokeDashArray',
        'fillOpacity',
        'strokeOpacity',
        'fillRule',
        'opacity',
        'transform',
      ],
      ...[
        'd',
        'x',
        'y',
        'x1',
        'x2',
        'y1',
        'y2',
        'cx',
        'cy',
        'r',
        'rx',
        'ry',
        'dx',
        'dy',
        'points',
        'textAnchor',
        'dominantBaseline',
        'fontSize',
        'fontFamily',
        'fontWeight',
        'fontStyle',
        'markerEnd',
        'markerStart',
        'markerWidth',
        'markerHeight',
        'refX',
        'refY',
        'orient',
      ],
    ],
  },
  protocols: {
    href: ['http', 'https', 'mailto', 'tel'],
    cite: ['http', 'https'],
    // No address has this protocol: one with any is a remote load.
    src: ['local-only'],
  },
  strip: ['script', 'style', 'template', 'iframe', 'object', 'embed', 'noscript'],
  // The box of a task list is the only thing to fill in.
  required: { input: { disabled: true, type: 'checkbox' } },
};

/** The tree without what does not belong on a card. */
export function sanitise(tree: Root): Root {
  return sanitize(tree, sanitiseSchema) as Root;
}

/** Whether `sanitise` would leave the HTML as it is; what nests deeper than a card can is not looked into. */
export function isSafeHtml(html: string): boolean {
  // Most of what is looked at holds nothing but these.
  if (!html.replace(harmless, '').includes('<')) return true;
  if ((html.match(/<[a-z]/giu)?.length ?? 0) > mostTags) return false;
  return unsafeParts(fromHtml(html, { fragment: true })).length === 0;
}

const harmless =
  /<\/?(?:b|i|u|s|em|strong|br|div|p|ul|ol|li|sub|sup|code|pre|hr)>|<img src="[^"<>&:/]*">/gu;

/** Beyond it, elements could stand within each other deeper than a walk through them may go. */
const mostTags = 2000;

/** What `sanitise` would take out, in words: `<script>`, `onclick`, `src="https://…"`. */
export function unsafeParts(tree: Root): string[] {
  return differences(tree, sanitise(tree));
}

function differences(before: Node, after: Node): string[] {
  const kept = counted(after);
  return [...counted(before)]
    .filter(([part, count]) => count > (kept.get(part) ?? 0))
    .map(([part]) => part);
}

function counted(tree: Node): Map<string, number> {
  const parts = new Map<string, number>();
  const count = (part: string) => parts.set(part, (parts.get(part) ?? 0) + 1);
  const visit = (node: Node): void => {
    if (node.type === 'element') {
      const { tagName, properties } = node as Element;
      const { type } = properties;
      count(tagName === 'input' && type !== 'checkbox' ? `<input type="${type}">` : `<${tagName}>`);
      for (const [name, value] of Object.entries(properties)) {
        count(
          /^(src|href|poster|cite)$/u.test(name)
            ? `${name}="${shorten(String(value))}"`
            : name.toLowerCase(),
        );
      }
    }
    if ('children' in node) for (const child of node.children as Node[]) visit(child);
  };
  visit(tree);
  return parts;
}

function shorten(value: string): string {
  return value.length > 40 ? `${value.slice(0, 39)}…` : value;
}
