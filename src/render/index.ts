import { numberDeletions } from '../deletions.ts';
import type { IdentifiedNotetype } from '../identify/index.ts';
import type { ByPath, FileScope } from '../project.ts';
import { type Deck, definitionsFor, descend } from '../tree.ts';
import { editLink } from './edit-link.ts';
import { createHtmlWriter } from './html.ts';
import { addressFinder } from './links.ts';
import { nameFinder } from './media.ts';
import { drawingName } from './nodes/index.ts';
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

/** How does it look? Makes the renderer of a project's deck files; `mediaNames`: names in Anki. */
export function createRenderer(
  notetypes: ReadonlyMap<string, IdentifiedNotetype>,
  mediaNames: ByPath<string>,
  project: Pick<FileScope, 'options' | 'ledger'>,
): Renderer {
  const write = createHtmlWriter();
  const known = project.ledger?.media ?? [];
  return (deck, numbers) => {
    const used = new Set<string>();
    const nameOf = nameFinder(mediaNames, deck.path, project.options.decks, used, known);
    const shared = {
      trusted: deck.html === 'trusted',
      addressOf: addressFinder(deck),
    };
    const notes = deck.children.map((note, index): RenderedDeck['notes'][number] => {
      numberDeletions(note, numbers[index] ?? []);
      const notetype = notetypes.get(note.notetype);
      if (!notetype) throw new Error(`There is no note type ${note.notetype}.`);
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
      return { fields };
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
    return { description, notes, media: [...used], drawings: drawingsOf(deck) };
  };
}

function drawingsOf(deck: Deck): RenderedDeck['drawings'] {
  const drawn = descend(deck).flatMap(({ data }) => data?.drawing ?? []);
  return drawn
    .filter(({ inline }) => !inline)
    .map((drawing) => [drawingName(drawing), drawing.svg]);
}
