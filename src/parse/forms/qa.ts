import type { RootContent } from 'mdast';
import type { Point } from 'unist';
import type { VFile } from 'vfile';
import { type Attributes, attributesAtEnd } from '../../attributes.ts';
import { messages, report } from '../../messages/index.ts';
import type { Notetype } from '../../notetype/index.ts';
import { type Disabled, descend, type Note } from '../../tree.ts';
import { takeContents } from '../contents.ts';
import type { FileContext } from '../context.ts';
import { type Draft, finishNote, notetypeOf } from '../draft.ts';
import { frontOf } from '../front.ts';
import { frontMatterOf } from '../front-matter.ts';
import { attributeKeys } from '../names.ts';
import { parseRegions } from '../regions.ts';
import { layOutNamed } from '../sides.ts';
import { maskDefinitions, readLiteralBrackets, unmaskDefinitions } from './brackets.ts';
import { type Outline, sayOn, type Written } from './outline.ts';
import { groupPieces, type QaNote } from './qa-notes.ts';
import { cutPieces, type Piece } from './qa-parts.ts';

/** The form of `Q:` and `A:`, of `C:` with deletions in `[…]`, and of `E:` for Extra, as hashcards has it. */
export function qaForm(written: Written): Outline {
  const source = String(written.file.value);
  const end = frontMatterOf(source)?.position?.end;
  const start = { line: end?.line ?? 1, offset: end?.offset ?? 0 };
  const pieces = cutPieces(source, start);
  const { contents, ...taken } = parsePieces(pieces, written);
  const { notes, ...outline } = groupPieces(contents, written.file);
  return {
    ...outline,
    ...taken,
    notes: (context) => notes.flatMap((note) => qaNote(note, context) ?? []),
  };
}

/** What each piece holds, and what all of them define. */
function parsePieces(pieces: Piece[], { file, markdown }: Written) {
  const regions = pieces.map((piece) => {
    if (piece.type === 'separator') return { text: '', start: { line: 1, column: 1, offset: 0 } };
    return isCloze(piece)
      ? { ...piece.region, text: maskDefinitions(piece.region.text) }
      : piece.region;
  });
  const parsed = parseRegions(regions, markdown, sayOn(file));
  const definitions: RootContent[] = [];
  const disabled: Disabled[] = [];
  const contents = pieces.map((piece, index) => {
    const nodes = parsed[index] ?? [];
    if (isCloze(piece)) unmaskDefinitions(nodes);
    const taken = takeContents(nodes, file);
    definitions.push(...taken.definitions);
    disabled.push(...taken.disabled);
    return { piece, content: taken.body };
  });
  return { contents, definitions, disabled };
}

function isCloze(piece: Piece): boolean {
  return piece.type === 'part' && piece.mark === 'C';
}

/** The note of `Q:` and `A:`, or of `C:`; nothing if it is skipped, or of no note type that fits. */
function qaNote({ first, above, sides }: QaNote, context: FileContext): Note | undefined {
  const { attributes, mark, head } = first;
  if (
    [attributes, ...above.map((title) => title.attributes)].some((one) => one?.values.has('skip'))
  )
    return undefined;
  const draft: Draft = {
    head,
    attributes,
    inherited: above.flatMap((title) => title.attributes ?? []),
    context: above.map(({ text }) => text).filter(Boolean),
    sections: above.flatMap(({ heading, text }) => (heading.depth > 1 && text ? [text] : [])),
    front: '',
    content: [...sides.front, ...sides.back, ...sides.extra],
    brackets: mark === 'C',
  };
  const notetype = mark === 'C' ? clozeType(draft, context) : notetypeOf(draft, context);
  if (!notetype) return undefined;
  sayMisplaced(draft.content, mark, context.file);
  const note = finishNote(draft, notetype, layOutNamed(notetype, sides, context.file), context);
  if (mark === 'C') readLiteralBrackets(sides.front, !hides(note));
  return Object.assign(note, { front: frontOf(note) });
}

function hides(note: Note): boolean {
  return descend(note).some(({ type, data }) => type === 'cloze' || data?.deletions);
}

/** Attributes behind another line than the first would silently be text. */
function sayMisplaced(content: RootContent[], mark: string, file: VFile): void {
  for (const node of content) {
    const { start, end } = node.position ?? {};
    if (node.type !== 'paragraph' || !start || !end) continue;
    const raw = String(file.value).slice(start.offset, end.offset);
    const found = raw.endsWith('}') ? attributesAtEnd(raw) : undefined;
    const tells = found && (found.id !== undefined || found.classes.length > 0 || hasKey(found));
    if (!tells || node.children.at(-1)?.type !== 'text') continue;
    const place = { start: pointBefore(end, raw.length - found.start), end };
    report(file, place, messages.qaAttributes(raw.slice(found.start), mark));
  }
}

function hasKey({ values }: Attributes): boolean {
  return attributeKeys.some((key) => values.has(key));
}

function pointBefore({ line, column }: Point, characters: number): Point {
  return { line, column: Math.max(1, column - characters) };
}

/** The type that the note says, or the usual one, if it can hide something; else the built-in one. */
function clozeType(draft: Draft, context: FileContext): Notetype | undefined {
  const { notetypes, file } = context;
  if (draft.attributes?.values.has('type')) {
    const said = notetypeOf(draft, context);
    if (!said || said.kind === 'cloze') return said;
    const known = [...notetypes.values()].filter(
      ({ kind, stockKind }) => kind === 'cloze' && stockKind === 0,
    );
    report(
      file,
      draft.head,
      messages.qaNotCloze(
        said.key,
        known.map(({ key }) => key),
      ),
    );
    return undefined;
  }
  const usual = notetypeOf({ ...draft, content: [] }, context);
  return usual?.kind === 'cloze' ? usual : notetypes.get('cloze');
}
