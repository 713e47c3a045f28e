import type { Link } from 'mdast';
import type { Position } from 'unist';
import { isRemote } from '../media.ts';
import type { Deck } from '../tree.ts';
import type { FileNodes } from './nodes.ts';

/** A link that leads to no other machine, and where it stands. */
export interface LinkFacts {
  url: string;
  place?: Position;
  /** Which one of the file's notes it stands in; nothing for a definition. */
  note?: number;
}

/** The links of a file that may lead to files or headings of the decks: those of notes, then those that are defined. */
export function linksIn(deck: Deck, nodes: FileNodes): LinkFacts[] {
  if (!nodes.has('link', 'definition')) return [];
  const links: LinkFacts[] = [];
  for (const [note, inside] of nodes.notes.entries())
    for (const node of inside)
      if (node.type === 'link' && node.position && !isRemote((node as Link).url))
        links.push({ url: (node as Link).url, place: node.position, note });
  for (const node of deck.definitions)
    if (node.type === 'definition' && !isRemote(node.url))
      links.push({ url: node.url, ...(node.position && { place: node.position }) });
  return links;
}
