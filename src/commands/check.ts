import { resolve } from 'node:path';
import { printBaseline } from '../baseline.ts';
import { type Compiled, compile } from '../compile.ts';
import { messagesOf } from '../reporters/index.ts';
import { write } from '../write.ts';
import { secondsNow } from './clock.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { fixSources } from './fix.ts';
import { commonFlags, projectFlags } from './flags.ts';
import { createProgress } from './progress.ts';
import { isDocument, printReport, reporterFlags, reporterOf } from './report.ts';
import { cacheFlag, inputsOf, keeping } from './shelf.ts';

export const check: Command = {
  flags: {
    ...projectFlags,
    fix: { type: 'boolean', description: 'Correct what has only one right form, then check.' },
    'write-baseline': {
      type: 'boolean',
      description:
        'Accept what the content rules find now; only new findings are said from then on.',
    },
    ...cacheFlag,
    ...reporterFlags,
    ...commonFlags,
  },
  examples: [
    { line: 'deckwright check', does: 'every mistake, sorted by place; writes nothing' },
    { line: 'deckwright check --fix', does: 'corrects {{c1:x}} to {{c1::x}} and the like' },
    { line: 'deckwright check --json', does: 'the same for a program' },
    { line: 'deckwright check --reporter github', does: 'annotations in a pull request' },
    { line: 'deckwright check --reporter sarif > decks.sarif', does: 'for code scanning' },
    {
      line: 'deckwright check --write-baseline',
      does: 'for an old deck: deckwright-baseline.json',
    },
  ],
  run,
};

/** A correction can uncover another one, but not for long. */
const mostPasses = 5;

async function run(values: FlagValues, _operands: string[], world: Surroundings): Promise<number> {
  const reporter = reporterOf(values);
  const quiet = values.quiet === true || isDocument(reporter);
  const progress = createProgress(world, quiet);
  const root = resolve(world.folder, String(values.root ?? '.'));
  const compileNow = () =>
    compile({
      ...{ root, now: secondsNow(world), onPhase: progress.begin },
      ...keeping(root, world),
    }).finally(progress.end);
  let compiled = await compileNow();
  let fixed = 0;
  for (let pass = 0; values.fix === true && pass < mostPasses; pass += 1) {
    const made = await fixSources(compiled);
    if (made === 0) break;
    fixed += made;
    compiled = await compileNow();
  }
  if (values['write-baseline'] === true) {
    const accepted = await writeBaseline(compiled, root);
    if (!quiet) world.stdout(`deckwright-baseline.json  ${count(accepted, 'finding')}\n`);
    compiled = await compileNow();
  }
  if (!quiet && values.fix === true) world.stdout(`${count(fixed, 'correction')}\n`);
  if (values.fix !== true && values['write-baseline'] !== true)
    world.remember?.({ inputs: inputsOf(compiled.project), outputs: [] });
  return tell(compiled, fixed, values, world, root);
}

function tell(
  { files, collection, project }: Compiled,
  fixed: number,
  values: FlagValues,
  world: Surroundings,
  root: string,
): number {
  const reporter = reporterOf(values);
  const messages = messagesOf(files);
  const failed = messages.some(({ severity }) => severity === 'error');
  const notes = collection.notes.length;
  const accepted = project.baseline?.findings.length ?? 0;
  const facts = { ok: !failed, notes, ...(fixed > 0 && { fixed }), ...(accepted && { accepted }) };
  if (isDocument(reporter) || values.quiet !== true || failed)
    printReport(reporter, files, root, facts, world);
  if (!isDocument(reporter) && values.quiet !== true && messages.length === 0)
    world.stdout(`${count(notes, 'note')}, nothing to complain about.\n`);
  return failed ? 1 : 0;
}

async function writeBaseline({ files }: Compiled, root: string): Promise<number> {
  const findings = files.flatMap(({ data }) => data.findings ?? []);
  const location = resolve(root, 'deckwright-baseline.json');
  await write([{ location, content: [Buffer.from(printBaseline(findings))] }]);
  return new Set(findings.map((row) => JSON.stringify(row))).size;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
