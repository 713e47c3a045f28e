import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { VFile } from 'vfile';
import { messages, report } from '../messages/index.ts';
import { surroundingsError } from '../surroundings.ts';
import { exists } from './bytes.ts';

export interface FoundFile {
  /** Relative to the project's root, with `/`, in NFC. */
  path: string;
  /** Absolute. */
  location: string;
  /** Bytes. */
  size: number;
}

/** The files below a folder of the project, sorted by path; links that lead out of it are messages. */
export async function walk(root: string, folder: string, files: VFile[]): Promise<FoundFile[]> {
  const top = join(root, folder);
  if (!isWithin(root, top))
    throw surroundingsError(`The folder "${folder}" lies outside of the project.`);
  if (!(await exists(top))) throw surroundingsError(`There is no folder "${folder}" in ${root}.`);
  const bounds = await realpath(top);
  if (!isWithin(await realpath(root), bounds))
    throw surroundingsError(`The folder "${folder}" is a link out of the project.`);
  const found: FoundFile[] = [];
  await visit(top).catch((error: NodeJS.ErrnoException) => {
    if (error.syscall === undefined) throw error;
    throw surroundingsError(`${top} cannot be read: ${error.message}`, error);
  });
  found.sort((a, b) => (a.path < b.path ? -1 : 1));
  tellSameNames(found, files);
  return found;

  async function visit(location: string): Promise<void> {
    const inside: string[] = [];
    for (const entry of await readdir(location, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const inner = join(location, entry.name);
      if (entry.isSymbolicLink() && !(await staysWithin(inner))) continue;
      const is = await kindOf(inner, entry);
      if (is.isDirectory() && !entry.isSymbolicLink()) await visit(inner);
      if (is.isFile()) inside.push(inner);
    }
    const sizes = await Promise.all(inside.map(async (inner) => (await stat(inner)).size));
    for (const [index, inner] of inside.entries())
      found.push({ path: pathOf(inner), location: inner, size: sizes[index] ?? 0 });
  }

  async function staysWithin(link: string): Promise<boolean> {
    const target = await realpath(link).catch(() => undefined);
    const directory = target !== undefined && (await stat(target)).isDirectory();
    if (target !== undefined && !directory && isWithin(bounds, target)) return true;
    const file = new VFile({ path: pathOf(link) });
    report(
      file,
      undefined,
      messages.linkLeadsOut(directory ? 'a folder' : 'a file outside, or to none'),
    );
    files.push(file);
    return false;
  }

  function pathOf(location: string): string {
    return relative(root, location).split(sep).join('/').normalize('NFC');
  }
}

async function kindOf(location: string, entry: Dirent): Promise<Dirent | Stats> {
  return entry.isSymbolicLink() ? stat(location) : entry;
}

function isWithin(folder: string, location: string): boolean {
  const path = relative(folder, location);
  return (
    path === '' ||
    (path !== '..' && !path.startsWith(`..${sep}`) && !/^([A-Za-z]:|[\\/])/u.test(path))
  );
}

/** Two names that differ in case only are one file for whoever clones the project on Windows or macOS. */
function tellSameNames(found: FoundFile[], files: VFile[]): void {
  const seen = new Map<string, string>();
  for (const { path } of found) {
    const folded = path.toLowerCase();
    const other = seen.get(folded);
    seen.set(folded, path);
    if (other === undefined) continue;
    const file = new VFile({ path });
    report(file, undefined, messages.sameNameIgnoringCase(other));
    files.push(file);
  }
}
