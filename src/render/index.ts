import type {
  Identified,
  IdentifiedDeck,
  IdentifiedNote,
  IdentifiedNotetype,
} from '../identify/index.ts';
import type { Project } from '../project.ts';
import { definitionsFor, descend } from '../tree.ts';
import { editLink } from './edit-link.ts';
import { createHtmlWriter } from './html.ts';
import { addressFinder } from './links.ts';
import { nameFinder } from './media.ts';
import { drawingName } from './nodes/index.ts';
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
  const write = createHtmlWriter();
  return identified.decks.map((deck) => {
    const used = new Set<string>();
    const known = project.ledger?.media ?? [];
    const { decks } = project.options;
    const nameOf = nameFinder(identified.mediaNames, deck.path, decks, used, known);
    const shared = {
      trusted: deck.html === 'trusted',
      addressOf: addressFinder(deck),
    };
    const notes = deck.children.flatMap((note): RenderedNote[] => {
      const notetype = identified.notetypes.get(note.notetype);
      if (!notetype) return [];
      const fields = notetype.fields.map(({ name, tag }) => {
        const field = note.children.find((one) => one.name === name);
        const anki = notetype.origin === 'anki';
        if (!field) return name === 'Edit' && !anki ? editLink(deck, note) : '';
        const written = field.children;
        const verbatim = verbatimHtml(written, shared.trusted, nameOf);
        if (verbatim !== undefined) return verbatim;
        // Anki's editor reads the shapes and the picture, and expects nothing around them.
        const isBare = notetype.stockKind === 6 && (tag === 0 || tag === 1);
        return write([...written, ...definitionsFor(written, note, deck)], {
          ...shared,
          nameOf,
          anki,
          ...(!isBare && { lang: field.lang, dir: field.dir }),
          prefix: name.toLowerCase().replace(/[^a-z0-9]+/gu, '-'),
          cloze: notetype.kind === 'cloze',
        });
      });
      return [{ note, notetype, fields }];
    });
    const description =
      verbatimHtml(deck.description, shared.trusted, () => undefined) ??
      write([...deck.description, ...definitionsFor(deck.description, undefined, deck)], {
        ...shared,
        lang: deck.lang,
        dir: deck.dir,
        nameOf: () => undefined,
        prefix: 'deck',
        cloze: false,
      });
    return { deck, description, notes, media: [...used], drawings: drawingsOf(deck) };
  });
}

function drawingsOf(deck: IdentifiedDeck): Map<string, string> {
  const drawn = [...descend(deck)].flatMap(({ data }) => data?.drawing ?? []);
  return new Map(
    drawn.filter(({ inline }) => !inline).map((drawing) => [drawingName(drawing), drawing.svg]),
  );
}
