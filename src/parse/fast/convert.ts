import type { RootContent } from 'mdast';
import type { Node, Point, Position } from 'unist';
import type { Fence } from './chunks.ts';
import type { Formula } from './marks.ts';

/** A node as the other parser gives it, with the fields that its type has. */
export interface Foreign {
  type: string;
  position?: Position | undefined;
  children?: Foreign[];
  value?: string;
  checked?: boolean | null;
  [field: string]: unknown;
}

/** What stands behind the masks, by offset. */
export interface Hidden {
  text: string;
  /** How many formulas and fences have been met. */
  met: number;
  formulas: Map<number, Formula>;
  fences: Map<number, Fence>;
}

/**
 * A node of the other parser as the parser of record makes it, down to the order of its keys; nothing where
 * the two are known to differ in what they found.
 */
export function convert(node: Foreign, hidden: Hidden): RootContent | undefined {
  const made = convertAny(node, hidden);
  // The types of nodes are those of `fieldsOf`, and each has its fields.
  return made as RootContent | undefined;
}

function convertAny(node: Foreign, hidden: Hidden): Node | undefined {
  const { type, position } = node;
  const fields = fieldsOf[type];
  if (!fields || !position) return undefined;
  const masked = behind[type]?.(node, placed(position), hidden);
  if (masked) return masked;
  if (type === 'code' && !isFence(node, hidden)) return undefined;
  if (type === 'text' || type === 'image') {
    if (holdsAddress(node.value ?? String(node.alt))) return undefined;
  } else if (type === 'link' && hidden.text[position.start.offset ?? 0] !== '[') return undefined;
  const made: Node & Record<string, unknown> = { type };
  for (const field of fields) made[field] = node[field];
  if (node.children) {
    const children = convertAll(node.children, hidden);
    if (!children) return undefined;
    made.children = children;
  }
  made.position = placed(position);
  if (type === 'listItem' && typeof node.checked === 'boolean') moveToCheck(made, hidden.text);
  return made;
}

const fieldsOf: Record<string, string[]> = {
  heading: ['depth'],
  text: ['value'],
  paragraph: [],
  emphasis: [],
  strong: [],
  delete: [],
  inlineCode: ['value'],
  link: ['title', 'url'],
  image: ['title', 'url', 'alt'],
  break: [],
  list: ['ordered', 'start', 'spread'],
  listItem: ['spread', 'checked'],
  code: ['lang', 'meta', 'value'],
  blockquote: [],
  thematicBreak: [],
  table: ['align'],
  tableRow: [],
  tableCell: [],
  html: ['value'],
};

function convertAll(nodes: Foreign[], hidden: Hidden): Node[] | undefined {
  const made: Node[] = [];
  for (const node of nodes) {
    const one = convertAny(node, hidden);
    if (!one) return undefined;
    made.push(one);
  }
  return made;
}

function placed({ start, end }: Position): Position {
  return { start: pointOf(start), end: pointOf(end) };
}

function pointOf({ line, column, offset }: Point): Point {
  return { line, column, offset };
}

/** Whether GFM may make a link of a part of it. */
function holdsAddress(value: string): boolean {
  return /:\/\/|www\.|@/iu.test(value);
}

type Behind = (node: Foreign, position: Position, hidden: Hidden) => Node | undefined;

const behind: Record<string, Behind> = {
  inlineCode: (_node, position, hidden) => {
    const formula = hidden.formulas.get(position.start.offset ?? 0);
    if (!formula) return undefined;
    hidden.met += 1;
    return inlineMath(formula, position);
  },
  html: (_node, position, hidden) => {
    const fence = hidden.fences.get(position.start.offset ?? 0);
    if (!fence) return undefined;
    hidden.met += 1;
    return mathBlock(hidden.text.slice(...fence.value), position);
  },
};

/** Code by indent is left to the parser of record, and so is what Pandoc takes for HTML. */
function isFence({ lang, position }: Foreign, hidden: Hidden): boolean {
  if (lang === '{=html}' || !hidden.fences.has(position?.start.offset ?? 0)) return false;
  hidden.met += 1;
  return true;
}

function inlineMath({ value, display }: Formula, position: Position): Node {
  const data = {
    hName: 'code',
    hProperties: { className: ['language-math', 'math-inline'] },
    hChildren: [{ type: 'text', value }],
    ...(display && { display }),
  };
  return { type: 'inlineMath', value, data, position } as Node;
}

function mathBlock(value: string, position: Position): Node {
  const code = {
    type: 'element',
    tagName: 'code',
    properties: { className: ['language-math', 'math-display'] },
    children: [{ type: 'text', value }],
  };
  const data = { hName: 'pre', hChildren: [code], closed: true };
  return { type: 'math', meta: null, value, data, position } as Node;
}

/** The paragraph of a task begins at its box, unless text is what follows the box. */
function moveToCheck(item: Node & Record<string, unknown>, text: string): void {
  const [paragraph] = item.children as (Node & { children?: Node[] })[];
  const position = paragraph?.position;
  if (!position || paragraph.children?.[0]?.type === 'text') return;
  const box = text.lastIndexOf('[', (position.start.offset ?? 0) - 1);
  const back = (position.start.offset ?? 0) - box;
  position.start.column -= back;
  position.start.offset = box;
}
