import { type Dirent, existsSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { VFile } from 'vfile';
import { messages, report } from '../messages/index.ts';
import { surroundingsError } from '../surroundings.ts';

export interface FoundFile {
  /** Relative to the project's root, with `/`, in NFC. */
  path: string;
  /** Absolute. */
  location: string;
  /** Bytes. */
  size: number;
}

/** The files below a folder of the project, sorted by path; links that lead out of it are messages. */
export function walk(root: string, folder: string, files: VFile[]): FoundFile[] {
  const top = join(root, folder);
  if (!isWithin(root, top))
    throw surroundingsError(`The folder "${folder}" lies outside of the project.`);
  if (!existsSync(top)) throw surroundingsError(`There is no folder "${folder}" in ${root}.`);
  const bounds = realpathSync.native(top);
  if (!isWithin(realpathSync.native(root), bounds))
    throw surroundingsError(`The folder "${folder}" is a link out of the project.`);
  const found: FoundFile[] = [];
  try {
    visit(top);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw surroundingsError(`${top} cannot be read: ${(error as Error).message}`, error);
  }
  found.sort((a, b) => (a.path < b.path ? -1 : 1));
  tellSameNames(found, files);
  return found;

  function visit(location: string): void {
    for (const entry of readdirSync(location, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const inner = join(location, entry.name);
      if (entry.isSymbolicLink() && !staysWithin(inner)) continue;
      const is = kindOf(inner, entry);
      if (is.isDirectory() && !entry.isSymbolicLink()) visit(inner);
      if (is.isFile())
        found.push({ path: pathOf(inner), location: inner, size: statSync(inner).size });
    }
  }

  function staysWithin(link: string): boolean {
    const target = targetOf(link);
    const directory = target !== undefined && statSync(target).isDirectory();
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

/** Where a link leads; nothing if that is nowhere. */
function targetOf(link: string): string | undefined {
  try {
    return realpathSync.native(link);
  } catch {
    return undefined;
  }
}

function kindOf(location: string, entry: Dirent): Dirent | Stats {
  return entry.isSymbolicLink() ? statSync(location) : entry;
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
