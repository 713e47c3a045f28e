import type { Paragraph, Parents, PhrasingContent, RootContent, Text } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { defaultHandlers, type Info, type State, toMarkdown } from 'mdast-util-to-markdown';
import type { Node } from 'unist';
import { attributesAtEnd } from '../attributes.ts';
import { plainBlocks, plainParagraph } from './plain.ts';

/** How text is written. */
export interface Manner {
  /** Whether `{{c1::…}}` in text is a deletion, and other double braces would be one. */
  cloze: boolean;
  /** Whether every character that could be syntax is escaped, and not only where it would be. */
  careful: boolean;
}

/** Blocks as Markdown, without a line break at the end. */
export function printBlocks(children: RootContent[], manner: Manner): string {
  const plain = plainBlocks(children);
  if (plain !== undefined) return plain;
  return toMarkdown({ type: 'root', children }, optionsFor(manner)).replace(/\n+$/u, '');
}

/** The content of a paragraph as the text of a heading; nothing if it has no such form. */
export function printHeading(
  content: RootContent | undefined,
  level: number,
  manner: Manner,
): string | undefined {
  if (content?.type !== 'paragraph') return undefined;
  // A heading is of one line.
  const children = content.children.map(
    (child): PhrasingContent => (child.type === 'break' ? { type: 'html', value: '<br>' } : child),
  );
  const line = headingLine({ ...content, children }, level, manner);
  if (line.includes('\n') || !line.startsWith('#')) return undefined;
  const attributes = attributesAtEnd(line);
  return attributes ? `${line.slice(0, attributes.start)}\\${line.slice(attributes.start)}` : line;
}

function headingLine(content: Paragraph, level: number, manner: Manner): string {
  const plain = plainParagraph(content);
  if (plain !== undefined) return `${'#'.repeat(level)} ${plain}`;
  const heading: RootContent = { ...content, type: 'heading', depth: level as 1 };
  return toMarkdown({ type: 'root', children: [heading] }, optionsFor(manner)).replace(/\n+$/u, '');
}

/** Plain text as the text of a heading or a paragraph; `hides` keeps `{{c1::…}}` in it as deletions. */
export function printText(value: string, hides = false): string {
  const paragraph: RootContent = { type: 'paragraph', children: [{ type: 'text', value }] };
  const text = printBlocks([paragraph], { cloze: true, careful: true });
  return hides ? text : text.replace(/\{\{(?=c\d)/gu, '\\{\\{');
}

/** The library compiles its options anew for each set of them. */
const prepared = [0, 1, 2, 3].map((bits) =>
  optionsOf({ cloze: (bits & 1) === 1, careful: (bits & 2) === 2 }),
);

function optionsFor({ cloze, careful }: Manner) {
  return prepared[(cloze ? 1 : 0) + (careful ? 2 : 0)] ?? optionsOf({ cloze, careful });
}

function optionsOf(manner: Manner) {
  const text = (node: Text, parent: Parents | undefined, state: State, info: Info) => {
    const written = lightened(state.safe(node.value, info), manner);
    return written.endsWith('\u00a0') && endsLine(node, parent) ? withEnd(written) : written;
  };
  return {
    bullet: '-' as const,
    emphasis: '*' as const,
    rule: '-' as const,
    listItemIndent: 'one' as const,
    fences: true,
    handlers: { ...defaultHandlers, text },
    unsafe: [{ character: '$', inConstruct: 'phrasing' as const }],
    extensions: [gfmToMarkdown()],
  };
}

function endsLine(node: Text, parent: Parents | undefined): boolean {
  const siblings: Node[] = parent?.children ?? [];
  const next = siblings[siblings.indexOf(node) + 1];
  return next === undefined || next.type === 'break';
}

/** Spaces that do not break are to be seen where an editor, or a reader of headings, would take them off. */
function withEnd(text: string): string {
  return text.replace(/\u00a0+$/u, (spaces) => '&nbsp;'.repeat(spaces.length));
}

/** Escaped text without the escapes that mean nothing here, and with those that only this language needs. */
function lightened(escaped: string, { cloze, careful }: Manner): string {
  const safe = cloze
    ? escaped.replace(/\{\{(?!c\d+(?:,\d+)*::)/gu, '\\{\\{').replace(/==/gu, '\\==')
    : escaped;
  if (careful) return safe;
  return (
    safe
      .replace(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_')
      // No file that is printed has definitions, so brackets are brackets.
      .replace(/\\\[(?![\^ xX]|sound:|[^\][]*\](?:\(|\[|:))/gu, '[')
      .replace(/(?<!~|\\~)\\~(?!\\?~)/gu, '~')
  );
}
