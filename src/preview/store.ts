import type { MediaRow, NotetypeRow } from '../collection.ts';
import { digestOf } from '../ids.ts';
import { type PreviewCard, type Problem, type Snapshot, searchText } from './snapshot.ts';

/** What the page lists of a card. */
export interface ListedCard
  extends Pick<PreviewCard, 'key' | 'path' | 'line' | 'ord' | 'deck' | 'kind' | 'front' | 'tags'> {
  text: string;
  /** Its note has a mistake now, or stands in a file that has one: this is how it was before. */
  stale?: true;
}

/** All that changed after a version. */
export interface Changes {
  version: number;
  name: string;
  /** Every deck file, in the order of the list. */
  paths: string[];
  files: { path: string; cards: ListedCard[] }[];
  problems: Problem[];
  /** Nothing was compiled yet. */
  waiting?: true;
  /** Why the last compilation gave nothing, such as a folder that is gone. */
  trouble?: string;
}

/** What the preview shows now. It grows by versions, and a broken file never takes its cards away. */
export interface Store {
  replace: (snapshot: Snapshot) => void;
  /** Takes over these files only, and leaves all else as it was. */
  patch: (snapshot: Snapshot, paths: string[]) => void;
  fail: (trouble: string) => void;
  changes: (since: number) => Changes;
  card: (key: string) => { card: PreviewCard; notetype: NotetypeRow; stale: boolean } | undefined;
  media: (name: string) => MediaRow | undefined;
}

interface FileState {
  version: number;
  mark: string;
  cards: (PreviewCard & { stale?: true })[];
}

/** Makes an empty store; `tell` is called with each new version. */
export function createStore(tell: (version: number) => void): Store {
  const state = {
    version: 0,
    snapshot: undefined as Snapshot | undefined,
    files: new Map<string, FileState>(),
    paths: [] as string[],
    notetypes: new Map<number, NotetypeRow>(),
    media: new Map<string, MediaRow>(),
    cards: new Map<string, PreviewCard & { stale?: true }>(),
    trouble: undefined as string | undefined,
  };

  function take(snapshot: Snapshot, paths: string[]): void {
    const broken = new Set(snapshot.broken);
    for (const path of paths) {
      const cards = snapshot.files.find((file) => file.path === path)?.cards ?? [];
      const before = state.files.get(path);
      const shown = broken.has(path) ? withLastGood(cards, before?.cards ?? []) : cards;
      const mark = markOf(shown, snapshot);
      if (before?.mark === mark) continue;
      for (const { key } of before?.cards ?? []) state.cards.delete(key);
      state.files.set(path, { version: state.version, mark, cards: shown });
    }
    for (const path of paths)
      for (const card of state.files.get(path)?.cards ?? []) state.cards.set(card.key, card);
  }

  function keepParts({ notetypes, media }: Snapshot): void {
    for (const notetype of notetypes) state.notetypes.set(notetype.id, notetype);
    for (const row of media) state.media.set(row.name, row);
  }

  return {
    replace(snapshot) {
      state.version += 1;
      state.trouble = undefined;
      // What a last good card showed stays, so parts are added and never dropped.
      keepParts(snapshot);
      const failing = snapshot.broken.length > 0;
      const paths = snapshot.files.map(({ path }) => path);
      const gone = state.paths.filter((path) => !paths.includes(path));
      for (const path of failing && paths.length === 0 ? [] : gone) {
        for (const { key } of state.files.get(path)?.cards ?? []) state.cards.delete(key);
        state.files.delete(path);
      }
      take(snapshot, paths);
      if (!(failing && paths.length === 0)) state.paths = paths;
      state.snapshot = snapshot;
      tell(state.version);
    },
    patch(snapshot, paths) {
      if (!state.snapshot) return;
      state.version += 1;
      keepParts(snapshot);
      const theirs = snapshot.problems.filter(({ file }) => paths.includes(file));
      const others = state.snapshot.problems.filter(({ file }) => !paths.includes(file));
      take(snapshot, paths);
      state.snapshot = { ...state.snapshot, problems: [...theirs, ...others] };
      tell(state.version);
    },
    fail(trouble) {
      state.version += 1;
      state.trouble = trouble;
      tell(state.version);
    },
    changes(since) {
      const { version, paths, trouble, snapshot } = state;
      return {
        version,
        name: snapshot?.name ?? '',
        paths,
        files: paths.flatMap((path) => {
          const file = state.files.get(path);
          return file && file.version > since ? [{ path, cards: file.cards.map(listed) }] : [];
        }),
        problems: snapshot?.problems ?? [],
        ...(!snapshot && trouble === undefined && { waiting: true as const }),
        ...(trouble !== undefined && { trouble }),
      };
    },
    card(key) {
      const card = state.cards.get(key);
      const notetype = card && state.notetypes.get(card.notetypeId);
      return card && notetype && { card, notetype, stale: card.stale === true };
    },
    media: (name) => state.media.get(name),
  };
}

/** The cards that are right now, and between them, where they stood, those that were right before. */
function withLastGood(now: FileState['cards'], before: FileState['cards']): FileState['cards'] {
  const known = new Set(now.map(({ key }) => key));
  const result = [...now];
  let at = 0;
  for (const card of before) {
    const same = known.has(card.key) ? result.findIndex(({ key }) => key === card.key) : -1;
    if (same === -1) result.splice(at, 0, { ...card, stale: true });
    at = same === -1 ? at + 1 : same + 1;
  }
  return result;
}

/** Changes when one of these cards would look otherwise: by its note, its note type or a picture. */
function markOf(cards: FileState['cards'], { notetypes, media }: Snapshot): string {
  const used = new Set(cards.map(({ notetypeId }) => notetypeId));
  const shapes = notetypes
    .filter(({ id }) => used.has(id))
    .map(({ id, css, fields, templates }) => [
      ...[id, css, fields.map(({ name, font, size }) => [name, font, size])],
      templates.map(({ name, front, back }) => [name, front, back]),
    ]);
  const text = cards.map(({ fields }) => fields.join(' ')).join(' ');
  // Styling names only files that begin so.
  const shown = media.filter(({ name }) => name.startsWith('_') || text.includes(name));
  const pictures = shown.map(({ name, sha1 }) => [name, sha1]);
  return digestOf(JSON.stringify([cards, shapes, pictures]));
}

function listed(card: FileState['cards'][number]): ListedCard {
  const { key, path, line, ord, deck, kind, front, tags, stale } = card;
  return {
    ...{ key, path, line, ord, deck, kind, front, tags },
    text: searchText(card),
    ...(stale && { stale }),
  };
}
