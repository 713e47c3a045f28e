import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { Compiled } from '../compile.ts';
import { formats, type OutputPart, type Package, packagesOf } from '../outputs/index.ts';
import { type OutputFile, write } from '../write.ts';
import type { Surroundings } from './command.ts';
import { ledgerFile } from './ledger-file.ts';
import { type Manifest, type ManifestFile, manifestFile, shardManifestName } from './manifest.ts';
import { mediaLeftBehind } from './media-left-behind.ts';
import { openReuse } from './reuse.ts';
import { dealt, type Shard } from './shard.ts';

/** A package, and what was written of it. */
export interface Written extends Package {
  path: string;
  bytes: number;
  /** What the manifest says of its files; whole when they are written. */
  files: ManifestFile[];
}

/** What is asked of a build about its packages. */
export interface Wanted {
  /** Absolute path of the folder they go to. */
  out: string;
  shard: Shard | undefined;
  /** Absolute path of the manifest, if one is wanted. */
  manifest: string | undefined;
  /** Hash of what `deckwright.lock` should say. */
  ledger: string;
  /** Whether the ledger on disk says already what it should. */
  isUpToDate: boolean;
}

/** Writes the packages of a compilation, or of a share of it, with the ledger; those that are there already stay. */
export async function writePackages(
  compiled: Compiled,
  { out, shard, manifest: wanted, ledger, isUpToDate }: Wanted,
  world: Surroundings,
): Promise<Written[]> {
  const { options, root } = compiled.project;
  const all = chosenPackages(compiled);
  const packages = shard ? dealt(all, shard) : all;
  const partsOf: (one: Package) => OutputPart[] = formats[options.format]();
  const reuse = openReuse(out, options.format, world);
  const prepared = packages.map((one) => prepare(one, reuse?.find(one), partsOf, out, world));
  const files = prepared.flatMap((one) => one.files);
  const stale = options.format === 'crowdanki' ? await Promise.all(files.map(mediaLeftBehind)) : [];
  const written = prepared.map((one) => one.written);
  const folder = relative(world.folder, out).replaceAll('\\', '/') || '.';
  const manifest = () => manifestOf({ ledger, folder }, all, written, shard);
  const manifests = manifestsOf({ out, shard, manifest: wanted }).map((location) =>
    manifestFile(location, manifest),
  );
  const ledgers = shard || isUpToDate ? [] : [ledgerFile(compiled.ledger, root)];
  await write([...files, ...ledgers, ...manifests]);
  for (const { one, written, files } of prepared)
    if (files.length > 0) reuse?.keep(one, written.files);
  const kept = new Set(files.map(({ location }) => location));
  const left = stale.flat().filter((location) => !kept.has(location));
  await Promise.all(left.map((location) => rm(location, { force: true })));
  return written;
}

/** Absolute paths of the manifests that a build writes: that of a share, and the one that is asked for. */
export function manifestsOf({
  out,
  shard,
  manifest,
}: Pick<Wanted, 'out' | 'shard' | 'manifest'>): string[] {
  return [
    ...(shard ? [resolve(out, shardManifestName(shard))] : []),
    ...(manifest === undefined ? [] : [manifest]),
  ];
}

function chosenPackages({ collection, project: { options } }: Compiled): Package[] {
  // CrowdAnki knows one deck at the top.
  const how = options.format === 'crowdanki' ? 'decks' : options.package;
  return packagesOf(collection, { package: how, name: options.name });
}

function manifestOf(
  facts: Pick<Manifest, 'ledger' | 'folder'>,
  all: Package[],
  written: Written[],
  shard: Shard = { number: 1, of: 1 },
): Manifest {
  return {
    deckwright: 1,
    ...facts,
    shard,
    all: all.map(({ name }) => name),
    packages: written.map(({ name, files, collection: { notes, cards, decks, media } }) => ({
      name,
      files,
      notes: notes.length,
      cards: cards.length,
      decks: decks.length,
      media: media.length,
    })),
  };
}

interface Prepared {
  one: Package;
  written: Written;
  /** To be written; none where they lie there already. */
  files: OutputFile[];
}

/** The files of a package in the form that is asked for; `written` counts their bytes as they are taken. */
function prepare(
  one: Package,
  there: ManifestFile[] | undefined,
  partsOf: (one: Package) => OutputPart[],
  folder: string,
  world: Surroundings,
): Prepared {
  const written: Written = { ...one, path: '', bytes: 0, files: there ?? [] };
  const parts = there ? [] : partsOf(one);
  const [first = { path: one.name }] = there ?? parts;
  written.path = relative(world.folder, resolve(folder, first.path));
  for (const { bytes } of written.files) written.bytes += bytes;
  const files = parts.map(({ path, content }) => ({
    location: resolve(folder, path),
    content: counted(content, path, written),
  }));
  return { one, written, files };
}

async function* counted(
  content: OutputFile['content'],
  path: string,
  written: Written,
): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    hash.update(chunk);
    yield chunk;
  }
  written.bytes += bytes;
  written.files.push({ path, bytes, sha256: hash.digest('hex') });
}
