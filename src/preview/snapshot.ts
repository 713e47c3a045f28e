import type { VFile } from 'vfile';
import { evenBlanks } from '../characters.ts';
import type { CardRow, MediaRow, NotetypeRow } from '../collection.ts';
import type { Compiled } from '../compile.ts';
import { stripHtml } from '../notetype/index.ts';
import { type CodeFrame, frameOf, type MessageData, messagesOf } from '../reporters/index.ts';

/** A card, with what it takes to show and to find it. */
export interface PreviewCard {
  /** Guid and number: the same as long as learners would keep the card. */
  key: string;
  /** Of its deck file, in the project. */
  path: string;
  /** From 1. */
  line: number;
  ord: number;
  deck: string;
  /** Name of the note type. */
  kind: string;
  /** How the list calls it. */
  front: string;
  tags: string[];
  /** HTML, in the order of the note type's fields. */
  fields: string[];
  notetypeId: number;
}

/** A message with the lines it speaks of. */
export interface Problem extends MessageData {
  frame?: CodeFrame;
}

/** What a compilation gives the preview: plain data, fit for a message between threads. */
export interface Snapshot {
  name: string;
  /** Cards by deck file, in the order of the sources. */
  files: { path: string; cards: PreviewCard[] }[];
  notetypes: NotetypeRow[];
  media: MediaRow[];
  /** The most severe ones, if there are very many. */
  problems: Problem[];
  /** Paths of all files with an error. */
  broken: string[];
}

/** What the preview shows of a compilation. */
export function snapshotOf({ collection, decks, files, project }: Compiled): Snapshot {
  const notes = new Map(collection.notes.map((note) => [note.guid, note]));
  const kinds = new Map(collection.notetypes.map(({ id, name }) => [id, name]));
  const cards = new Map<number, CardRow[]>();
  for (const card of collection.cards)
    cards.set(card.noteId, [...(cards.get(card.noteId) ?? []), card]);
  return {
    name: project.options.name ?? collection.decks[0]?.name ?? 'Deck',
    files: decks.map(({ path, notes: written }) => ({
      path,
      cards: written.flatMap(({ guid, front, head, deck, tags }) => {
        const note = notes.get(guid);
        const kind = kinds.get(note?.notetypeId ?? 0);
        if (!note || kind === undefined) return [];
        const { fields, notetypeId } = note;
        return (cards.get(note.id) ?? []).map(
          ({ ord }): PreviewCard => ({
            ...{ key: `${guid}:${ord}`, path, line: head.start.line, ord, deck, kind },
            ...{ front, tags, fields, notetypeId },
          }),
        );
      }),
    })),
    notetypes: collection.notetypes,
    media: collection.media,
    problems: problemsOf(files),
    broken: files
      .filter(({ messages }) => messages.some(({ fatal }) => fatal === true))
      .map(({ path }) => path),
  };
}

/** A broken project can have thousands of messages; nobody reads more at once. */
const mostProblems = 200;

function problemsOf(files: VFile[]): Problem[] {
  const lines = new Map<string, string[]>();
  const linesOf = (path: string) => {
    const known = lines.get(path);
    if (known) return known;
    const file = files.find((one) => one.path === path && String(one.value ?? '') !== '');
    const split = String(file?.value ?? '').split('\n');
    lines.set(path, split);
    return split;
  };
  const rank = { error: 0, warning: 1, info: 2 };
  return messagesOf(files)
    .sort((a, b) => rank[a.severity] - rank[b.severity])
    .slice(0, mostProblems)
    .map((message) => {
      const frame = frameOf(message, linesOf(message.file));
      return frame ? { ...message, frame } : message;
    });
}

/** What a search looks through: the words of all fields, the tags and the id. */
export function searchText({ fields, tags, front }: PreviewCard): string {
  const words = evenBlanks(stripHtml(fields.join(' ').replaceAll('<', ' <'))).slice(0, longestText);
  return `${front} ${words} ${tags.map((tag) => `#${tag}`).join(' ')}`;
}

const longestText = 1500;
