/**
 * The deck tree: what the author wrote. Nodes are unist nodes; the content of a field is mdast.
 */
import type { Code, PhrasingContent, RootContent } from 'mdast';
import type {} from 'mdast-util-math';
import type {} from 'mdast-util-to-hast';
import type { Node, Parent, Point, Position } from 'unist';
import { evenBlanks } from './characters.ts';
import type { DrawnDiagram } from './diagrams/index.ts';
import type { Direction } from './languages.ts';
import { stripHtml } from './notetype/index.ts';
import type { RuleId, RuleSettings } from './rules.ts';
import type { Settings } from './settings.ts';

/** One source file: a deck, its description and its notes in the order they were written. */
export interface Deck extends Parent {
  type: 'deck';
  /** Relative to the project's root, with `/`. */
  path: string;
  /** Full name, levels joined by `::`. */
  name: string;
  /** How its notes are written. */
  form: NonNullable<Settings['form']>;
  description: RootContent[];
  /** Markdown that Anki shows in the place of the description. */
  markdown?: string;
  /** What links, images and footnotes anywhere in the file may refer to. */
  definitions: RootContent[];
  /** `sanitised` takes scripts, handlers, frames and remote loads out of HTML; `trusted` keeps all. */
  html: 'sanitised' | 'trusted';
  /** BCP 47 tag of the description's language. */
  lang?: string;
  /** Direction of the description, where it is said. */
  dir?: Direction;
  /** Address of the repository, for the "suggest an edit" link. */
  source?: string;
  /** What the settings say of the content rules. */
  rules?: RuleSettings;
  /** Presets of deck options that the settings hold. */
  presets?: Settings['presets'];
  /** Comments that switch content rules off. */
  disabled?: Disabled[];
  children: Note[];
}

/** A comment that switches content rules off: in the note it stands in, or in the next one. */
export interface Disabled {
  which: 'this' | 'next';
  rules: RuleId[];
  position: Position;
}

/** A note as written: which note type, which fields, which attributes. */
export interface Note extends Parent {
  type: 'note';
  /** Key of the note type (`basic`, `cloze`, or a folder in `templates/`). */
  notetype: string;
  /** Set where the note type lays its notes out in a way of their own. */
  layout?: 'typed' | 'choice';
  /** The explicit id, `{#id}`. */
  id?: string;
  /** The guid that the author says it goes on with, `{guid=…}`. */
  guid?: string;
  /** Full name of the deck the cards go to. */
  deck: string;
  /** Sorted, each once. */
  tags: string[];
  /** The headings above the note, outermost first, as plain text. */
  context: string[];
  /** Plain text of the front: what the ledger and messages call the note by. */
  front: string;
  /** Where "suggest an edit" leads: the heading's text, as GitHub makes an anchor of it. */
  anchor?: string;
  /** Of a row without an id: the empty cell that an id may be written into. */
  idPlace?: Point;
  children: Field[];
  /** Of the heading, or of what stands for one: where messages about the note point. */
  head: Position;
  /** From the head to the end of the note. */
  position: Position;
}

/** A field's content in Markdown, not yet HTML. */
export interface Field extends Parent {
  type: 'field';
  name: string;
  /** BCP 47 tag of its language, unless the note type itself gives the field one. */
  lang?: string;
  /** Where it is said, and not that of the language. */
  dir?: Direction;
  children: RootContent[];
}

/**
 * A cloze deletion. One that spans several blocks is several `Cloze` nodes of one `deletion`.
 * Within code and math a deletion is a range of the value instead: see `Deletion`.
 */
export interface Cloze extends Parent {
  type: 'cloze';
  /** The written numbers (`{{c1,2::…}}`), or those that identify gave; empty while it is automatic. */
  numbers: number[];
  /** Equal for the parts of one deletion; counts from 0 in the note. */
  deletion: number;
  hint?: PhrasingContent[];
  children: RootContent[];
}

/** A cloze deletion within the value of a code or math node: offsets into `value`. */
export interface Deletion {
  numbers: number[];
  /** Set when it is a part of a deletion that began in the text around. */
  deletion?: number;
  start: number;
  end: number;
  hint?: string;
}

/** The shapes over the picture of an occlusion note, each in a deletion. */
export interface Shapes extends Parent {
  type: 'shapes';
  children: Cloze[];
}

/** A shape over a picture; `value` is its label, by which the ledger knows it again. */
export interface Shape extends Node {
  type: 'shape';
  value: string;
  /** As Anki writes it: `rect:left=.1:top=.2:width=.3:height=.4:oi=1`. */
  shape: string;
}

/** A block of raw HTML, a fence `{=html}`: as the only content of a field it is the field, to the byte. */
export interface Verbatim extends Node {
  type: 'verbatim';
  value: string;
}

/** The measures of an image, `{width=320 height=200}`, in CSS pixels or per cent. */
export interface Measures {
  width?: string;
  height?: string;
}

declare module 'mdast' {
  interface RootContentMap {
    cloze: Cloze;
    shapes: Shapes;
    shape: Shape;
    verbatim: Verbatim;
  }
  interface PhrasingContentMap {
    cloze: Cloze;
  }
  interface BlockContentMap {
    cloze: Cloze;
  }
}

declare module 'mdast-util-math' {
  interface InlineMathData {
    /** Written `$$…$$`: set on a line of its own. */
    display?: boolean;
  }
  interface MathData {
    /** Whether the closing fence is there. */
    closed?: boolean;
  }
}

declare module 'unist' {
  interface Data {
    /** Cloze deletions within the value of this code or math. */
    deletions?: Deletion[];
    /** Stands between the marks of a deletion. */
    hidden?: boolean;
    /** TeX of the macros that this formula uses, by name without `\`. */
    macros?: Record<string, string>;
    measures?: Measures;
    /** The picture that check drew of this fence. */
    drawing?: DrawnDiagram & { data: string[] };
  }
}

/** Whether the node is a fence that becomes a picture. */
export function isDiagram(node: Node): node is Code & { lang: 'vega-lite' | 'dot' } {
  const { type, lang } = node as Partial<Code>;
  return type === 'code' && (lang === 'vega-lite' || lang === 'dot');
}

/** Every node below `node`, itself first, in document order; the hint of a deletion is below it. */
export function descend(node: Node): Node[] {
  const found: Node[] = [];
  const waiting = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    found.push(next);
    const { children = [], hint } = next as Partial<Cloze>;
    if (hint) for (const child of hint.toReversed()) waiting.push(child);
    for (let at = children.length - 1; at >= 0; at -= 1) {
      const child = children[at];
      if (child) waiting.push(child);
    }
  }
  return found;
}

/** The text of a tree: what a reader would say the content is. */
export function plainText(node: Node | Node[]): string {
  const text = Array.isArray(node) ? textsOf(node) : textOf(node);
  return evenBlanks(text).trim();
}

function textsOf(nodes: readonly Node[]): string {
  let text = '';
  for (const node of nodes) text += textOf(node);
  return text;
}

function textOf(node: Node): string {
  if (node.type === 'text') return String((node as { value?: unknown }).value);
  if (node.type === 'image' || node.type === 'imageReference')
    return (node as { alt?: string }).alt ?? '';
  if (node.type === 'break') return ' ';
  if (node.type === 'html' || node.type === 'footnoteReference') return '';
  if (node.type === 'verbatim')
    return stripHtml(String((node as Verbatim).value).replace(/<(?:br|div|p|li|tr)\b/giu, ' $&'));
  if ('value' in node) return String(node.value);
  if (!('children' in node)) return '';
  const inner = textsOf((node as Parent).children);
  return blocks.has(node.type) ? ` ${inner} ` : inner;
}

const blocks = new Set([
  'paragraph',
  'heading',
  'list',
  'listItem',
  'blockquote',
  'tableRow',
  'tableCell',
  'field',
]);
