import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Compiled, compile } from '../compile.ts';
import {
  type OpenAnki,
  openAnki,
  type Pushed,
  singlePackage,
  writeApkg,
} from '../outputs/index.ts';
import { hasErrors } from '../reporters/index.ts';
import { surroundingsError } from '../surroundings.ts';
import { write } from '../write.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { commonFlags, optionFlags, projectFlags } from './flags.ts';
import { isFrozen, tellStale } from './frozen.ts';
import { ledgerFile } from './ledger-file.ts';
import { ledgerFlags, releaseOptions } from './ledger-flags.ts';
import { outFolder } from './out-folder.ts';
import { createProgress } from './progress.ts';
import { isDocument, printReport, reporterFlags, reporterOf } from './report.ts';
import { keeping } from './shelf.ts';

export const push: Command = {
  flags: {
    ...projectFlags,
    ...optionFlags('retire', 'presets'),
    url: {
      type: 'string',
      value: 'URL',
      description: 'Where AnkiConnect listens (ANKICONNECT_URL, else http://127.0.0.1:8765).',
    },
    timeout: {
      type: 'string',
      value: 'SECONDS',
      description: 'How long the import may take (300).',
    },
    ...ledgerFlags,
    ...reporterFlags,
    ...commonFlags,
  },
  examples: [
    { line: 'deckwright push', does: 'all decks into the profile that is open in Anki' },
    { line: 'ANKICONNECT_KEY=… deckwright push', does: "with the add-on's apiKey, if it has one" },
    { line: 'deckwright push --url http://127.0.0.1:8766', does: 'where the add-on listens there' },
  ],
  run,
};

async function run(values: FlagValues, _operands: string[], world: Surroundings): Promise<number> {
  const reporter = reporterOf(values);
  const progress = createProgress(world, values.quiet === true || isDocument(reporter));
  const root = resolve(world.folder, String(values.root ?? '.'));
  try {
    const anki = await openAnki(addressOf(values, world));
    const compiled = await compile({
      ...releaseOptions(values, root, world),
      ...keeping(root, world),
      onPhase: progress.begin,
    });
    if (isFrozen(values, world)) tellStale(compiled);
    const failed = hasErrors(compiled.files);
    progress.begin('import');
    const pushed = failed ? undefined : await handOver(compiled, anki);
    progress.end();
    tell(compiled, pushed, values, world);
    return failed ? 1 : 0;
  } finally {
    progress.end();
  }
}

function addressOf({ url, timeout }: FlagValues, { env }: Surroundings) {
  const seconds = Number(timeout ?? 300);
  if (!(seconds >= 1 && seconds <= 86_400))
    throw surroundingsError(`--timeout ${timeout}: expected seconds, such as 600.`);
  const given = typeof url === 'string' ? url : env.ANKICONNECT_URL;
  return {
    timeout: seconds,
    ...(given && { url: given }),
    ...(env.ANKICONNECT_KEY && { key: env.ANKICONNECT_KEY }),
  };
}

/** The ledger is kept first: what Anki has must be in it, also if the import is cut off. */
async function handOver(
  { collection, ledger, project }: Compiled,
  anki: OpenAnki,
): Promise<Pushed> {
  const { root } = project;
  // In the project: an Anki in a sandbox sees the user's folders, but no temporary ones.
  const location = join(resolve(root, outFolder(project, false)), `.push-${process.pid}.apkg`);
  const { collection: whole } = singlePackage(collection, 'push');
  try {
    await write([
      // AnkiConnect imports by `anki.importing`, which in older versions of Anki knew only this form.
      { location, content: await writeApkg(whole, { format: 'legacy' }) },
      ledgerFile(ledger, root),
    ]);
    return await anki.take(location, whole);
  } finally {
    await rm(location, { force: true });
  }
}

function tell(
  compiled: Compiled,
  pushed: Pushed | undefined,
  values: FlagValues,
  world: Surroundings,
): void {
  const reporter = reporterOf(values);
  if (isDocument(reporter) || values.quiet !== true || !pushed) {
    const facts = { ok: pushed !== undefined, ...(pushed && { notes: pushed }) };
    printReport(reporter, compiled.files, compiled.project.root, facts, world);
  }
  if (isDocument(reporter)) return;
  if (!pushed) world.stderr('Nothing was sent to Anki.\n');
  if (!pushed || values.quiet === true) return;
  const { new: added, updated, unchanged, different } = pushed;
  world.stdout(`Anki has ${added} new, ${updated} updated and ${unchanged} unchanged notes.\n`);
  if (different > 0)
    world.stdout(
      `${different} ${different === 1 ? 'note differs' : 'notes differ'} there from this build: edited in Anki since, or of another note type.\n`,
    );
}
