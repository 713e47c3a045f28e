import type { RootContent } from 'mdast';
import type { Node } from 'unist';
import { type Deletion, descend } from '../../tree.ts';
import { isLiteral, type LiteralNode } from '../cloze/index.ts';

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

/** Ends what `maskDefinitions` began. */
export function unmaskDefinitions(nodes: RootContent[]): void {
  for (const node of nodes.flatMap((outer): Node[] => [...descend(outer)]))
    if ('value' in node) node.value = String(node.value).replaceAll(colon, ':');
}

/**
 * Reads the brackets in the code and formulas of a `C:` as hashcards does: `\[` is a bracket, and `[…]` is a
 * deletion. But that it is only if the note hides nothing else (`alone`), as brackets are common there.
 */
export function readLiteralBrackets(nodes: RootContent[], alone: boolean): void {
  for (const node of nodes.flatMap((outer): Node[] => [...descend(outer)]))
    if (isLiteral(node)) readIn(node, alone);
}

function readIn(node: LiteralNode, alone: boolean): void {
  const read = scan(node.value, alone) ?? scan(node.value, false);
  if (!read || read.value === node.value) return;
  const place = (offset: number) => read.places[offset] ?? read.value.length;
  const known = (node.data?.deletions ?? []).map(
    (one): Deletion => ({ ...one, start: place(one.start), end: place(one.end) }),
  );
  node.value = read.value;
  const deletions = [...known, ...read.deletions];
  if (deletions.length > 0) node.data = { ...node.data, deletions };
}

interface Read {
  value: string;
  /** Where each character of the written value stands now. */
  places: number[];
  deletions: Deletion[];
}

/** Takes the escapes off, and with `hide` the brackets out; nothing if one is not closed. */
function scan(written: string, hide: boolean): Read | undefined {
  const read: Read = { value: '', places: [], deletions: [] };
  const open: Deletion[] = [];
  // A bracket right behind a command of TeX belongs to it, as in `\sqrt[3]{x}`, `\left[` and `\\[2pt]`.
  for (const [piece] of written.matchAll(/\\(?:[A-Za-z]+|\\)\[?|\\[\s\S]|[\s\S]/gu)) {
    const plain = /^\\[[\]]$/u.test(piece) ? piece.slice(1) : piece;
    for (let at = 0; at < piece.length; at += 1) read.places.push(read.value.length + at);
    if (hide && piece === '[') {
      const deletion = { numbers: [], start: read.value.length, end: -1 };
      read.deletions.push(deletion);
      open.push(deletion);
    } else if (hide && piece === ']' && open.length > 0) {
      const deletion = open.pop();
      if (deletion) deletion.end = read.value.length;
    } else read.value += plain;
  }
  return open.length > 0 ? undefined : read;
}
