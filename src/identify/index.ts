import type { CheckedDeck } from '../check/index.ts';
import { guidOf, idOf } from '../ids.ts';
import type { Notetype } from '../notetype/index.ts';
import type { Project } from '../project.ts';
import type { Note } from '../tree.ts';
import { numberDeletions } from './cloze-numbers.ts';
import { mediaName } from './media-names.ts';

/** A note that learners' apps will know again. */
export interface IdentifiedNote extends Note {
  guid: string;
  /** Milliseconds since 1970. */
  noteId: number;
}

/** A note type whose ids are settled. */
export interface IdentifiedNotetype extends Notetype {
  id: number;
  fields: (Notetype['fields'][number] & { id: bigint })[];
  templates: (Notetype['templates'][number] & { id: bigint })[];
}

export interface IdentifiedDeck extends Omit<CheckedDeck, 'children'> {
  children: IdentifiedNote[];
}

/** All decks with their identities, and those of what they use. */
export interface Identified {
  decks: IdentifiedDeck[];
  notetypes: Map<string, IdentifiedNotetype>;
  /** Name in Anki, by path in the project. */
  mediaNames: Map<string, string>;
}

/** Which is which, across releases? Gives guids, note ids, cloze numbers, note type ids and media names. */
export function identify(decks: CheckedDeck[], project: Project): Identified {
  const guids = new Set<string>();
  let nextId = project.now * 1000;
  return {
    decks: decks.map((deck) => ({ ...deck, children: deck.children.map(identifyNote) })),
    notetypes: new Map(
      [...project.notetypes].map(([key, notetype]) => [key, identifyNotetype(notetype, project)]),
    ),
    mediaNames: new Map([...project.media.values()].map((file) => [file.path, mediaName(file)])),
  };

  function identifyNote(note: Note): IdentifiedNote {
    numberDeletions(note);
    const guid = freshGuid(note, project.options.namespace, guids);
    guids.add(guid);
    nextId += 1;
    return { ...note, guid, noteId: nextId };
  }
}

/** From the id, else the front alone so that a moved note keeps it, else the front and where it stands. */
function freshGuid(note: Note, namespace: string | undefined, taken: Set<string>): string {
  const space = namespace ?? note.deck.split('::')[0] ?? '';
  if (note.id !== undefined) return guidOf(space, 'id', note.id);
  const byFront = guidOf(space, 'front', note.front);
  if (!taken.has(byFront)) return byFront;
  for (let count = 1; ; count += 1) {
    const guid = guidOf(space, 'front', note.front, note.deck, ...note.context, String(count));
    if (!taken.has(guid)) return guid;
  }
}

function identifyNotetype(notetype: Notetype, project: Project): IdentifiedNotetype {
  const space = [project.options.namespace ?? '', 'notetype', notetype.key];
  const idFor = (...parts: string[]) => BigInt(idOf(...space, ...parts));
  return {
    ...notetype,
    id: notetype.id ?? idOf(...space),
    fields: notetype.fields.map((field) => ({
      ...field,
      id: field.id ?? idFor('field', field.name),
    })),
    templates: notetype.templates.map((template) => ({
      ...template,
      id: template.id ?? idFor('template', template.name),
    })),
  };
}
