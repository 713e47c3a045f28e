import type { Nodes, RootContent } from 'mdast';
import { descend } from '../../tree.ts';

/** Stands for the `:` of what is no definition; no source holds it. */
const colon = '\uFDD8';

/** An address, and not a word of the text. */
const address =
  /^(?:[<#/]|\.{1,2}\/|@\/|www\.|[a-z][a-z\d+.-]*:|\S*\.[a-z][a-z\d]{0,4}(?:[?#]\S*)?$)/iu;

/**
 * The text of a `C:` for the parser. `[6]: 9` is a deletion at the beginning of a line, though Markdown
 * would take it for the definition of a link: it is one only if an address follows.
 */
export function maskDefinitions(text: string): string {
  return text.replace(
    /^( {0,3}\[(?!\^)(?:[^[\]\\]|\\.){1,999}\]):(?=[ \t]*(\S*))/gmu,
    (whole, label: string, target: string) => (address.test(target) ? whole : `${label}${colon}`),
  );
}

/** Ends what `maskDefinitions` began; and takes escapes off brackets in code and formulas, where hashcards wants them. */
export function plainBrackets(nodes: RootContent[]): void {
  for (const node of nodes.flatMap((outer) => [...descend(outer)]) as Nodes[]) {
    if (node.type === 'text') node.value = node.value.replaceAll(colon, ':');
    if (literal.has(node.type) && 'value' in node)
      node.value = node.value.replaceAll(colon, ':').replace(/\\(\\|[[\]])/gu, unescaped);
  }
}

const literal = new Set(['code', 'inlineCode', 'math', 'inlineMath']);

function unescaped(written: string, character: string): string {
  return character === '\\' ? written : character;
}
