import type { CheckOptions } from '../check/index.ts';
import { folderSettings } from '../parse/index.ts';
import type { Project } from '../project.ts';
import { workCached } from './cached.ts';
import { workHere } from './here.ts';
import { workShared } from './shared.ts';
import type { Work } from './work.ts';

export { finishAll, understandAll } from './together.ts';
export type { Work } from './work.ts';

export interface WorkOptions extends CheckOptions {
  /** How many threads may share the work; by default as many as the machine runs well. */
  threads?: number | undefined;
}

/** Makes ready the work on the deck files of a project; what is wrong with the settings of folders is told. */
export function startWork(project: Project, { threads, ...options }: WorkOptions = {}): Work {
  const scope = { ...project, folders: folderSettings(project) };
  const { shelf, lint } = options;
  const alone = threads === 1 || lint === false;
  const work = alone ? workHere(scope, options) : workShared(scope, { threads, shelf });
  return shelf ? workCached(work, shelf, scope) : work;
}
