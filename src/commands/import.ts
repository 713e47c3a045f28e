import { createReadStream } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { stringify } from 'yaml';
import { type Adopted, adopt } from '../adopt/index.ts';
import { digestOfAll } from '../ids.ts';
import type { Imported } from '../imported.ts';
import { type InputOptions, inputs, readInput } from '../inputs/index.ts';
import { printLedger } from '../ledger.ts';
import { didYouMean } from '../messages/index.ts';
import { safeName } from '../print/index.ts';
import { isSurroundingsError, surroundingsError } from '../surroundings.ts';
import { type OutputFile, write } from '../write.ts';
import { secondsNow } from './clock.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { commonFlags, projectFlags } from './flags.ts';
import { tellImport } from './import-report.ts';
import { rowFlags, rowOptions } from './import-rows.ts';
import { openTarget, type Target, withLedger } from './import-target.ts';
import { limitsOf } from './limits.ts';
import { createProgress } from './progress.ts';

export const importCommand: Command = {
  operands: 'FILE…',
  flags: {
    ...projectFlags,
    force: {
      type: 'boolean',
      description: 'Import beside decks that are there already, or with changes not committed.',
    },
    as: {
      type: 'string',
      value: Object.keys(inputs).join('|'),
      description: 'What the files are, where their looks deceive.',
    },
    ...rowFlags,
    limits: {
      type: 'string',
      value: 'NAME=NUMBER,…',
      description: 'Higher or lower limits for packages, as a message names them: ratio=500.',
    },
    ...commonFlags,
  },
  examples: [
    { line: 'deckwright import Spanish.apkg -C spanish', does: 'a new project in spanish/' },
    { line: 'deckwright import a.apkg b.apkg', does: 'two packages into this folder' },
    { line: 'deckwright import big.colpkg --limits mediaFileBytes=1e9', does: 'with large media' },
    { line: 'deckwright import deck.apkg --json', does: 'with a report for programs' },
    {
      line: 'deckwright import words.csv --columns front,back,tags',
      does: 'a table, a row a note',
    },
    { line: 'deckwright import set.txt --separator " - "', does: 'what Quizlet exports' },
    {
      line: 'deckwright import vault --as obsidian',
      does: 'the notes of a vault with #flashcards',
    },
  ],
  run,
};

const steps = ['read', 'print', 'prove', 'write'];

async function run(values: FlagValues, operands: string[], world: Surroundings): Promise<number> {
  if (operands.length === 0)
    throw surroundingsError('Give the files to import. See deckwright import --help.');
  const root = resolve(world.folder, String(values.root ?? '.'));
  const target = await openTarget(root, values.force === true);
  const progress = createProgress(world, values.quiet === true || values.json === true, steps);
  try {
    progress.begin('read');
    const imported = await readAll(operands, values, world);
    const now = secondsNow(world);
    const adopted = await adopt(imported, { now, taken: target.taken, onStep: progress.begin });
    progress.begin('write');
    const files = outputFiles(adopted, imported, target);
    await write(files);
    progress.end();
    const paths = files.map(({ location }) => relative(root, location).replaceAll('\\', '/'));
    tellImport({ adopted, imported, paths, root }, values, world);
    return 0;
  } catch (error) {
    progress.end();
    if (!isSurroundingsError(error) || !badInput.has(error)) throw error;
    world.stderr(`deckwright: ${error.message}\n`);
    return 1;
  } finally {
    progress.end();
  }
}

/** Errors that the files themselves are to blame for. */
const badInput = new WeakSet<object>();

async function readAll(
  operands: string[],
  values: FlagValues,
  world: Surroundings,
): Promise<Imported[]> {
  const options: InputOptions = { limits: limitsOf(values.limits), ...rowOptions(values) };
  const kind = kindOf(values.as);
  const imported: Imported[] = [];
  for (const operand of operands) {
    try {
      imported.push(await readInput(resolve(world.folder, operand), options, kind));
    } catch (error) {
      if (isSurroundingsError(error)) badInput.add(error);
      throw error;
    }
  }
  if (imported.every(({ notes }) => notes.length === 0))
    throw surroundingsError('There is no note in what was to be imported.');
  return imported;
}

function kindOf(value: FlagValues[string]): string | undefined {
  if (typeof value !== 'string' || Object.hasOwn(inputs, value)) return value?.toString();
  const known = Object.keys(inputs);
  const meant = didYouMean(value, known);
  throw surroundingsError(
    `--as ${value}: expected ${known.join(' or ')}${meant ? `; did you mean ${meant}?` : ''}`,
  );
}

function outputFiles(adopted: Adopted, imported: Imported[], target: Target): OutputFile[] {
  const { root } = target;
  const text = (path: string, content: string): OutputFile => ({
    location: join(root, path),
    content: [Buffer.from(content)],
  });
  return [
    ...adopted.files.map((file) => text(file.path, file.text)),
    ...adopted.media.map(
      ({ path, row }): OutputFile => ({ location: join(root, path), content: bytesOf(row) }),
    ),
    ...(target.hasOptions ? [] : [text('deckwright.yaml', optionsText(adopted, imported))]),
    ...(adopted.presets.length === 0 || target.taken.includes('decks/_deck.yaml')
      ? []
      : [text('decks/_deck.yaml', stringify({ presets: adopted.presets }, { lineWidth: 0 }))]),
    text('deckwright.lock', printLedger(withLedger(target, adopted.ledger))),
  ];
}

/** One file is in memory at a time. */
async function* bytesOf({ content }: Adopted['media'][number]['row']): AsyncGenerator<Uint8Array> {
  if ('bytes' in content) yield content.bytes;
  else yield* createReadStream(content.path) as AsyncIterable<Uint8Array>;
}

function optionsText({ ledger }: Adopted, imported: Imported[]): string {
  const name = imported[0]?.name ?? 'decks';
  const guids = ledger.notes.map(({ guid }) => guid).sort();
  const tops = new Set(ledger.notes.map(({ deck }) => deck.split('::')[0]));
  const namespace = `${safeName(basename(name), 'decks')}-${digestOfAll(['namespace', ...guids]).slice(0, 12)}`;
  return stringify({ name, namespace, ...(tops.size > 1 && { package: 'single' }) });
}
