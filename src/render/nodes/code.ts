import type { Element, ElementContent, Text } from 'hast';
import { common, createLowlight } from 'lowlight';
import type { Code, InlineCode } from 'mdast';
import { marksOf, type PlacedMark, withMarks } from '../deletions.ts';
import { figure } from './figure.ts';

/** Makes the handler of fenced code: highlighted to classed spans while building, without a script. */
export function createCode(): (state: unknown, node: Code) => Element {
  // Made at the first fence that says a language: to know all of them takes a while.
  const made: { lowlight?: ReturnType<typeof createLowlight> } = {};
  return (_state, node) => {
    if (node.data?.drawing) return figure(node.data.drawing);
    const language = node.lang?.toLowerCase();
    if (language !== undefined) made.lowlight ??= createLowlight(common);
    const { lowlight } = made;
    const known = language !== undefined && lowlight?.registered(language) === true;
    const content = known
      ? (lowlight?.highlight(language, node.value).children ?? [])
      : [text(node.value)];
    const children = splitAt(content as ElementContent[], marksOf(node.data?.deletions ?? []));
    const className = known ? ['hljs', `language-${language}`] : [];
    const code: Element = {
      type: 'element',
      tagName: 'code',
      properties: known ? { className } : {},
      children,
    };
    return { type: 'element', tagName: 'pre', properties: {}, children: [code] };
  };
}

/** Code within a line. */
export function inlineCode(_state: unknown, node: InlineCode): Element {
  const value = withMarks(node.value.replace(/\r?\n/gu, ' '), node.data?.deletions ?? []);
  return { type: 'element', tagName: 'code', properties: {}, children: [text(value)] };
}

/** Puts marks into highlighted code, ending and beginning again each span that one would cut. */
function splitAt(content: ElementContent[], marks: PlacedMark[]): ElementContent[] {
  if (marks.length === 0) return content;
  const result: ElementContent[] = [];
  let rest = content;
  let done = 0;
  for (const mark of marks) {
    const [before, after] = cut(rest, mark.offset - done);
    result.push(...before, text(mark.text));
    rest = after;
    done = mark.offset;
  }
  return [...result, ...rest];
}

function cut(nodes: ElementContent[], length: number): [ElementContent[], ElementContent[]] {
  let left = length;
  for (const [index, node] of nodes.entries()) {
    const size = lengthOf(node);
    if (left >= size && !(left === 0 && size === 0)) {
      left -= size;
      if (left === 0) return [nodes.slice(0, index + 1), nodes.slice(index + 1)];
      continue;
    }
    if (left === 0) return [nodes.slice(0, index), nodes.slice(index)];
    const [head, tail] = cutNode(node, left);
    return [
      [...nodes.slice(0, index), head],
      [tail, ...nodes.slice(index + 1)],
    ];
  }
  return [nodes, []];
}

function cutNode(node: ElementContent, length: number): [ElementContent, ElementContent] {
  if (node.type !== 'element') {
    const { value } = node as Text;
    return [text(value.slice(0, length)), text(value.slice(length))];
  }
  const [before, after] = cut(node.children, length);
  return [
    { ...node, children: before },
    { ...node, children: after },
  ];
}

function lengthOf(node: ElementContent): number {
  if (node.type === 'element')
    return node.children.reduce((sum, child) => sum + lengthOf(child), 0);
  return 'value' in node ? node.value.length : 0;
}

function text(value: string): Text {
  return { type: 'text', value };
}
