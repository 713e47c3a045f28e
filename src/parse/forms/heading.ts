import type { Heading, RootContent } from 'mdast';
import { attributesAtEnd } from '../../attributes.ts';
import { messages, report } from '../../messages/index.ts';
import type { Notetype } from '../../notetype/index.ts';
import { type Note, plainText } from '../../tree.ts';
import { takeContents } from '../contents.ts';
import type { FileContext } from '../context.ts';
import { type Draft, finishNote, notetypeOf } from '../draft.ts';
import { frontOf } from '../front.ts';
import { type Contents, layOut, type Parts } from '../layout.ts';
import { settableFields } from '../names.ts';
import { type Outline, sayOn, type Written } from './outline.ts';
import { cutSections, type NoteBlock } from './sections.ts';

/** The form in which a heading begins a note: its text is the front, and what follows the back. */
export function headingForm({ file, settings, markdown }: Written): Outline {
  const root = markdown(String(file.value), sayOn(file));
  const { body, ...taken } = takeContents(root.children, file);
  const { notes, ...sections } = cutSections(body, settings['note-level'] ?? 2, file);
  return {
    ...sections,
    ...taken,
    notes: (context) => notes.flatMap((block) => headingNote(block, context) ?? []),
  };
}

/** The note of a heading and what follows it; nothing if it is skipped, or of no known note type. */
function headingNote(block: NoteBlock, context: FileContext): Note | undefined {
  const { title, above, content } = block;
  if ([...above, title].some(({ attributes }) => attributes?.values.has('skip'))) return undefined;
  const draft: Draft = {
    head: title.heading.position ?? { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
    attributes: title.attributes,
    inherited: above.flatMap(({ attributes }) => attributes ?? []),
    context: above.map(({ text }) => text).filter(Boolean),
    sections: above.flatMap(({ heading, text }) => (heading.depth > 1 && text ? [text] : [])),
    front: title.text || plainText(content.slice(0, 1)),
    anchor: anchorOf(title.heading, context),
    content: [title.heading, ...content],
  };
  const notetype = notetypeOf(draft, context);
  if (!notetype) return undefined;
  const note = finishNote(draft, notetype, contentsOf(block, notetype, context), context);
  // Where every field stands below a heading of its own, what comes first is the name of one.
  const isNamed = notetype.origin === 'anki' && title.text === '';
  return isNamed ? { ...note, front: frontOf(note) } : note;
}

/** Content by field: what stands below headings named like a field, and the rest by the kind's layout. */
function contentsOf(
  { title, content }: NoteBlock,
  notetype: Notetype,
  context: FileContext,
): Contents {
  const names = new Map(settableFields(notetype).map((name) => [name.toLowerCase(), name]));
  const own: RootContent[] = [];
  const named: Contents = new Map();
  let current = own;
  for (const node of content) {
    const name = fieldHeading(node, title.heading.depth + 1, names);
    if (name === undefined) {
      current.push(node);
      continue;
    }
    if (named.has(name)) report(context.file, node, messages.duplicateField(name));
    current = [];
    named.set(name, current);
  }
  const laidOut = layOut(notetype, {
    title: title.heading.children,
    ...cutAtBreaks(own),
    file: context.file,
  });
  for (const [name, nodes] of named) {
    if (laidOut.has(name))
      report(context.file, nodes[0] ?? title.heading, messages.duplicateField(name));
    laidOut.set(name, nodes);
  }
  return laidOut;
}

function fieldHeading(
  node: RootContent,
  depth: number,
  names: Map<string, string>,
): string | undefined {
  if (node.type !== 'heading' || node.depth !== depth) return undefined;
  return names.get(plainText(node).toLowerCase());
}

function cutAtBreaks(nodes: RootContent[]): Pick<Parts, 'segments' | 'breaks'> {
  const segments: RootContent[][] = [[]];
  const breaks: RootContent[] = [];
  for (const node of nodes) {
    if (node.type !== 'thematicBreak') {
      segments.at(-1)?.push(node);
      continue;
    }
    breaks.push(node);
    segments.push([]);
  }
  return { segments, breaks };
}

/** The anchor that GitHub gives a heading: of all its text, attributes included. */
function anchorOf(heading: Heading, { file }: FileContext): string {
  const raw = String(file.value).slice(
    heading.position?.start.offset,
    heading.position?.end.offset,
  );
  const written = attributesAtEnd(raw) ? raw.slice(attributesAtEnd(raw)?.start) : '';
  return `${plainText(heading)} ${written}`
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s/gu, '-');
}
