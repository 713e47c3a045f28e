import { resolve } from 'node:path';
import { compile } from '../compile.ts';
import { packageByDeck } from '../outputs/index.ts';
import { hasErrors } from '../reporters/index.ts';
import { surroundingsError } from '../surroundings.ts';
import { secondsNow } from './clock.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { commonFlags, projectFlags } from './flags.ts';
import { printReport } from './report.ts';
import { keeping } from './shelf.ts';

export const decks: Command = {
  flags: {
    ...projectFlags,
    shards: {
      type: 'string',
      value: 'COUNT',
      description: 'With --json, also list at most so many shares for `build --shard`.',
    },
    ...commonFlags,
  },
  examples: [
    { line: 'deckwright decks', does: 'what a build would write' },
    { line: 'deckwright decks --json --shards 8', does: 'the same for the matrix of a workflow' },
  ],
  run,
};

async function run(values: FlagValues, _operands: string[], world: Surroundings): Promise<number> {
  const most = Number(values.shards ?? 1);
  if (!(Number.isInteger(most) && most >= 1 && most <= 256))
    throw surroundingsError(`--shards ${values.shards}: expected a number from 1 to 256.`);
  const root = resolve(world.folder, String(values.root ?? '.'));
  const { collection, files } = await compile({
    ...{ root, now: secondsNow(world) },
    ...keeping(root, world),
  });
  if (hasErrors(files)) {
    printReport('terminal', files, root, {}, world);
    return 1;
  }
  const rows = packageByDeck(collection).map(({ name, collection: { decks, notes, cards } }) => ({
    name: decks[0]?.name.split('::')[0] ?? '',
    package: name,
    decks: decks.length,
    notes: notes.length,
    cards: cards.length,
  }));
  if (values.json === true) {
    const of = Math.max(1, Math.min(most, rows.length));
    const shards = Array.from({ length: of }, (_, index) => `${index + 1}/${of}`);
    const document = { decks: rows, ...(values.shards !== undefined && { shards }) };
    world.stdout(`${JSON.stringify(document, null, 2)}\n`);
  } else if (values.quiet !== true) {
    for (const row of rows)
      world.stdout(
        `${row.name}  ${row.package}, decks: ${row.decks}, notes: ${row.notes}, cards: ${row.cards}\n`,
      );
  }
  return 0;
}
