import { posix } from 'node:path';
import { type Shelf, toText } from '../shelf.ts';
import { isSame } from './watch.ts';
import type { DeckText, Finished, FinishOrder, Understood, Work, WorkScope } from './work.ts';

/** Takes what was worked out before off the shelf, and has the rest done; what came of that is kept. */
export function workCached(inner: Work, shelf: Shelf, scope: WorkScope): Work {
  const fileKey = createFileKey(shelf, scope);
  return {
    understand: (texts) =>
      withShelf(
        texts,
        (text): Lookup<Understood> => {
          const key = fileKey(text);
          const kept = shelf.read('understood', key) as Understood | undefined;
          return { key, kept: kept && isSame(kept.asked, scope) ? kept : undefined };
        },
        (missing) => inner.understand(missing),
        (key, outcome) => shelf.write('understood', key, outcome),
      ),
    async finish(orders, names) {
      const types = shelf.keyOf(toText([...names.notetypes]));
      return withShelf(
        orders,
        (order: FinishOrder): Lookup<Finished> => {
          const { broken, numbers } = order;
          const key = shelf.keyOf(fileKey(order), types, toText([broken, numbers]));
          const kept = shelf.read('finished', key) as Finished | undefined;
          return { key, kept: kept && isSame(kept.asked, scope, names) ? kept : undefined };
        },
        (missing) => inner.finish(missing, names),
        (key, outcome) => shelf.write('finished', key, outcome),
      );
    },
    close: () => inner.close(),
  };
}

interface Lookup<Outcome> {
  key: string;
  kept: Outcome | undefined;
}

/** The outcomes of all tasks in their order: those that are kept, and those that are worked out now. */
async function withShelf<Task, Outcome>(
  tasks: Task[],
  look: (task: Task) => Lookup<Outcome>,
  work: (missing: Task[]) => Promise<Outcome[]>,
  keep: (key: string, outcome: Outcome) => void,
): Promise<Outcome[]> {
  const looked = tasks.map((task) => ({ task, ...look(task) }));
  const missing = looked.filter(({ kept }) => kept === undefined);
  const made = await work(missing.map(({ task }) => task));
  for (const [index, { key }] of missing.entries()) {
    const outcome = made[index];
    if (outcome !== undefined) keep(key, outcome);
  }
  const rest = made.values();
  return looked.flatMap(({ kept }) => kept ?? rest.next().value ?? []);
}

/** Makes the key of a deck file: of its path and text, and of what may change how it is read. */
function createFileKey(shelf: Shelf, scope: WorkScope): (text: DeckText) => string {
  const { options, notetypes, brokenNotetypes, folders, ledger } = scope;
  // Where the output goes, and what it is called, changes no note.
  const { out: _, format: __, package: ___, name: ____, editor: _____, ...telling } = options;
  const shared = shelf.keyOf(
    shelf.compiler,
    toText([telling, [...notetypes], [...brokenNotetypes], ledger?.media ?? []]),
  );
  const known = new Map<string, string>();
  const settingsOf = (folder: string): string => {
    const own = known.get(folder) ?? toText(settingsAbove(folder, folders));
    known.set(folder, own);
    return own;
  };
  return ({ path, text }) => shelf.keyOf(shared, settingsOf(posix.dirname(path)), path, text);
}

function settingsAbove(folder: string, folders: WorkScope['folders']): unknown[] {
  const parts = folder.split('/');
  return parts.map((_, index) => folders.get(parts.slice(0, index + 1).join('/')) ?? null);
}
