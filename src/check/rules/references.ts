import type { FootnoteDefinition, Text } from 'mdast';
import type { Node } from 'unist';
import { definitionsFor } from '../../definitions.ts';
import { messages, report } from '../../messages/index.ts';
import type { Deck } from '../../tree.ts';
import type { RuleContext } from '../context.ts';

/** No reference is left as text, and no footnote is left out: either would be silent on the card. */
export function references({ deck, nodes, file }: RuleContext): void {
  const source = String(file.value);
  for (const node of nodes.ofType('text').filter(isText)) {
    const raw = source.slice(node.position?.start.offset, node.position?.end.offset);
    if (!raw.includes('[')) continue;
    const [image] =
      /(?<!\\)!\[[^\][]{0,200}\](?:\([^)]{0,500}\)|\[[^\][]{0,200}\])/u.exec(raw) ?? [];
    if (image !== undefined) report(file, node, messages.imageAsText(image));
    const [, sound] = /(?<!\\)\[sound:([^\]]*)\]/iu.exec(raw) ?? [];
    if (sound !== undefined) report(file, node, messages.soundTag(sound));
    const [, label] = /(?<![\\!\]])\[\^([^\s\][]{1,100})\]/u.exec(raw) ?? [];
    if (label !== undefined) report(file, node, messages.footnoteMissing(label));
  }
  const footnotes = deck.definitions.filter(isFootnote);
  if (footnotes.length === 0) return;
  const used = usedDefinitions(deck);
  for (const node of footnotes)
    if (!used.has(node.position?.start.offset))
      report(file, node, messages.footnoteUnused(node.label ?? node.identifier));
}

/** Where the definitions that are referred to begin. */
function usedDefinitions(deck: Deck): Set<number | undefined> {
  return new Set(
    [
      ...deck.children.flatMap((note) =>
        note.children.flatMap(({ children }) => definitionsFor(children, note, deck)),
      ),
      ...definitionsFor(deck.description, undefined, deck),
    ].map(({ position }) => position?.start.offset),
  );
}

function isText(node: Node): node is Text {
  return node.type === 'text' && node.position !== undefined;
}

function isFootnote(node: Node): node is FootnoteDefinition {
  return node.type === 'footnoteDefinition';
}
