import type { RootContent } from 'mdast';
import type {
  Identified,
  IdentifiedDeck,
  IdentifiedNote,
  IdentifiedNotetype,
} from '../identify/index.ts';
import type { Project } from '../project.ts';
import { definitionsFor, descend } from '../tree.ts';
import { editLink } from './edit-link.ts';
import { createHtmlWriter, type HtmlOptions } from './html.ts';
import { addressFinder } from './links.ts';
import { createNameFinder } from './media.ts';
import { drawingName } from './nodes/index.ts';
import type { ToHtml } from './pipeline.ts';
import { verbatimHtml } from './verbatim.ts';

export interface RenderedNote {
  note: IdentifiedNote;
  notetype: IdentifiedNotetype;
  /** HTML, in the order of the note type's fields. */
  fields: string[];
}

export interface RenderedDeck {
  deck: IdentifiedDeck;
  /** HTML. */
  description: string;
  notes: RenderedNote[];
  /** Project paths of the media that the notes show. */
  media: string[];
  /** Drawn pictures that are files of their own: SVG by name. */
  drawings: Map<string, string>;
}

/** How does it look? Turns the Markdown of every field into HTML. */
export function render(identified: Identified, project: Project): RenderedDeck[] {
  return identified.decks.map(createDeckRenderer(identified, project));
}

/** Makes the function that renders one deck, of which no other has to know. */
export function createDeckRenderer(
  { notetypes, mediaNames }: Pick<Identified, 'notetypes' | 'mediaNames'>,
  project: Project,
): (deck: IdentifiedDeck) => RenderedDeck {
  const write = createHtmlWriter();
  const finder = createNameFinder(mediaNames, project);
  return (deck) => {
    const used = new Set<string>();
    const nameOf = finder(deck.path, used);
    const desk = { deck, write, trusted: deck.html === 'trusted', addressOf: addressFinder(deck) };
    const notes: RenderedNote[] = [];
    for (const note of deck.children) {
      const notetype = notetypes.get(note.notetype);
      if (notetype) notes.push(renderNote(note, notetype, { ...desk, nameOf }));
    }
    const description = renderDescription({ ...desk, nameOf: () => undefined });
    return { deck, description, notes, media: [...used], drawings: drawingsOf(deck) };
  };
}

/** What the fields of one deck are written with. */
interface Desk extends Pick<HtmlOptions, 'trusted' | 'nameOf' | 'addressOf'> {
  deck: IdentifiedDeck;
  write: ToHtml;
}

function renderNote(note: IdentifiedNote, notetype: IdentifiedNotetype, desk: Desk): RenderedNote {
  const anki = notetype.origin === 'anki';
  const cloze = notetype.kind === 'cloze';
  const fields = notetype.fields.map(({ name, tag }) => {
    const field = note.children.find((one) => one.name === name);
    if (!field) return name === 'Edit' && !anki ? editLink(desk.deck, note) : '';
    // Anki's editor reads the shapes and the picture, and expects nothing around them.
    const isBare = notetype.stockKind === 6 && (tag === 0 || tag === 1);
    const { lang, dir } = isBare ? {} : field;
    const { trusted, nameOf, addressOf } = desk;
    const options = { field: name, trusted, nameOf, addressOf, lang, dir, cloze, anki };
    return renderField(field.children, note, options, desk);
  });
  return { note, notetype, fields };
}

function renderDescription(desk: Desk): string {
  const { trusted, nameOf, addressOf, deck } = desk;
  const { lang, dir } = deck;
  const options = { field: 'deck', trusted, nameOf, addressOf, lang, dir, cloze: false };
  return renderField(deck.description, undefined, options, desk);
}

function renderField(
  written: RootContent[],
  note: IdentifiedNote | undefined,
  options: HtmlOptions,
  { deck, write }: Desk,
): string {
  const verbatim = verbatimHtml(written, options.trusted, options.nameOf);
  if (verbatim !== undefined) return verbatim;
  const defined = definitionsFor(written, note, deck);
  const content = defined.length > 0 ? [...written, ...defined] : written;
  return write(content, options);
}

function drawingsOf(deck: IdentifiedDeck): Map<string, string> {
  const drawn = [...descend(deck)].flatMap(({ data }) => data?.drawing ?? []);
  return new Map(
    drawn.filter(({ inline }) => !inline).map((drawing) => [drawingName(drawing), drawing.svg]),
  );
}
