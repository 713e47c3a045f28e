import type { Collection } from '../collection.ts';
import { diff as compare, diffToMarkdown, diffToTerminal, releaseNotes } from '../diff/index.ts';
import { surroundingsError } from '../surroundings.ts';
import { makePictures, type PicturesMade } from './card-pictures.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { commonFlags, projectFlags } from './flags.ts';
import { openSide, type Side } from './sides.ts';

export const diff: Command = {
  operands: 'OLD [NEW]',
  flags: {
    ...projectFlags,
    markdown: { type: 'boolean', description: 'Print Markdown for a pull request.' },
    notes: { type: 'boolean', description: 'Print release notes for learners, in Markdown.' },
    title: { type: 'string', value: 'TEXT', description: 'Heading of the release notes.' },
    pictures: {
      type: 'string',
      value: 'FOLDER',
      description: 'Show the cards that look otherwise there, old and new side by side.',
    },
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
    { line: 'deckwright diff v1.0 --pictures dist/pictures', does: 'a page and a picture a card' },
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
  const opened: Side[] = [];
  try {
    for (const side of [old, next]) opened.push(await openSide(side, values, world));
    const [before, after] = opened.map(({ collection }) => collection) as [Collection, Collection];
    const result = compare(before, after);
    const made =
      typeof values.pictures === 'string'
        ? await makePictures(values.pictures, { before, after, diff: result }, world)
        : undefined;
    world.stdout(textOf(result, made, values, world));
    if (made && values.quiet !== true) world.stderr(saidOf(made));
    return result.verdict.losesProgress && values['fail-on-loss'] === true ? 1 : 0;
  } finally {
    for (const { close } of opened) await close();
  }
}

function textOf(
  result: ReturnType<typeof compare>,
  pictures: PicturesMade | undefined,
  values: FlagValues,
  world: Surroundings,
): string {
  if (values.json === true)
    return `${JSON.stringify({ ...result, ...(pictures && { pictures }) }, (_, value) => (typeof value === 'bigint' ? String(value) : value), 2)}\n`;
  const { title } = values;
  if (values.notes === true)
    return releaseNotes(result, typeof title === 'string' ? { title } : {});
  const more = pictures && pictures.pages > 0 ? `\n${countOf(pictures)}\n` : '';
  return values.markdown === true
    ? `${diffToMarkdown(result)}${more}`
    : `${diffToTerminal(result, { color: world.color })}\n`;
}

/** What became of the pictures, for who watches. */
function saidOf(made: PicturesMade): string {
  if (made.pages === 0) return 'No card looks otherwise: there is nothing to picture.\n';
  const index = `${made.folder.replace(/[\\/]+$/u, '')}/index.html`;
  const trouble = made.trouble
    ? `There are ${made.pictures} pictures beside the pages. ${made.trouble}\n`
    : '';
  return `${index}  ${countOf(made)}\n${trouble}`;
}

function countOf({ pages, cards }: PicturesMade): string {
  const which = pages < cards ? `The first ${pages} of ${cards}` : String(cards);
  return `${which} ${cards === 1 ? 'card looks' : 'cards look'} otherwise than before.`;
}
