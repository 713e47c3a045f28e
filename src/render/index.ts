import type { RootContent } from 'mdast';
import type { Node, Parent } from 'unist';
import { definitionsFor } from '../definitions.ts';
import { numberDeletions } from '../deletions.ts';
import type { IdentifiedNotetype } from '../identify/index.ts';
import type { ByPath, FileScope } from '../project.ts';
import type { Deck, Note } from '../tree.ts';
import { editLink } from './edit-link.ts';
import { createHtmlWriter, type HtmlOptions } from './html.ts';
import { addressFinder } from './links.ts';
import { createNameFinder } from './media.ts';
import { drawingName } from './nodes/index.ts';
import type { ToHtml } from './pipeline.ts';
import { verbatimHtml } from './verbatim.ts';

/** How the notes of one deck file look: plain data, without the tree. */
export interface RenderedDeck {
  /** HTML. */
  description: string;
  /** In the order of the file; `fields`: HTML, in the order of the note type's fields. */
  notes: { fields: string[] }[];
  /** Project paths of the media that the notes show. */
  media: string[];
  /** Drawn pictures that are files of their own: name and SVG. */
  drawings: [name: string, svg: string][];
}

/** Of each deletion of a note, in the order of writing: the number that it gets; undefined if the author wrote it. */
export type Numbers = readonly (number | undefined)[];

/** Turns the Markdown of every field of a deck file into HTML; the notes get the numbers of their deletions. */
export type Renderer = (deck: Deck, numbers: readonly Numbers[]) => RenderedDeck;

/** How does it look? Makes the renderer of a project's deck files, none of which has to know another; `mediaNames`: names in Anki. */
export function createRenderer(
  notetypes: ReadonlyMap<string, IdentifiedNotetype>,
  mediaNames: ByPath<string>,
  project: Pick<FileScope, 'options' | 'ledger'>,
): Renderer {
  const write = createHtmlWriter();
  const finder = createNameFinder(mediaNames, project);
  return (deck, numbers) => {
    const used = new Set<string>();
    const nameOf = finder(deck.path, used);
    const desk = { deck, write, trusted: deck.html === 'trusted', addressOf: addressFinder(deck) };
    const notes = deck.children.map((note, index) => {
      const notetype = notetypes.get(note.notetype);
      if (!notetype) throw new Error(`There is no note type ${note.notetype}.`);
      numberDeletions(note, numbers[index] ?? []);
      return { fields: renderNote(note, notetype, { ...desk, nameOf }) };
    });
    const description = renderDescription({ ...desk, nameOf: () => undefined });
    return { description, notes, media: [...used], drawings: drawingsOf(deck) };
  };
}

/** What the fields of one deck are written with. */
interface Desk extends Pick<HtmlOptions, 'trusted' | 'nameOf' | 'addressOf'> {
  deck: Deck;
  write: ToHtml;
}

function renderNote(note: Note, notetype: IdentifiedNotetype, desk: Desk): string[] {
  const anki = notetype.origin === 'anki';
  const cloze = notetype.kind === 'cloze';
  return notetype.fields.map(({ name, tag }) => {
    const field = note.children.find((one) => one.name === name);
    if (!field) return name === 'Edit' && !anki ? editLink(desk.deck, note) : '';
    // Anki's editor reads the shapes and the picture, and expects nothing around them.
    const isBare = notetype.stockKind === 6 && (tag === 0 || tag === 1);
    const { lang, dir } = isBare ? {} : field;
    const { trusted, nameOf, addressOf } = desk;
    const options = { field: name, trusted, nameOf, addressOf, lang, dir, cloze, anki };
    return renderField(field.children, note, options, desk);
  });
}

function renderDescription(desk: Desk): string {
  const { trusted, nameOf, addressOf, deck } = desk;
  const { lang, dir } = deck;
  const options = { field: 'deck', trusted, nameOf, addressOf, lang, dir, cloze: false };
  return renderField(deck.description, undefined, options, desk);
}

function renderField(
  written: RootContent[],
  note: Note | undefined,
  options: HtmlOptions,
  { deck, write }: Desk,
): string {
  const verbatim = verbatimHtml(written, options.trusted, options.nameOf);
  if (verbatim !== undefined) return verbatim;
  const defined = definitionsFor(written, note, deck);
  const content = defined.length > 0 ? [...written, ...defined] : written;
  return write(content, options);
}

function drawingsOf(deck: Deck): RenderedDeck['drawings'] {
  const drawings: RenderedDeck['drawings'] = [];
  visit(deck);
  return drawings;

  function visit(node: Node): void {
    const { drawing } = node.data ?? {};
    if (drawing && !drawing.inline) drawings.push([drawingName(drawing), drawing.svg]);
    if ('children' in node) for (const child of (node as Parent).children) visit(child);
  }
}
