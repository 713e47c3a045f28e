import { evenBlanks } from '../characters.ts';
import type { IdentifiedNotetype } from '../identify/index.ts';
import { digestOf } from '../ids.ts';
import { openCardOrds } from '../notetype/index.ts';
import type { FileScope } from '../project.ts';
import type { RenderedDeck } from '../render/index.ts';
import type { Deck } from '../tree.ts';
import { contentHash } from './content-hash.ts';

/** What of one deck file Anki gets: plain data, without the tree. */
export interface CollectedDeck extends RenderedDeck, Pick<Deck, 'name' | 'markdown' | 'presets'> {
  /** In the order of the file. */
  notes: CollectedNote[];
}

export interface CollectedNote {
  /** HTML, in the order of the note type's fields. */
  fields: string[];
  /** Hash of what the author wrote. */
  hash: string;
  /** Hash of the HTML. */
  html: string;
  /** Which cards Anki makes of it: indexes of templates, or numbers of deletions less one. */
  ords: number[];
}

/** What collect knows of one file by itself: hashes, and the cards of each note. */
export function collectDeck(
  deck: Deck,
  rendered: RenderedDeck,
  notetypes: ReadonlyMap<string, IdentifiedNotetype>,
  project: FileScope,
): CollectedDeck {
  const ordsOf = openOrds();
  return {
    ...rendered,
    name: deck.name,
    ...(deck.markdown !== undefined && { markdown: deck.markdown }),
    ...(deck.presets && { presets: deck.presets }),
    notes: deck.children.map((note, index): CollectedNote => {
      const notetype = notetypes.get(note.notetype);
      if (!notetype) throw new Error(`There is no note type ${note.notetype}.`);
      const { fields = [] } = rendered.notes[index] ?? {};
      return {
        fields,
        hash: contentHash(note, deck, notetype, project),
        html: htmlHash(notetype, fields),
        ords: ordsOf(notetype, fields, note.tags.length > 0),
      };
    }),
  };
}

/** The edit link is no content, as it changes when a file is renamed; nor is where a line ends. */
function htmlHash(notetype: IdentifiedNotetype, fields: string[]): string {
  const shown = fields.filter((_, index) => notetype.fields[index]?.name !== 'Edit');
  return digestOf('html', ...shown.map(evenBlanks)).slice(0, 12);
}

/** A note of Anki's has a card even if that shows nothing; without one an import would lose the note. */
function openOrds(): (
  notetype: IdentifiedNotetype,
  fields: string[],
  hasTags: boolean,
) => number[] {
  const known = new Map<IdentifiedNotetype, ReturnType<typeof openCardOrds>>();
  return (notetype, fields, hasTags) => {
    const ordsOf = known.get(notetype) ?? openCardOrds(notetype);
    known.set(notetype, ordsOf);
    const ords = ordsOf(fields, hasTags);
    return ords.length === 0 && notetype.origin === 'anki' ? [0] : ords;
  };
}
