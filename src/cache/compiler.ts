import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFolder } from '../home.ts';

/**
 * A hash of this compiler: its code, the built-in note types, and what npm installed beside it. What another
 * compiler worked out is not taken over.
 */
export function compilerStamp(): string {
  const hash = createHash('sha1').update(process.version.split('.')[0] ?? '');
  const home = packageFolder();
  const code = codeFolder(home);
  const codeFiles = isJoined() ? joinedFiles(code) : filesBelow(code);
  for (const files of [codeFiles, filesBelow(join(home, 'templates'))])
    for (const [path, bytes] of files) hash.update(path).update('\0').update(bytes);
  const installed = lockOf(home);
  if (installed) hash.update(readFileSync(installed));
  return hash.digest('hex');
}

/** The folder in which this very code runs: of the sources, or of what was compiled. */
function codeFolder(home: string): string {
  const [folder = 'src', inner] = relative(home, fileURLToPath(import.meta.url)).split(sep);
  return folder === 'src' ? join(home, folder) : join(home, folder, inner ?? '');
}

/** Whether this runs from the few files that `scripts/bundle.mjs` makes. */
function isJoined(): boolean {
  return chunk.test(basename(fileURLToPath(import.meta.url)));
}

const chunk = /^chunk-[A-Z\d]+\.js$/u;

/** Their names tell what is in them. */
function joinedFiles(code: string): [path: string, bytes: Uint8Array][] {
  const names = readdirSync(code).filter((name) => name.endsWith('.js'));
  return names.sort().map((name) => {
    const bytes = chunk.test(name) ? new Uint8Array() : readFileSync(join(code, name));
    return [name, bytes];
  });
}

function* filesBelow(folder: string): Generator<[path: string, bytes: Uint8Array]> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names)
    if (/\.\w+$/u.test(name)) yield [name, readFileSync(join(folder, name))];
}

/** What npm writes of all that it installed; it changes with each of them. */
function lockOf(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const location = join(folder, 'node_modules', '.package-lock.json');
    if (existsSync(location)) return location;
    if (dirname(folder) === folder) return undefined;
  }
}
