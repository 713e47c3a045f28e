import type { Element, ElementContent, Root, RootContent } from 'hast';
import { escaped, type Html, safe } from './html.ts';
import type { Typesetter } from './math.ts';

/** Formulas in texts become HTML; an element within a formula (a deletion) leaves it as it is. */
export function typesetIn(node: Root | Element, typesetter: Typesetter): void {
  if ('tagName' in node && /^(?:code|pre|textarea)$/u.test(node.tagName)) return;
  const children = joinedTexts(node.children as RootContent[]);
  node.children = children.flatMap((child): RootContent[] => {
    if (child.type === 'element') typesetIn(child, typesetter);
    if (child.type !== 'text' || !child.value.includes('\\')) return [child];
    return piecesOf(child.value, typesetter);
  }) as ElementContent[];
}

const delimiters = /\\\(([\s\S]*?)\\\)|\\\[([\s\S]*?)\\\]/gu;

function piecesOf(text: string, typesetter: Typesetter): RootContent[] {
  const pieces: RootContent[] = [];
  let from = 0;
  for (const match of text.matchAll(delimiters)) {
    const [whole, inline, display] = match;
    if (match.index > from) pieces.push({ type: 'text', value: text.slice(from, match.index) });
    const value = typesetter.typeset((inline ?? display ?? '').trim(), display !== undefined);
    pieces.push({ type: 'raw', value } as unknown as RootContent);
    from = match.index + whole.length;
  }
  if (from < text.length) pieces.push({ type: 'text', value: text.slice(from) });
  return pieces;
}

/** A text of this collection with its formulas typeset. */
export function typesetText(text: string, typesetter: Typesetter): Html {
  const pieces = piecesOf(text, typesetter) as { type: string; value: string }[];
  return safe(pieces.map(({ type, value }) => (type === 'text' ? escaped(value) : value)).join(''));
}

/** A text whose formulas nobody has checked: they stay TeX, without what stands around them. */
export function plainFormulas(text: string): string {
  return text.replace(/\\[()[\]]/gu, '');
}

/** A title without the formula in which it was cut off. */
export function wholeTitle(title: string): string {
  const cut = Math.max(title.lastIndexOf('\\('), title.lastIndexOf('\\['));
  if (cut === -1 || /\\[)\]]/u.test(title.slice(cut))) return title;
  return `${title.slice(0, cut).trimEnd()}…`;
}

/** Line breaks between two texts of one formula, as Anki's editor makes them, are white space to MathJax. */
function joinedTexts(children: RootContent[]): RootContent[] {
  return children.reduce<RootContent[]>((result, child) => {
    const last = result.at(-1);
    if (child.type === 'text' && last?.type === 'text') last.value += child.value;
    else if (child.type !== 'comment') result.push(child);
    return result;
  }, []);
}
