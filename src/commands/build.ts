import { resolve } from 'node:path';
import type { Run } from '../cache/index.ts';
import { type Compiled, compile } from '../compile.ts';
import type { Package } from '../outputs/index.ts';
import { rememberLedger } from '../read/index.ts';
import { hasErrors } from '../reporters/index.ts';
import { surroundingsError } from '../surroundings.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { commonFlags, optionFlags, projectFlags } from './flags.ts';
import { isFrozen, isUpToDate, tellStale } from './frozen.ts';
import { ledgerHash } from './ledger-file.ts';
import { ledgerFlags, releaseOptions } from './ledger-flags.ts';
import { manifestFlag } from './manifest.ts';
import { outFolder } from './out-folder.ts';
import { createProgress } from './progress.ts';
import { isDocument, printReport, reporterFlags, reporterOf } from './report.ts';
import { shardFlag, shardOf } from './shard.ts';
import { cacheFlag, inputsOf, keeping } from './shelf.ts';
import { manifestsOf, type Wanted, type Written, writePackages } from './write-packages.ts';

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

async function run(values: FlagValues, _operands: string[], world: Surroundings): Promise<number> {
  const quiet = values.quiet === true || isDocument(reporterOf(values));
  const progress = createProgress(world, quiet);
  const root = resolve(world.folder, String(values.root ?? '.'));
  const shard = typeof values.shard === 'string' ? shardOf(values.shard) : undefined;
  if (shard && values.frozen === false)
    throw surroundingsError('--shard and --no-frozen: all shares are built with one ledger.');
  const shelving = keeping(root, world);
  try {
    const compiled = await compile({
      ...releaseOptions(values, root, world),
      ...shelving,
      onPhase: progress.begin,
    });
    const ledger = ledgerHash(compiled.ledger);
    const known = isUpToDate(compiled, ledger);
    if (!known && (shard || isFrozen(values, world))) tellStale(compiled);
    const failed = hasErrors(compiled.files);
    progress.begin('write');
    const out = outFolder(compiled.project, typeof values.out === 'string');
    const manifest =
      typeof values.manifest === 'string' ? resolve(world.folder, values.manifest) : undefined;
    const wanted = { out, shard, manifest, ledger, isUpToDate: known };
    const packages = failed ? [] : await writePackages(compiled, wanted, world);
    if (!failed && !known && shelving.shelf)
      rememberLedger(compiled.ledger, ledger, shelving.shelf);
    progress.end();
    tell(compiled, packages, failed, values, world);
    if (!failed && known) world.remember?.(runOf(compiled, packages, wanted));
    return failed ? 1 : 0;
  } finally {
    progress.end();
  }
}

/** What was read and written; where the ledger changed, the next run has less to tell. */
function runOf({ project }: Compiled, packages: Written[], wanted: Wanted): Run {
  const files = packages.flatMap((one) => one.files.map(({ path }) => resolve(wanted.out, path)));
  return { inputs: inputsOf(project), outputs: [...files, ...manifestsOf(wanted)] };
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
