import { existsSync, realpathSync } from 'node:fs';
import { join, posix } from 'node:path';
import { VFile } from 'vfile';
import { packageFolder } from '../home.ts';
import { repeatSaid, type Said, saidOf } from '../messages/index.ts';
import { loadNotetypes, type Notetype, type NotetypeInput } from '../notetype/index.ts';
import { fromText, type Shelf, toText } from '../shelf.ts';
import { readText } from './text.ts';
import { walk } from './walk.ts';

/** A text file of the project that is not on the disk. */
export interface TextInMemory {
  /** Relative to the project's root, with `/`. */
  path: string;
  text: string;
}

/**
 * The note types that come with Deckwright, and those in the project's templates folder, by key. `given`: the
 * files of that folder, if they are not on the disk.
 */
export function readNotetypes(
  root: string,
  folder: string,
  files: VFile[],
  { given, shelf }: { given?: TextInMemory[]; shelf?: Shelf | undefined } = {},
): Map<string, Notetype> {
  const builtIn = join(packageFolder(), 'templates');
  const own = join(root, folder);
  const gathered: Gathered = { inputs: [], styles: new Map() };
  gather(textsIn(packageFolder(), 'templates', files), 'templates', true, gathered);
  if (given) {
    const texts = given.map(({ path, text }) => new VFile({ path, value: text }));
    files.push(...texts);
    gather(texts, folder, false, gathered);
  } else if (existsSync(own) && realpathSync.native(own) !== realpathSync.native(builtIn)) {
    gather(textsIn(root, folder, files), folder, false, gathered);
  }
  return loadedBefore(gathered, shelf);
}

/** What came of loading note types: they, and what was said of each of their files. */
interface Loaded {
  notetypes: [string, Notetype][];
  said: Said[][];
}

/** Loads note types; those that the same files gave before are taken over, with what was said about them. */
function loadedBefore(
  { inputs, styles }: Gathered,
  shelf: Shelf | undefined,
): Map<string, Notetype> {
  if (!shelf) return loadNotetypes(inputs, styles);
  const files = inputs.flatMap((one) => one.files.map(({ file }) => file));
  const texts = inputs.map(({ key, builtIn, folder, files }) => [
    ...[key, builtIn, folder],
    files.map(({ path, file }) => [path, String(file.value)]),
  ]);
  const key = shelf.keyOf(shelf.compiler, toText([texts, [...styles]]));
  const known = shelf.read('notetypes', key);
  if (typeof known === 'string') {
    const { notetypes, said } = fromText(known) as Loaded;
    for (const [index, file] of files.entries()) repeatSaid(file, said[index] ?? []);
    return new Map(notetypes);
  }
  const before = files.map(({ messages }) => messages.length);
  const loaded = loadNotetypes(inputs, styles);
  const said = files.map((file, index) => saidOf(file).slice(before[index]));
  shelf.write('notetypes', key, toText({ notetypes: [...loaded], said } satisfies Loaded));
  return loaded;
}

interface Gathered {
  inputs: NotetypeInput[];
  styles: Map<string, string>;
}

/** A font may stand in a styling, on one line. */
const longestLine = 16 * 1024 * 1024;

function textsIn(base: string, folder: string, files: VFile[]): VFile[] {
  const texts: VFile[] = [];
  for (const place of walk(base, folder, files)) {
    const [key = ''] = withinFolder(place.path, folder);
    if (key.startsWith('_') && key !== '_shared') continue;
    texts.push(readText(place, longestLine));
  }
  files.push(...texts);
  return texts;
}

function withinFolder(path: string, folder: string): string[] {
  return posix.relative(posix.normalize(folder), path).split('/');
}

/** Sorts files into note types and shared styles. */
function gather(texts: VFile[], folder: string, isBuiltIn: boolean, gathered: Gathered): void {
  const { inputs, styles } = gathered;
  const byKey = new Map<string, NotetypeInput>();
  for (const file of texts) {
    const [key = '', ...rest] = withinFolder(file.path, folder);
    if (key === '_shared') styles.set(styleName(file.path), String(file.value));
    if (key.startsWith('_') || rest.length === 0) continue;
    const input = byKey.get(key) ?? {
      key,
      // A type that takes the place of a built-in one is what the compiler takes it for.
      builtIn: isBuiltIn || inputs.some((one) => one.key === key && one.builtIn),
      files: [],
      folder: `${folder}/${key}`,
    };
    byKey.set(key, { ...input, files: [...input.files, { path: rest.join('/'), file }] });
  }
  inputs.push(...byKey.values());
}

function styleName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.css$/u, '');
}
