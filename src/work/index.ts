import type { CheckOptions } from '../check/index.ts';
import { folderSettings } from '../parse/index.ts';
import type { Project } from '../project.ts';
import { workHere } from './here.ts';
import type { Work } from './work.ts';

export { finishAll, understandAll } from './together.ts';
export type { Work } from './work.ts';

/** Makes ready the work on the deck files of a project; what is wrong with the settings of folders is told. */
export function startWork(project: Project, options: CheckOptions = {}): Work {
  return workHere({ ...project, folders: folderSettings(project) }, options);
}
