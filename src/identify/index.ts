import { VFile } from 'vfile';
import { guidOf } from '../ids.ts';
import { emptyLedger, type Ledger, type LedgerNote } from '../ledger.ts';
import { messages, report } from '../messages/index.ts';
import type { Project } from '../project.ts';
import type { Claim } from './claims.ts';
import { noPins, type Pinned, pinDeletions } from './cloze-numbers.ts';
import type { DeckFacts, NoteFacts } from './facts.ts';
import { matchNotes } from './match.ts';
import { mediaNames } from './media-names.ts';
import { type IdentifiedNotetype, identifyNotetypes } from './notetypes.ts';

export { type DeckFacts, factsOf, type NoteFacts } from './facts.ts';
export type { IdentifiedNotetype } from './notetypes.ts';

/** A note that learners' apps will know again; what it was found by is left behind. */
export interface IdentifiedNote extends Omit<NoteFacts, 'backLength' | 'deletions' | 'bare'> {
  guid: string;
  /** Milliseconds since 1970. */
  noteId: number;
  pinned: Pinned;
  /** Of each deletion, in the order of writing; undefined where the author wrote it. */
  numbers: (number | undefined)[];
  /** What the ledger knew of it; nothing for a new note. */
  entry?: LedgerNote;
}

export interface IdentifiedDeck extends Omit<DeckFacts, 'notes'> {
  notes: IdentifiedNote[];
}

/** All decks with their identities, and those of what they use. */
export interface Identified {
  decks: IdentifiedDeck[];
  notetypes: Map<string, IdentifiedNotetype>;
  /** Name in Anki, by path in the project. */
  mediaNames: Map<string, string>;
  /** Entries of notes that the sources no longer have, those that were retired before included. */
  retired: { now: LedgerNote[]; before: LedgerNote[] };
}

/** Which is which, across releases? Gives guids, note ids, cloze numbers, note type ids and media names. */
export function identify(decks: DeckFacts[], project: Project, reshape?: string): Identified {
  const ledger = project.ledger ?? emptyLedger;
  const files = new Map(project.sources.map(({ path, file }) => [path, file]));
  const claims = decks.map(({ path, notes }) => {
    const file = files.get(path) ?? new VFile({ path });
    return notes.map((note): Claim => ({ note, file, traits: note.traits }));
  });
  const { matched, open, retired } = matchNotes(claims.flat(), ledger);
  const fresh = createFresh(claims.flat(), project, ledger);
  tellRetired([...open], project);
  return {
    decks: decks.map((deck, index) => ({
      ...deck,
      notes: (claims[index] ?? []).map((claim) => identifyNote(claim, matched.get(claim), fresh)),
    })),
    notetypes: identifyNotetypes(project, ledger, { reshape, namespace: spaceOf(project, decks) }),
    mediaNames: mediaNames([...project.media.values()], ledger.media ?? []),
    retired: { now: [...open], before: [...retired] },
  };
}

/** What keeps ids of note types apart from other projects' where the options name no namespace. */
function spaceOf({ options }: Project, decks: DeckFacts[]): string {
  return options.namespace ?? decks[0]?.name.split('::')[0] ?? '';
}

type Fresh = (note: NoteFacts) => { guid: string; noteId: number };

function identifyNote(
  { note, file }: Claim,
  entry: LedgerNote | undefined,
  fresh: Fresh,
): IdentifiedNote {
  const { cloze = noPins.cloze, dead = noPins.dead } = entry ?? {};
  const { pinned, numbers } = pinDeletions(note, { cloze, dead }, file);
  const { guid, noteId } = entry ? { guid: entry.guid, noteId: entry.id } : fresh(note);
  const { notetype, deck, tags, context, front, head, traits } = note;
  const identified: IdentifiedNote = {
    notetype,
    deck,
    tags,
    context,
    front,
    head,
    traits,
    guid,
    noteId,
    pinned,
    numbers,
  };
  if (note.id !== undefined) identified.id = note.id;
  if (entry) identified.entry = entry;
  return identified;
}

/** Makes identities for new notes: none that the ledger, or another note, has. */
function createFresh(claims: Claim[], project: Project, ledger: Ledger): Fresh {
  const known = [...ledger.notes, ...ledger.retired];
  // Where no ledger knows better, a source that names a guid is right.
  const promised = new Set(known.length > 0 ? [] : claims.flatMap(({ note }) => note.guid ?? []));
  const guids = new Set([...known.map(({ guid }) => guid), ...promised]);
  const ids = new Set(known.map(({ id }) => id));
  let noteId = project.now * 1000;
  return (note) => {
    while (ids.has(noteId)) noteId += 1;
    ids.add(noteId);
    const own = note.guid !== undefined && promised.delete(note.guid) ? note.guid : undefined;
    const guid = own ?? freshGuid(note, project.options.namespace, guids);
    guids.add(guid);
    return { guid, noteId };
  };
}

/** From the id, else the front alone so that a moved note keeps it, else the front and where it stands. */
function freshGuid(note: NoteFacts, namespace: string | undefined, taken: Set<string>): string {
  const space = namespace ?? note.deck.split('::')[0] ?? '';
  const parts =
    note.id === undefined ? ['front', note.notetype, note.front] : ['id', note.notetype, note.id];
  const guid = guidOf(space, ...parts);
  if (!taken.has(guid)) return guid;
  for (let count = 1; ; count += 1) {
    const next = guidOf(space, ...parts, note.deck, ...note.context, String(count));
    if (!taken.has(next)) return next;
  }
}

const mostNamed = 5;

function tellRetired(entries: LedgerNote[], project: Project): void {
  // What has a mistake is left out of this build, and is no more retired than mended.
  const files = [...project.sources.map(({ file }) => file), ...project.files];
  const broken = files.some(({ messages: said }) => said.some(({ fatal }) => fatal === true));
  if (entries.length === 0 || broken) return;
  const file = project.files.find(({ path }) => path === 'deckwright.lock');
  const fronts = entries.slice(0, mostNamed).map(({ front }) => front);
  if (file) report(file, undefined, messages.noteRetired(fronts, entries.length));
}
