import type { Parents, RootContent, Text } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { defaultHandlers, type Info, type State, toMarkdown } from 'mdast-util-to-markdown';
import { attributesAtEnd } from '../attributes.ts';

/** How text is written. */
export interface Manner {
  /** Whether `{{c1::…}}` in text is a deletion, and other double braces would be one. */
  cloze: boolean;
  /** Whether every character that could be syntax is escaped, and not only where it would be. */
  careful: boolean;
}

/** Blocks as Markdown, without a line break at the end. */
export function printBlocks(children: RootContent[], manner: Manner): string {
  const plain = children.map(plainLine);
  if (plain.every((line) => line !== undefined)) return plain.join('\n\n');
  return toMarkdown({ type: 'root', children }, optionsFor(manner)).replace(/\n+$/u, '');
}

/** The content of a paragraph as the text of a heading; nothing if it has no such form. */
export function printHeading(
  content: RootContent | undefined,
  level: number,
  manner: Manner,
): string | undefined {
  if (content?.type !== 'paragraph') return undefined;
  const plain = plainLine(content);
  if (plain !== undefined) return `${'#'.repeat(level)} ${plain}`;
  const heading: RootContent = { ...content, type: 'heading', depth: level as 1 };
  const line = toMarkdown({ type: 'root', children: [heading] }, optionsFor(manner)).trimEnd();
  if (line.includes('\n') || !line.startsWith('#')) return undefined;
  const attributes = attributesAtEnd(line);
  return attributes ? `${line.slice(0, attributes.start)}\\${line.slice(attributes.start)}` : line;
}

/** A paragraph of words in which nothing could be syntax: most are, and the library is slow on many small texts. */
function plainLine(node: RootContent): string | undefined {
  if (node.type !== 'paragraph') return undefined;
  const parts = node.children.map((child) => {
    if (child.type === 'text') return words.test(child.value) ? child.value : undefined;
    const [only, more] = child.type === 'strong' || child.type === 'emphasis' ? child.children : [];
    if (more || only?.type !== 'text' || !tight.test(only.value)) return undefined;
    const mark = child.type === 'strong' ? '**' : '*';
    return `${mark}${only.value}${mark}`;
  });
  if (parts.includes(undefined)) return undefined;
  const line = parts.join('');
  const isPlain =
    /^(?:\*{0,2}\p{L}|\d+[\p{L} ])/u.test(line) &&
    !/\s$|www\.|\*\*\*|[\p{L}\p{N}]\*+[\p{L}\p{N}]/iu.test(line);
  return isPlain || /^\d+$/u.test(line) ? line : undefined;
}

const words = /^[\p{L}\p{M}\p{N} ,.;?%'"()/-]*$/u;
const tight = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ,.;?%'"()/-]*[\p{L}\p{N}])?$/u;

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
  const text = (node: Text, _: Parents | undefined, state: State, info: Info) =>
    lightened(state.safe(node.value, info), manner);
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
