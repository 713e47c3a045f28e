import { brokenLines, type CheckOptions, checkTogether, isSound } from '../check/index.ts';
import type { CollectedDeck } from '../collect/index.ts';
import type { DeckFacts, Identified } from '../identify/index.ts';
import { repeatSaid } from '../messages/index.ts';
import type { Project } from '../project.ts';
import type { Understood, Work } from './work.ts';

/** Has all files of a project understood, and holds them against each other: what is left are the notes that are right. */
export async function understandAll(
  work: Work,
  project: Project,
  options: CheckOptions = {},
): Promise<DeckFacts[]> {
  const texts = project.sources.map(({ path, file }) => ({ path, text: String(file.value) }));
  const understood = await work.understand(texts);
  for (const [index, { file }] of project.sources.entries())
    repeatSaid(file, understood[index]?.said ?? []);
  checkTogether(
    understood.map(({ facts }) => facts),
    project,
    options,
  );
  return project.sources.flatMap(({ file }, index) => {
    const one = understood[index];
    return one ? [soundNotes(one, brokenLines(file))] : [];
  });
}

function soundNotes({ path, deck, facts, notes }: Understood, broken: Set<number>): DeckFacts {
  const sound = notes.filter((_, index) => isSound(facts.notes[index] ?? {}, broken));
  return { path, name: deck, notes: sound };
}

/** Has all files rendered. */
export async function finishAll(
  work: Work,
  project: Project,
  { decks, notetypes, mediaNames }: Identified,
): Promise<CollectedDeck[]> {
  const orders = project.sources.map(({ path, file }, index) => ({
    ...{ path, text: String(file.value), broken: [...brokenLines(file)] },
    numbers: (decks[index]?.notes ?? []).map(({ numbers }) => numbers),
  }));
  const finished = await work.finish(orders, { notetypes, mediaNames });
  return finished.map(({ collected }) => collected);
}
