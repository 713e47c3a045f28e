import type { Collection, NoteRow } from '../../collection.ts';
import { mediaContent } from '../apkg/index.ts';
import { deckOfNotes } from '../note-decks.ts';
import type { OutputPart } from '../part.ts';
import { notetypeJson } from './notetype-json.ts';
import { prettyJson } from './pretty-json.ts';
import { notetypeUuid, type Uuids, uuidOf } from './uuid.ts';

/** Keys as CrowdAnki itself writes them, read from its `representation/` (deck.py, note.py, note_model.py). */
interface DeckJson {
  [key: string]: unknown;
  name: string;
  children: DeckJson[];
  notes: unknown[];
}

const usualPreset = uuidOf('preset');

/**
 * A collection as the folder that the add-on CrowdAnki reads: `deck.json` and `media/`. Where the ledger gives
 * no uuids, they follow from the ids of note types and the names of decks, so a later build updates what an
 * earlier one brought. CrowdAnki knows one deck at the top: throws an Error if there are more (`packageByDeck` cuts a collection).
 */
export function writeCrowdanki(collection: Collection): OutputPart[] {
  const [first = 'Default', ...more] = new Set(collection.decks.map(({ name }) => topOf(name)));
  if (more.length > 0)
    throw new Error('writeCrowdanki takes one deck at the top; packageByDeck cuts a collection.');
  return [
    { path: 'deck.json', content: [Buffer.from(prettyJson(rootJson(collection, first)))] },
    ...collection.media.map((row) => ({ path: `media/${row.name}`, content: mediaContent(row) })),
  ];
}

function rootJson(collection: Collection, top: string): DeckJson {
  const { uuids = {} } = collection;
  const decks = new Map<string, DeckJson>();
  const root = deckJson(top, top, uuids);
  decks.set(top, root);
  for (const { name, description, markdown } of collection.decks) {
    const deck = placed(name, decks, uuids);
    deck.desc = description;
    if (markdown === true) deck.md = true;
  }
  const homes = deckOfNotes(collection);
  for (const note of collection.notes)
    placed(homes.get(note.id) ?? top, decks, uuids).notes.push(noteJson(note, uuids));
  return {
    ...root,
    deck_configurations: presetsOf([...decks.keys()], uuids),
    media_files: collection.media.map(({ name }) => name).toSorted(),
    note_models: collection.notetypes.map((row) => notetypeJson(row, uuids)),
  };
}

/** The deck of that name, made with all above it if it is new. */
function placed(name: string, decks: Map<string, DeckJson>, uuids: Uuids): DeckJson {
  const known = decks.get(name);
  if (known) return known;
  const levels = name.split('::');
  const deck = deckJson(name, levels.at(-1) ?? name, uuids);
  decks.set(name, deck);
  if (levels.length > 1) placed(levels.slice(0, -1).join('::'), decks, uuids).children.push(deck);
  return deck;
}

function deckJson(name: string, shownName: string, uuids: Uuids): DeckJson {
  return {
    __type__: 'Deck',
    crowdanki_uuid: uuids[`deck:${name}`] ?? uuidOf('deck', name),
    deck_config_uuid: presetOf(name, uuids),
    name: shownName,
    desc: '',
    dyn: 0,
    children: [],
    media_files: [],
    notes: [],
  };
}

function noteJson({ guid, fields, notetypeId, tags }: NoteRow, uuids: Uuids): unknown {
  return {
    __type__: 'Note',
    fields,
    guid,
    note_model_uuid: notetypeUuid(notetypeId, uuids),
    tags,
  };
}

/** Of the deck, or of the nearest one above that has one. */
function presetOf(name: string, uuids: Uuids): string {
  const own = uuids[`preset:${name}`];
  const above = name.lastIndexOf('::');
  return own ?? (above === -1 ? usualPreset : presetOf(name.slice(0, above), uuids));
}

/** The options of a preset are the learner's own: one without any takes Anki's, and replaces nothing. */
function presetsOf(decks: string[], uuids: Uuids): unknown[] {
  const used = new Set(decks.map((name) => presetOf(name, uuids)));
  return [...used].map((uuid) => ({
    __type__: 'DeckConfig',
    crowdanki_uuid: uuid,
    name: uuids[`preset-name:${uuid}`] ?? 'CrowdAnki decks',
  }));
}

function topOf(name: string): string {
  return name.split('::')[0] ?? name;
}
