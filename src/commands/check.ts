import { resolve } from 'node:path';
import { compile } from '../compile.ts';
import { messagesOf, reportToTerminal } from '../reporters/index.ts';
import { secondsNow } from './clock.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { commonFlags, projectFlags } from './flags.ts';
import { createProgress } from './progress.ts';

export const check: Command = {
  summary: 'Say what is wrong with the decks, and write nothing.',
  flags: { ...projectFlags, ...commonFlags },
  examples: [
    { line: 'deckwright check', does: 'every mistake, sorted by place' },
    { line: 'deckwright check --json', does: 'the same for a program' },
  ],
  run,
};

async function run(values: FlagValues, _operands: string[], world: Surroundings): Promise<number> {
  const quiet = values.quiet === true || values.json === true;
  const progress = createProgress(world, quiet);
  const root = resolve(world.folder, String(values.root ?? '.'));
  const { files, collection } = await compile({
    root,
    now: secondsNow(world),
    onPhase: progress.begin,
  }).finally(progress.end);
  const messages = messagesOf(files);
  const failed = messages.some(({ severity }) => severity === 'error');
  const notes = collection.notes.length;
  if (values.json === true) {
    world.stdout(`${JSON.stringify({ ok: !failed, notes, messages }, null, 2)}\n`);
  } else if (values.quiet !== true || failed) {
    world.stderr(reportToTerminal(files, { color: world.color }));
    if (messages.length === 0)
      world.stdout(`${notes} note${notes === 1 ? '' : 's'}, nothing to complain about.\n`);
  }
  return failed ? 1 : 0;
}
