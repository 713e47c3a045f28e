import type { Element, Root } from 'hast';
import { descend } from '../tree.ts';

/**
 * The section of footnotes, as a card wants it: named by an attribute instead of a heading of its own,
 * whose id would stand there once for each field.
 */
export function tidyFootnotes(tree: Root): void {
  for (const node of descend(tree)) {
    if (node.type !== 'element') continue;
    const { properties, children } = node as Element;
    if ('dataFootnoteRef' in properties) delete properties.ariaDescribedBy;
    if (!('dataFootnotes' in properties)) continue;
    properties.ariaLabel = 'Footnotes';
    children.splice(
      0,
      children.findIndex((child) => 'tagName' in child && child.tagName === 'ol'),
    );
  }
}
