import { isAbsolute, relative, resolve } from 'node:path';
import type { Project } from '../project.ts';
import { surroundingsError } from '../surroundings.ts';

/**
 * The folder that is written to. Throws the known error if `out` leads out of the project, unless it is the
 * user's own word, a flag: the options may be a stranger's.
 */
export function outFolder({ root, options: { out } }: Project, isFlag: boolean): string {
  const path = relative(root, resolve(root, out));
  if (!isFlag && (path === '' || path.startsWith('..') || isAbsolute(path))) {
    throw surroundingsError(
      `\`out: ${out}\` in deckwright.yaml leads out of the project; expected a folder in it. Give --out to write elsewhere.`,
    );
  }
  return resolve(root, out);
}
