import type { RootContent } from 'mdast';
import type {
  Identified,
  IdentifiedDeck,
  IdentifiedNote,
  IdentifiedNotetype,
} from '../identify/index.ts';
import type { Project } from '../project.ts';
import { descend } from '../tree.ts';
import { editLink } from './edit-link.ts';
import { createHtmlWriter } from './html.ts';
import { nameFinder } from './media.ts';

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
}

/** How does it look? Turns the Markdown of every field into HTML. */
export function render(identified: Identified, project: Project): RenderedDeck[] {
  const write = createHtmlWriter();
  return identified.decks.map((deck) => {
    const used = new Set<string>();
    const nameOf = nameFinder(identified.mediaNames, deck.path, project.options.decks, used);
    const shared = { trusted: deck.html === 'trusted', lang: deck.lang };
    const notes = deck.children.flatMap((note): RenderedNote[] => {
      const notetype = identified.notetypes.get(note.notetype);
      if (!notetype) return [];
      const fields = notetype.fields.map(({ name }) => {
        const written = note.children.find((field) => field.name === name)?.children;
        if (!written) return name === 'Edit' ? editLink(deck, note) : '';
        return write([...written, ...definitionsFor(written, note, deck)], {
          ...shared,
          nameOf,
          prefix: name.toLowerCase().replace(/[^a-z0-9]+/gu, '-'),
          cloze: notetype.kind === 'cloze',
        });
      });
      return [{ note, notetype, fields }];
    });
    const description = write(
      [...deck.description, ...definitionsFor(deck.description, undefined, deck)],
      {
        ...shared,
        nameOf: () => undefined,
        prefix: 'deck',
        cloze: false,
      },
    );
    return { deck, description, notes, media: [...used] };
  });
}

/** The definitions that the content refers to; the note's own come before others of the same name. */
function definitionsFor(
  content: RootContent[],
  note: IdentifiedNote | undefined,
  deck: IdentifiedDeck,
): RootContent[] {
  if (deck.definitions.length === 0) return [];
  const wanted = new Set<string>();
  const result: RootContent[] = [];
  collect(content);
  return result;

  function collect(nodes: RootContent[]): void {
    for (const node of nodes.flatMap((outer) => [...descend(outer)])) {
      if (!('identifier' in node) || !node.type.endsWith('Reference')) continue;
      const kind = node.type === 'footnoteReference' ? 'footnoteDefinition' : 'definition';
      const key = `${kind} ${String(node.identifier)}`;
      if (wanted.has(key)) continue;
      wanted.add(key);
      const found = deck.definitions.filter(
        (other) => other.type === kind && other.identifier === node.identifier,
      );
      const nearest = found.find((other) => isWithin(other, note)) ?? found[0];
      if (!nearest) continue;
      result.push(nearest);
      collect([nearest]);
    }
  }
}

function isWithin(node: RootContent, note: IdentifiedNote | undefined): boolean {
  const line = node.position?.start.line;
  if (line === undefined || !note) return false;
  return line >= note.position.start.line && line <= note.position.end.line;
}
