import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package, which holds `templates` and `docs`, wherever this file was compiled to. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'templates', 'basic', 'notetype.yaml'))) {
    if (dirname(folder) === folder) throw new Error('The built-in note types are missing.');
    folder = dirname(folder);
  }
  return folder;
}
