import { type Dirent, lstatSync, opendirSync } from 'node:fs';
import { join } from 'node:path';
import { surroundingsError } from '../../surroundings.ts';

/** A file of a vault: its path in it, with `/`, and where it is. */
export interface VaultFile {
  path: string;
  location: string;
}

const deepest = 32;
const mostFiles = 200_000;

/** All files of a vault but those in hidden folders, by path; no link is followed. */
export function vaultFiles(root: string): VaultFile[] {
  if (!lstatSync(root).isDirectory())
    return [{ path: root.split(/[/\\]/u).at(-1) ?? root, location: root }];
  const found: VaultFile[] = [];
  const visit = (folder: string, path: string, depth: number) => {
    for (const one of contentOf(folder)) {
      if (one.name.startsWith('.')) continue;
      const next = path === '' ? one.name : `${path}/${one.name}`;
      if (one.isFile())
        found.push({ path: next.normalize('NFC'), location: join(folder, one.name) });
      else if (one.isDirectory() && depth < deepest) visit(join(folder, one.name), next, depth + 1);
      if (found.length > mostFiles)
        throw surroundingsError(
          `${root} holds more than ${mostFiles} files. Import a folder within it.`,
        );
    }
  };
  visit(root, '', 0);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function contentOf(folder: string): Dirent[] {
  const directory = opendirSync(folder);
  const found: Dirent[] = [];
  try {
    for (
      let one = directory.readSync();
      one !== null && found.length <= mostFiles;
      one = directory.readSync()
    )
      found.push(one);
  } finally {
    directory.closeSync();
  }
  return found;
}
