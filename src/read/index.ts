import { existsSync, lstatSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import { VFile } from 'vfile';
import { parseBaseline } from '../baseline.ts';
import { parseYaml } from '../messages/index.ts';
import { type Options, optionsSchema } from '../options.ts';
import type { MediaFile, Project, Source } from '../project.ts';
import type { Shelf } from '../shelf.ts';
import { readBytes } from './bytes.ts';
import { ledgerReader } from './ledger.ts';
import { hashMedia, type MediaContent, readContent } from './media.ts';
import { readNotetypes } from './notetypes.ts';
import { readText, textFile } from './text.ts';
import { type FoundFile, walk } from './walk.ts';

export { rememberLedger } from './ledger.ts';
export type { MediaContent } from './media.ts';
export { type InMemory, readMemory, sourceOf } from './memory.ts';
export type { TextInMemory } from './notetypes.ts';

export interface ReadOptions {
  /** Folder that holds `deckwright.yaml`, absolute or relative to the working folder. */
  root: string;
  /** What the command line says instead of `deckwright.yaml`. */
  overrides?: Partial<Options>;
  /** Seconds since 1970; the build's only clock. */
  now: number;
  /** What is known of media from before, so that no file is read through that did not change. */
  contents?: KnownContents | undefined;
  /** Keeps what was worked out for the next time. */
  shelf?: Shelf | undefined;
}

/** What the bytes of files told. */
export interface KnownContents {
  recall: (location: string) => MediaContent | undefined;
  keep: (location: string, content: MediaContent) => void;
  save: () => void;
}

/** What is there? Reads a project from disk; nothing outside of its decks and templates folders. */
export async function read({
  root,
  overrides = {},
  now,
  contents,
  shelf,
}: ReadOptions): Promise<Project> {
  const base = resolve(root);
  const files: VFile[] = [];
  const options = { ...readOptions(base, files), ...overrides };
  const found = walk(base, options.decks, files);
  const sources: Source[] = [];
  const folders = new Map<string, VFile>();
  const others: FoundFile[] = [];
  for (const place of found) {
    const kind = kindOf(relative(join(base, options.decks), place.location));
    if (kind === 'media') others.push(place);
    if (kind === 'deck') sources.push({ path: place.path, file: readText(place) });
    if (kind === 'settings')
      folders.set(place.path.slice(0, place.path.lastIndexOf('/')), readText(place));
  }
  files.push(...folders.values());
  const media: MediaFile[] = await hashMedia(others, contents && recalling(contents));
  contents?.save();
  const notetypes = readNotetypes(base, options.templates, files, { shelf });
  const shared = await readShared(base, options.templates, files);
  const ledger = readRecord(base, 'deckwright.lock', ledgerReader(shelf), files);
  const baseline = readRecord(base, 'deckwright-baseline.json', parseBaseline, files);
  return {
    root: base,
    options,
    sources,
    folders,
    media: new Map(media.map((file) => [file.path, file])),
    data: readData(others),
    notetypes,
    ...(shared.length > 0 && { shared }),
    brokenNotetypes: brokenIn(files, options.templates, notetypes),
    ...(ledger && { ledger }),
    ...(baseline && { baseline }),
    files,
    now,
  };
}

function recalling({ recall, keep }: KnownContents): typeof readContent {
  return async (file) => {
    const known = recall(file.location);
    if (known) return known;
    const content = await readContent(file);
    keep(file.location, content);
    return content;
  };
}

/** What stands in `_media` among the note types: fonts and pictures of their styling. */
async function readShared(root: string, templates: string, files: VFile[]): Promise<MediaFile[]> {
  const folder = `${templates}/_media`;
  if (!existsSync(join(root, folder))) return [];
  return hashMedia(walk(root, folder, files));
}

/** The options of a project alone; what is wrong with them a compilation says. */
export function optionsOfProject(root: string): Options {
  return readOptions(resolve(root), []);
}

/** Reads one deck file again; undefined if it is gone, or a link, which only `read` can judge. */
export function readSource({ root }: Project, path: string): Source | undefined {
  const location = join(root, path);
  const found = existsSync(location) ? lstatSync(location) : undefined;
  if (!found?.isFile()) return undefined;
  return { path, file: readText({ path, location, size: found.size }) };
}

/** Keys of the folders that became no note type. */
function brokenIn(
  files: VFile[],
  templates: string,
  notetypes: ReadonlyMap<string, unknown>,
): Set<string> {
  const keys = files.flatMap(({ path }) => {
    const [key = '', file] = posix.relative(posix.normalize(templates), path).split('/');
    return key === '..' || file === undefined || key.startsWith('_') || notetypes.has(key)
      ? []
      : [key];
  });
  return new Set(keys);
}

function readOptions(root: string, files: VFile[]): Options {
  const location = join(root, 'deckwright.yaml');
  if (!existsSync(location)) return optionsSchema.parse({});
  const file = textFile('deckwright.yaml', readBytes(location));
  files.push(file);
  return parseYaml(file, String(file.value), optionsSchema) ?? optionsSchema.parse({});
}

const largestData = 4 * 1024 * 1024;

/** The text of data files, which plots may be drawn from, and of drawings; one that is no text is media and nothing more. */
function readData(files: FoundFile[]): Map<string, string> {
  const data = new Map<string, string>();
  for (const { path, location, size } of files) {
    if (!/\.(csv|tsv|json|svg)$|\/credits\.yaml$/iu.test(path) || size > largestData) continue;
    const file = textFile(path, readBytes(location));
    if (file.messages.length === 0) data.set(path, String(file.value));
  }
  return data;
}

/** What a file at the project's root keeps, if it is there. */
function readRecord<Value>(
  root: string,
  path: string,
  parse: (file: VFile) => Value,
  files: VFile[],
): Value | undefined {
  const location = join(root, path);
  if (!existsSync(location)) return undefined;
  const file = new VFile({ path, value: new TextDecoder().decode(readBytes(location)) });
  files.push(file);
  return parse(file);
}

/**
 * A file's part in the project, by its path below the decks folder. Names that begin with `.` or `_` are no
 * decks, and neither are tables in a folder `data`: those are for plots.
 */
function kindOf(path: string): 'deck' | 'settings' | 'media' | 'ignored' {
  const folders = path.split(sep);
  const name = folders.pop() ?? '';
  if (name === '_deck.yaml' || name === '_deck.yml') return 'settings';
  if (/\.[ct]sv$/iu.test(name))
    return name.startsWith('_') || folders.includes('data') ? 'media' : 'deck';
  if (!/\.(md|markdown)$/iu.test(name)) return 'media';
  return name.startsWith('_') || /^readme\./iu.test(name) ? 'ignored' : 'deck';
}
