import type { Element, ElementContent, Root, RootContent } from 'hast';
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

/** Line breaks between two texts of one formula, as Anki's editor makes them, are white space to MathJax. */
function joinedTexts(children: RootContent[]): RootContent[] {
  return children.reduce<RootContent[]>((result, child) => {
    const last = result.at(-1);
    if (child.type === 'text' && last?.type === 'text') last.value += child.value;
    else if (child.type !== 'comment') result.push(child);
    return result;
  }, []);
}
