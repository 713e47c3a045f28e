import { diff as compare, diffToMarkdown, diffToTerminal, releaseNotes } from '../diff/index.ts';
import { surroundingsError } from '../surroundings.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { commonFlags, projectFlags } from './flags.ts';
import { openSide } from './sides.ts';

export const diff: Command = {
  operands: 'OLD [NEW]',
  flags: {
    ...projectFlags,
    markdown: { type: 'boolean', description: 'Print Markdown for a pull request.' },
    notes: { type: 'boolean', description: 'Print release notes for learners, in Markdown.' },
    title: { type: 'string', value: 'TEXT', description: 'Heading of the release notes.' },
    'fail-on-loss': {
      type: 'boolean',
      description: 'Exit with 1 if a learner would lose progress.',
    },
    ...commonFlags,
  },
  examples: [
    { line: 'deckwright diff v1.0', does: 'the git tag v1.0 against the working folder' },
    { line: 'deckwright diff old.apkg dist/deck.apkg', does: 'two packages' },
    { line: 'deckwright diff v1.0 v1.1 --notes --title "Version 1.1"', does: 'release notes' },
    { line: 'deckwright diff origin/main --markdown --fail-on-loss', does: 'for a pull request' },
  ],
  run,
};

async function run(values: FlagValues, operands: string[], world: Surroundings): Promise<number> {
  const [old, next = String(values.root ?? '.'), ...more] = operands;
  if (old === undefined || more.length > 0) {
    throw surroundingsError(
      'Give one or two of: a package, a folder, a git revision. See deckwright diff --help.',
    );
  }
  const before = await openSide(old, values, world);
  const after = await openSide(next, values, world);
  const result = compare(before, after);
  world.stdout(textOf(result, values, world));
  return result.verdict.losesProgress && values['fail-on-loss'] === true ? 1 : 0;
}

function textOf(
  result: ReturnType<typeof compare>,
  values: FlagValues,
  world: Surroundings,
): string {
  if (values.json === true)
    return `${JSON.stringify(result, (_, value) => (typeof value === 'bigint' ? String(value) : value), 2)}\n`;
  const { title } = values;
  if (values.notes === true)
    return releaseNotes(result, typeof title === 'string' ? { title } : {});
  return values.markdown === true
    ? diffToMarkdown(result)
    : `${diffToTerminal(result, { color: world.color })}\n`;
}
