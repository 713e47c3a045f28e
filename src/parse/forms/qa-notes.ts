import type { RootContent } from 'mdast';
import type { VFile } from 'vfile';
import { messages, report } from '../../messages/index.ts';
import type { Sides } from '../sides.ts';
import type { Outline } from './outline.ts';
import type { Mark, Piece } from './qa-parts.ts';
import { isComment, type Title, titleOf } from './sections.ts';

type Part = Extract<Piece, { type: 'part' }>;

/** A note as it stands in the file. */
export interface QaNote {
  /** Its `Q:` or `C:`. */
  first: Part;
  /** The headings above, outermost first. */
  above: Title[];
  sides: Sides;
}

interface Open extends QaNote {
  /** The mark of its last part. */
  last: Mark;
}

export interface Grouped extends Pick<Outline, 'main' | 'sections' | 'description'> {
  notes: QaNote[];
}

/** Puts parts together to notes below their headings, and says where one is missing or too many. */
export function groupPieces(
  contents: { piece: Piece; content: RootContent[] }[],
  file: VFile,
): Grouped {
  const grouped: Grouped = { main: undefined, sections: [], description: [], notes: [] };
  const above: Title[] = [];
  let open: Open | undefined;
  for (const { piece, content } of contents) {
    if (piece.type === 'text') {
      addText(content);
    } else if (piece.type === 'separator') end('the `---`', piece);
    else if (piece.type === 'heading') {
      end('the heading', piece);
      addHeading(content);
    } else if (piece.mark === 'Q' || piece.mark === 'C') {
      end(`\`${piece.mark}:\``, piece);
      const sides = { front: content, back: [], extra: [] };
      open = { first: piece, above: [...above], sides, last: piece.mark };
    } else addPart(piece, content);
  }
  end(undefined, undefined);
  return grouped;

  function end(next: string | undefined, piece: Piece | undefined): void {
    if (open?.last === 'Q') {
      const line = piece?.head.start.line ?? 0;
      report(file, open.first.head, messages.qaMissingAnswer(next, line));
    } else if (open) grouped.notes.push(open);
    open = undefined;
  }

  function addPart(piece: Part, content: RootContent[]): void {
    const { mark, head } = piece;
    if (!open) report(file, head, messages.qaMissingQuestion(mark));
    else if (mark === 'E' && open.last === 'Q') end('`E:`', piece);
    else if (!follows(mark, open.last)) {
      report(file, head, messages.qaRepeatedPart(mark, open.last));
    } else {
      open.sides[mark === 'A' ? 'back' : 'extra'] = content;
      open.last = mark;
    }
  }

  function addHeading([heading]: RootContent[]): void {
    if (heading?.type !== 'heading') return;
    const title = titleOf(heading, String(file.value));
    above.splice(0, above.length, ...above.filter((one) => one.heading.depth < heading.depth));
    above.push(title);
    grouped.sections.push(title);
    if (heading.depth === 1) grouped.main ??= title;
  }

  /** Right below the title of the file stands what describes the deck. */
  function addText(content: RootContent[]): void {
    const describes = grouped.main && grouped.sections.length === 1 && grouped.notes.length === 0;
    if (describes) grouped.description.push(...content);
    else
      for (const node of content) if (!isComment(node)) report(file, node, messages.qaStrayText());
  }
}

function follows(mark: Mark, last: Mark): boolean {
  return mark === 'A' ? last === 'Q' : last === 'A' || last === 'C';
}
