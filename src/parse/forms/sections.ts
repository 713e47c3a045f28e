import type { Heading, RootContent } from 'mdast';
import type { VFile } from 'vfile';
import { type Attributes, attributesAtEnd, withoutClosing } from '../../attributes.ts';
import { messages, report } from '../../messages/index.ts';
import { plainText } from '../../tree.ts';
import { rawCharacters } from '../raw-text.ts';

/** A heading with its attributes taken off. */
export interface Title {
  heading: Heading;
  text: string;
  attributes: Attributes | undefined;
}

/** A note as it stands in the file: its heading, what follows, and the headings above. */
export interface NoteBlock {
  title: Title;
  above: Title[];
  content: RootContent[];
}

export interface Sections {
  /** The first heading of level 1. */
  main: Title | undefined;
  /** Every heading above the notes, the first one included. */
  sections: Title[];
  description: RootContent[];
  notes: NoteBlock[];
}

/** Cuts a file at its headings: notes at `level`, sections above, content below. */
export function cutSections(children: RootContent[], level: number, file: VFile): Sections {
  const source = String(file.value);
  const result: Sections = { main: undefined, sections: [], description: [], notes: [] };
  const above: Title[] = [];
  let note: NoteBlock | undefined;
  for (const child of children) {
    if (child.type === 'heading' && child.depth <= level) {
      if (isSetext(child, source)) {
        report(
          file,
          child,
          messages.setextHeading(
            plainText(child),
            child.depth === 2 ? '---' : '==',
            note && borderMeant(child, source),
          ),
        );
        continue;
      }
      const title = titleOf(child, source);
      above.splice(0, above.length, ...above.filter(({ heading }) => heading.depth < child.depth));
      if (child.depth === 1) result.main ??= title;
      note = child.depth === level ? { title, above: [...above], content: [] } : undefined;
      if (note) result.notes.push(note);
      else {
        above.push(title);
        result.sections.push(title);
      }
    } else if (note) {
      note.content.push(child);
    } else if (result.notes.length === 0) {
      result.description.push(child);
    } else if (!isComment(child)) {
      report(file, child, messages.strayText());
    }
  }
  return result;
}

/** What an author says to authors may stand anywhere. */
export function isComment(node: RootContent): boolean {
  return node.type === 'html' && /^(?:<!--(?:(?!-->)[\s\S])*-->\s*)+$/u.test(node.value);
}

/**
 * A level 2 heading without `##` was made by `---` under a paragraph, which nobody means; nor does anybody a
 * title by one or two `=`, which are marks of a deletion.
 */
function isSetext(heading: Heading, source: string): boolean {
  const { start, end } = heading.position ?? {};
  if (start?.offset === undefined || source[start.offset] === '#') return false;
  return (
    heading.depth === 2 || /\n {0,3}={1,2}[ \t]*$/u.test(source.slice(start.offset, end?.offset))
  );
}

/** With an empty line between, where dashes under the end of a sentence can only be a border. */
function borderMeant({ position }: Heading, source: string): string | undefined {
  const raw = source.slice(position?.start.offset, position?.end.offset);
  if (!/[.:;,!)\]`$]\n[ \t]*-{3,}[ \t]*$/u.test(raw)) return undefined;
  return raw.replace(/\n(?=[ \t]*-+[ \t]*$)/u, '\n\n');
}

/** Takes the attributes off a heading: the nodes behind their `{`, and the end of the text before. */
export function titleOf(heading: Heading, source: string): Title {
  const start = heading.position?.start.offset ?? 0;
  const attributes = attributesAtEnd(
    withoutClosing(source.slice(start, heading.position?.end.offset)),
  );
  if (!attributes) return { heading, text: plainText(heading), attributes };
  const cut = start + attributes.start;
  const children = heading.children.flatMap((child) => {
    if ((child.position?.end.offset ?? 0) <= cut) return [child];
    if (child.type !== 'text' || (child.position?.start.offset ?? 0) >= cut) return [];
    const kept = rawCharacters(child, source).filter(({ offset }) => offset < cut);
    return [
      {
        ...child,
        value: kept
          .map(({ text }) => text)
          .join('')
          .trimEnd(),
      },
    ];
  });
  const cleaned: Heading = { ...heading, children };
  return { heading: cleaned, text: plainText(cleaned), attributes };
}
