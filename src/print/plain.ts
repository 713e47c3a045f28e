import type { List, ListItem, Paragraph, PhrasingContent, RootContent } from 'mdast';

/**
 * Blocks in which nothing could be syntax but what is meant as such, as Markdown: most are, and the library is
 * slow on many small texts. Nothing if there is more to them; what comes is what the library would give.
 */
export function plainBlocks(children: RootContent[]): string | undefined {
  const parts: string[] = [];
  for (const [index, node] of children.entries()) {
    if (node.type === 'list' && children[index - 1]?.type === 'list') return undefined;
    const part = plainBlock(node);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts.join('\n\n');
}

function plainBlock(node: RootContent): string | undefined {
  if (node.type === 'paragraph') return plainParagraph(node);
  if (node.type === 'list') return plainList(node);
  return node.type === 'html' ? node.value : undefined;
}

/** A paragraph by itself; with line breaks it has several lines. */
export function plainParagraph({ children }: Paragraph): string | undefined {
  let text = '';
  for (const node of children) {
    const part = plainInline(node);
    if (part === undefined) return undefined;
    text += part;
  }
  const isPlain = text.split('\\\n').every((line) => begins.test(line) && !odd.test(line));
  return isPlain ? text : undefined;
}

/** What a line may begin with: a word, a number that begins no list, a tag, a picture or a mark. */
const begins = /^(?:\*{0,2}(?:\p{L}|[^\p{ASCII}\s])|\d+(?:[\p{L} ]|$)|<[a-z/]|!\[|\$|`(?!`))/iu;
const odd = /\s$|www\.|\*\*\*|[\p{L}\p{N}]\*+[\p{L}\p{N}]/iu;

const words =
  /^(?:[\p{L}\p{M}\p{N} \u00a0,.;?!%'"()/>}+-]|:(?!\/)|=(?!=)|[&<](?= )|\{\{(?=c\d+(?:,\d+)*::)|[^\p{ASCII}\p{Z}\p{C}\p{L}\p{M}\p{N}])*$/u;
const tight = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ,.;?%'"()/-]*[\p{L}\p{N}])?$/u;
/** Of these a path needs no mark, of the others brackets around it. */
const path = /^[\p{L}\p{M}\p{N}./_-]+$/u;
const pathWithSpace = /^[\p{L}\p{M}\p{N}./_ -]+$/u;

function plainInline(node: PhrasingContent): string | undefined {
  switch (node.type) {
    case 'text':
      return words.test(node.value) ? node.value : undefined;
    case 'html':
      return node.value.includes('\n') ? undefined : node.value;
    case 'break':
      return '\\\n';
    case 'image': {
      if (node.alt || node.title) return undefined;
      if (path.test(node.url)) return `![](${node.url})`;
      return pathWithSpace.test(node.url) ? `![](<${node.url}>)` : undefined;
    }
    case 'strong':
    case 'emphasis': {
      const [only, more] = node.children;
      if (more || only?.type !== 'text' || !tight.test(only.value)) return undefined;
      const mark = node.type === 'strong' ? '**' : '*';
      return `${mark}${only.value}${mark}`;
    }
    default:
      return undefined;
  }
}

function plainList({ children, ordered, start, spread }: List): string | undefined {
  if (spread) return undefined;
  const lines: string[] = [];
  for (const [index, child] of children.entries()) {
    const mark = ordered ? `${(start ?? 1) + index}. ` : '- ';
    const text = plainListing(child);
    if (text === undefined) return undefined;
    lines.push(mark + text.replaceAll('\n', `\n${' '.repeat(mark.length)}`));
  }
  return lines.join('\n');
}

function plainListing({ children, spread, checked }: ListItem): string | undefined {
  const [first, second, more] = children;
  if (first?.type !== 'paragraph' || more || spread || typeof checked === 'boolean')
    return undefined;
  const text = plainParagraph(first);
  if (text === undefined || text === '' || !second) return text || undefined;
  const below = second.type === 'list' ? plainList(second) : undefined;
  return below === undefined ? undefined : `${text}\n${below}`;
}
