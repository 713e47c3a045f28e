import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { Run } from '../cache/index.ts';
import { type Compiled, compile } from '../compile.ts';
import { printLedger } from '../ledger.ts';
import { formats, type OutputPart, type Package, packagesOf } from '../outputs/index.ts';
import { hasErrors } from '../reporters/index.ts';
import { surroundingsError } from '../surroundings.ts';
import { type OutputFile, write } from '../write.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { commonFlags, optionFlags, projectFlags } from './flags.ts';
import { isFrozen, isUpToDate, tellStale } from './frozen.ts';
import { ledgerFlags, releaseOptions } from './ledger-flags.ts';
import {
  type Manifest,
  manifestFile,
  manifestFlag,
  sha256Of,
  shardManifestName,
} from './manifest.ts';
import { mediaLeftBehind } from './media-left-behind.ts';
import { outFolder } from './out-folder.ts';
import { createProgress } from './progress.ts';
import { isDocument, printReport, reporterFlags, reporterOf } from './report.ts';
import { dealt, type Shard, shardFlag, shardOf } from './shard.ts';
import { cacheFlag, inputsOf, shelfOf } from './shelf.ts';

export const build: Command = {
  flags: {
    ...projectFlags,
    ...optionFlags('out', 'format', 'package', 'retire', 'presets'),
    ...ledgerFlags,
    ...shardFlag,
    ...manifestFlag,
    ...cacheFlag,
    ...reporterFlags,
    ...commonFlags,
  },
  examples: [
    {
      line: 'deckwright build',
      does: 'decks/ to dist/*.apkg, one package for each top-level deck',
    },
    { line: 'deckwright build --package single --out release', does: 'all decks in one package' },
    { line: 'deckwright build --format latest', does: "Anki's newer, compressed format" },
    {
      line: 'deckwright build --format text',
      does: "Anki's text export: a row a note, without media (also: crowdanki, json)",
    },
    { line: 'deckwright build --frozen', does: 'fail if deckwright.lock is not up to date' },
    { line: 'deckwright build --shard 2/8', does: 'the second of eight shares, for `collect`' },
    { line: 'SOURCE_DATE_EPOCH=1767225600 deckwright build', does: 'with a fixed clock' },
  ],
  run,
};

interface Written extends Package {
  path: string;
  bytes: number;
  /** What the manifest says of its files; whole when they are written. */
  files: Manifest['packages'][number]['files'];
}

async function run(values: FlagValues, _operands: string[], world: Surroundings): Promise<number> {
  const quiet = values.quiet === true || isDocument(reporterOf(values));
  const progress = createProgress(world, quiet);
  const root = resolve(world.folder, String(values.root ?? '.'));
  const shard = typeof values.shard === 'string' ? shardOf(values.shard) : undefined;
  if (shard && values.frozen === false)
    throw surroundingsError('--shard and --no-frozen: all shares are built with one ledger.');
  try {
    const compiled = await compile({
      ...releaseOptions(values, root, world),
      shelf: shelfOf(world),
      onPhase: progress.begin,
    });
    if (shard || isFrozen(values, world)) tellStale(compiled);
    const failed = hasErrors(compiled.files);
    progress.begin('write');
    const packages = failed ? [] : await writePackages(compiled, values, world, shard);
    progress.end();
    tell(compiled, packages, failed, values, world);
    if (!failed && isUpToDate(compiled)) world.remember?.(runOf(compiled, packages, values, world));
    return failed ? 1 : 0;
  } finally {
    progress.end();
  }
}

async function writePackages(
  compiled: Compiled,
  values: FlagValues,
  world: Surroundings,
  shard: Shard | undefined,
): Promise<Written[]> {
  const { options, root } = compiled.project;
  const out = outFolder(compiled.project, typeof values.out === 'string');
  const all = chosenPackages(compiled);
  const packages = shard ? dealt(all, shard) : all;
  const partsOf: (one: Package) => OutputPart[] = formats[options.format]();
  const prepared = packages.map((one) => filesOf(one, partsOf(one), out, world));
  const files = prepared.flatMap((one) => one.files);
  const stale = options.format === 'crowdanki' ? await Promise.all(files.map(mediaLeftBehind)) : [];
  const text = printLedger(compiled.ledger);
  const ledger = { location: resolve(root, 'deckwright.lock'), content: [Buffer.from(text)] };
  const written = prepared.map((one) => one.written);
  const folder = relative(world.folder, out).replaceAll('\\', '/') || '.';
  const hash = sha256Of(text);
  const manifest = () => manifestOf({ ledger: hash, folder }, all, written, shard);
  const manifests = [
    ...(shard ? [resolve(out, shardManifestName(shard))] : []),
    ...(typeof values.manifest === 'string' ? [resolve(world.folder, values.manifest)] : []),
  ].map((location) => manifestFile(location, manifest));
  const isKnown = shard !== undefined || isUpToDate(compiled);
  await write([...files, ...(isKnown ? [] : [ledger]), ...manifests]);
  const kept = new Set(files.map(({ location }) => location));
  const left = stale.flat().filter((location) => !kept.has(location));
  await Promise.all(left.map((location) => rm(location, { force: true })));
  return written;
}

/** What was read and written; where the ledger changed, the next run has less to tell. */
function runOf(
  { project }: Compiled,
  packages: Written[],
  values: FlagValues,
  world: Surroundings,
): Run {
  const out = outFolder(project, typeof values.out === 'string');
  const files = packages.flatMap((one) => one.files.map(({ path }) => resolve(out, path)));
  const manifest =
    typeof values.manifest === 'string' ? [resolve(world.folder, values.manifest)] : [];
  return { inputs: inputsOf(project), outputs: [...files, ...manifest] };
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

/** The files of a package in the form that is asked for; `written` counts their bytes as they are taken. */
function filesOf(
  one: Package,
  parts: OutputPart[],
  folder: string,
  world: Surroundings,
): { written: Written; files: OutputFile[] } {
  const [first] = parts;
  const path = relative(world.folder, resolve(folder, first?.path ?? one.name));
  const written: Written = { ...one, path, bytes: 0, files: [] };
  const files = parts.map(({ path, content }) => ({
    location: resolve(folder, path),
    content: counted(content, path, written),
  }));
  return { written, files };
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

function tell(
  compiled: Compiled,
  packages: Written[],
  failed: boolean,
  values: FlagValues,
  world: Surroundings,
): void {
  const reporter = reporterOf(values);
  const rows = packages.map(({ path, bytes, collection: { notes, cards, decks, media } }) => ({
    path,
    bytes,
    notes: notes.length,
    cards: cards.length,
    decks: decks.length,
    media: media.length,
  }));
  const facts = { ok: !failed, packages: rows };
  if (isDocument(reporter) || values.quiet !== true || failed)
    printReport(reporter, compiled.files, compiled.project.root, facts, world);
  if (isDocument(reporter)) return;
  if (failed)
    world.stderr('Nothing was written: the packages of the last good build are as they were.\n');
  if (values.quiet === true) return;
  for (const { path, bytes, collection } of packages)
    world.stdout(`${path}  ${counts(collection)}, ${sizeOf(bytes)}\n`);
  const { format } = compiled.project.options;
  if ((format === 'text' || format === 'json') && packages.some(hasMedia))
    world.stdout(`A ${format} file holds no media: who needs the files takes a package.\n`);
}

function hasMedia({ collection }: Package): boolean {
  return collection.media.length > 0;
}

function counts({ notes, cards, decks, media }: Package['collection']): string {
  const parts = [
    count(notes.length, 'note'),
    count(cards.length, 'card'),
    count(decks.length, 'deck'),
  ];
  if (media.length > 0) parts.push(`${media.length} media`);
  return parts.join(', ');
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function sizeOf(bytes: number): string {
  return bytes < 1e6
    ? `${Math.max(1, Math.round(bytes / 1e3))} kB`
    : `${(bytes / 1e6).toFixed(1)} MB`;
}
