import type { SvgElement } from './read.ts';

/**
 * An element as text: everything escaped, also what Anki reads in fields (cloze deletions, `[sound:`) and
 * what MathJax reads on the card (`\(`).
 */
export function writeSvg(element: SvgElement): string {
  const attributes = [...element.attributes].map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const start = `<${element.name}${attributes.join('')}`;
  if (element.children.length === 0) return `${start}/>`;
  const inner = element.children.map((child) =>
    typeof child === 'string' ? escaped(child) : writeSvg(child),
  );
  return `${start}>${inner.join('')}</${element.name}>`;
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '{': '&#123;',
  '}': '&#125;',
  '[': '&#91;',
  ']': '&#93;',
};

function escaped(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ')
      .replace(/[&<>"{}[\]]/gu, (character) => escapes[character] ?? character)
      .replaceAll('::', '&#58;&#58;')
      // A word joiner: nothing to see, but no math.
      .replace(/\\(?=[([\])])/gu, '\\\u2060')
  );
}
