import type { CheckOptions } from '../check/index.ts';
import { folderSettings } from '../parse/index.ts';
import type { Project } from '../project.ts';
import type { Shelf } from '../shelf.ts';
import { workCached } from './cached.ts';
import { workHere } from './here.ts';
import { workShared } from './shared.ts';
import type { Work } from './work.ts';

export { finishAll, understandAll } from './together.ts';
export type { Work } from './work.ts';

export interface WorkOptions extends CheckOptions {
  /** Where outcomes of earlier runs are, and those of this one go. */
  shelf?: Shelf | undefined;
  /** How many threads may share the work; by default as many as the machine runs well. */
  threads?: number | undefined;
}

/** Makes ready the work on the deck files of a project; what is wrong with the settings of folders is told. */
export function startWork(
  project: Project,
  { shelf, threads, ...options }: WorkOptions = {},
): Work {
  const scope = { ...project, folders: folderSettings(project) };
  const alone = threads === 1 || options.lint === false;
  const work = alone ? workHere(scope, options) : workShared(scope, threads);
  return shelf ? workCached(work, shelf, scope) : work;
}
