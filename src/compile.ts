import type { VFile } from 'vfile';
import { collect, type LedgerChanges } from './collect/index.ts';
import type { Collection } from './collection.ts';
import { type IdentifiedDeck, identify } from './identify/index.ts';
import type { Ledger } from './ledger.ts';
import type { Project } from './project.ts';
import { type ReadOptions, read } from './read/index.ts';
import { finishAll, startWork, understandAll } from './work/index.ts';

export interface CompileOptions extends ReadOptions {
  /** Send notes out again whose content is the same, but which this compiler renders otherwise. */
  refresh?: boolean;
  /** Key of a note type whose change of shape is meant. */
  reshape?: string;
  /** How many threads may share the work on deck files; by default as many as the machine runs well. */
  threads?: number | undefined;
  /** Called when all is read that there is. */
  onRead?: (project: Project) => void;
  /** Called when a phase begins. */
  onPhase?: (phase: string) => void;
}

export interface Compiled {
  /** The notes that are right, by deck file, with their identities and places. */
  decks: IdentifiedDeck[];
  /** What Anki gets of all notes that are right. */
  collection: Collection;
  project: Project;
  /** What `deckwright.lock` should say from now on, and what of it is new. */
  ledger: Ledger;
  changes: LedgerChanges;
  /** Every file that was read, with its messages. */
  files: VFile[];
}

/** A folder of Markdown to a collection: the phases in order, each taking what the last one gave. */
export async function compile(options: CompileOptions): Promise<Compiled> {
  options.onPhase?.('read');
  const project = await read(options);
  options.onRead?.(project);
  return compileProject(project, options);
}

/**
 * The same for what was read before, or a part of it: a preview compiles the one file that was saved.
 */
export async function compileProject(
  project: Project,
  options: Omit<CompileOptions, Exclude<keyof ReadOptions, 'shelf'>>,
): Promise<Compiled> {
  const begin = options.onPhase ?? (() => {});
  const { shelf, threads } = options;
  const work = startWork(project, { shelf, threads });
  try {
    begin('parse');
    // What is only known of notes until they are identified is let go of with them.
    const identified = await understandAll(work, project).then((decks) => {
      begin('identify');
      return identify(decks, project, options.reshape);
    });
    begin('render');
    const finished = await finishAll(work, project, identified);
    begin('collect');
    const collected = collect(finished, identified, project, options);
    return {
      ...collected,
      decks: identified.decks,
      project,
      files: [...project.sources.map(({ file }) => file), ...project.files],
    };
  } finally {
    await work.close();
  }
}
