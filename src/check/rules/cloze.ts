import type { Code, Html, Image, ImageReference, RootContent } from 'mdast';
import type { Node, Parent } from 'unist';
import type { VFile } from 'vfile';
import { type Message, messages, report } from '../../messages/index.ts';
import type { Notetype } from '../../notetype/index.ts';
import { type Cloze, descend, type Field, type Note, type Verbatim } from '../../tree.ts';
import type { RuleContext } from '../context.ts';

const deletion = /\{\{c\d+(?:,\d+)*::/u;
const voids = /^<(?:area|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b|\/>$|^<!/iu;

/** A cloze note hides something, where its cards show it, and no deletion cuts an HTML element in two. */
export function cloze({ deck, nodes, file, project }: RuleContext): void {
  for (const [index, note] of deck.children.entries()) {
    if (nodes.has('image', 'imageReference', 'code'))
      for (const node of nodes.notes[index] ?? []) checkOutside(node, file);
    const notetype = project.notetypes.get(note.notetype);
    if (notetype?.kind !== 'cloze') continue;
    // Learners have a note that was taken over as it is: its author may mend it, and need not at once.
    const said = (message: Message): Message =>
      notetype.origin === 'anki' ? { ...message, severity: 'warning' } : message;
    const shown = fieldsShown(notetype);
    // The shapes of a picture have messages of their own.
    const hides = notetype.stockKind === 6 || note.children.some(holdsDeletion);
    if (!hides && !hasClozeMessage(note, file))
      report(file, note.head, said(messages.clozeMissing()));
    for (const field of note.children) {
      if (!shown.has(field.name) && holdsDeletion(field)) {
        const message = messages.clozeOutside(`the field ${field.name}`);
        report(file, placeOf(field, note), said(message));
      }
      for (const node of descend(field)) {
        const cut = node.type === 'cloze' && cutElement(node as Cloze);
        if (cut) report(file, cut, messages.clozeOverlap('an HTML element'));
      }
    }
  }
}

/** Where Anki would find a deletion that Markdown does not: its card would be broken. */
function checkOutside(node: Node, file: VFile): void {
  if (isImage(node) && deletion.test(node.alt ?? ''))
    report(file, node, messages.clozeOutside("an image's description"));
  else if (isCode(node) && deletion.test(`${node.lang} ${node.meta}`))
    report(file, node, messages.clozeOutside('the first line of a fence'));
}

/** A deletion that could not be read is not missing. */
function hasClozeMessage({ position }: Note, file: VFile): boolean {
  const { start, end } = position;
  return file.messages.some(
    ({ ruleId, line }) =>
      ruleId?.startsWith('cloze-') && (line ?? 0) >= start.line && (line ?? 0) <= end.line,
  );
}

function isImage(node: Node): node is Image | ImageReference {
  return node.type === 'image' || node.type === 'imageReference';
}

function isCode(node: Node): node is Code {
  return node.type === 'code';
}

function fieldsShown({ templates }: Notetype): Set<string> {
  const names = templates.flatMap(({ front }) => [
    ...front.matchAll(/\{\{[^{}]*cloze:([^{}:]+)\}\}/gu),
  ]);
  return new Set(names.map(([, name]) => name?.trim() ?? ''));
}

function holdsDeletion(field: Field): boolean {
  return descend(field).some(
    (node) =>
      node.type === 'cloze' ||
      (node.data?.deletions?.length ?? 0) > 0 ||
      (node.type === 'verbatim' && deletion.test((node as Verbatim).value)),
  );
}

function placeOf(field: Field, note: Note) {
  return field.children[0]?.position ?? note.head;
}

/** The first inline tag among the children that has no partner there. */
function cutElement(node: Parent): Html | undefined {
  const open: Html[] = [];
  for (const child of node.children as RootContent[]) {
    if (!isTag(child) || voids.test(child.value)) continue;
    if (!child.value.startsWith('</')) open.push(child);
    else if (!open.pop()) return child;
  }
  return open[0];
}

function isTag(node: Node): node is Html {
  return node.type === 'html' && /^<\/?[A-Za-z][^<]*>$/u.test((node as Html).value);
}
