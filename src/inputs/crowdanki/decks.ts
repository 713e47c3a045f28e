import type { NotetypeRow } from '../../collection.ts';
import type { ImportedDeck, ImportedNote } from '../../imported.ts';
import { deckName, fieldText, flagOf, list, object, tagList, textOf } from '../apkg/index.ts';

type JsonObject = ReturnType<typeof object>;

/** What the decks of a `deck.json` hold. */
export interface ReadDecks {
  /** Of the deck at the top. */
  name: string;
  decks: ImportedDeck[];
  notes: ImportedNote[];
  /** Names of media files that the decks list. */
  media: Set<string>;
  /** Uuids of the decks by their full names. */
  uuids: Map<string, string>;
  /** Full names of the decks by the uuid of their preset. */
  presets: Map<string, string[]>;
  leftOut: string[];
}

/** The decks from the top down, as a learner would meet their notes. */
export function readDecks(root: JsonObject, notetypes: Map<string, NotetypeRow>): ReadDecks {
  const found: ReadDecks = {
    name: deckName(textOf(root, 'name')),
    ...{
      decks: [],
      notes: [],
      media: new Set(),
      uuids: new Map(),
      presets: new Map(),
      leftOut: [],
    },
  };
  const lost = { notes: 0 };
  // What JSON nests is bounded when it is parsed.
  const visit = (json: JsonObject, name: string) => {
    const markdown = flagOf(json, 'md');
    found.decks.push({ name, description: textOf(json, 'desc'), ...(markdown && { markdown }) });
    found.uuids.set(name, textOf(json, 'crowdanki_uuid'));
    const preset = textOf(json, 'deck_config_uuid');
    const sharing = found.presets.get(preset);
    if (sharing) sharing.push(name);
    else found.presets.set(preset, [name]);
    for (const file of Array.isArray(json.media_files) ? json.media_files : [])
      if (typeof file === 'string') found.media.add(file);
    for (const value of list(json.notes, 'list of notes')) {
      const note = noteOf(object(value, 'note'), name, notetypes);
      if (note) found.notes.push(note);
      else lost.notes += 1;
    }
    for (const value of list(json.children, 'list of decks')) {
      const child = object(value, 'deck');
      visit(child, deckName(`${name}::${textOf(child, 'name')}`));
    }
  };
  visit(root, found.name);
  if (lost.notes > 0)
    found.leftOut.push(`${lost.notes} note${lost.notes === 1 ? '' : 's'} of no known note type.`);
  return found;
}

function noteOf(
  json: JsonObject,
  deck: string,
  notetypes: Map<string, NotetypeRow>,
): ImportedNote | undefined {
  const notetype = notetypes.get(textOf(json, 'note_model_uuid'));
  if (!notetype) return undefined;
  const values = list(json.fields, 'list of fields');
  const fields = notetype.fields.flatMap(({ name }, index) => {
    const value = values[index];
    const html = typeof value === 'string' ? fieldText(value) : '';
    return html === '' ? [] : [{ name, html }];
  });
  const tags = Array.isArray(json.tags) ? json.tags.filter((tag) => typeof tag === 'string') : [];
  const guid = textOf(json, 'guid');
  return { ...(guid !== '' && { guid }), deck, notetype, tags: tagList(tags.join(' ')), fields };
}
