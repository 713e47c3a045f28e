import { type ListedCommand, listed } from './command.ts';

export type { Command, Flag, FlagValues, ListedCommand, Surroundings } from './command.ts';
export { repeatable } from './repeat.ts';

/** Every command by its name. */
export const commands: Record<string, ListedCommand> = {
  init: listed(
    'Begin a repository of decks, or a note type of your own.',
    async () => (await import('./init.ts')).init,
  ),
  build: listed(
    'Compile the decks and write the packages.',
    async () => (await import('./build.ts')).build,
  ),
  check: listed(
    'Say what is wrong with the decks.',
    async () => (await import('./check.ts')).check,
  ),
  preview: listed(
    'Show the cards in the browser, as Anki does, and follow every change.',
    async () => (await import('./preview.ts')).preview,
  ),
  diff: listed(
    'Say what changes for learners from one release to the next, and whether anybody loses progress.',
    async () => (await import('./diff.ts')).diff,
  ),
  import: listed(
    'Adopt decks of other programs as Markdown; learners keep their progress.',
    async () => (await import('./import.ts')).importCommand,
  ),
  decks: listed(
    'List the top-level decks, each with its package and counts.',
    async () => (await import('./decks.ts')).decks,
  ),
  collect: listed(
    'Put together what `build --shard` wrote on several machines.',
    async () => (await import('./collect.ts')).collect,
  ),
  site: listed(
    'Make a web site of the decks: to read, to search, to try and to download.',
    async () => (await import('./site.ts')).site,
  ),
  push: listed(
    'Build, and let the Anki that runs on this machine import it.',
    async () => (await import('./push.ts')).push,
  ),
  stamp: listed(
    'Write an id behind every note that has none, for those who like ids in the text.',
    async () => (await import('./stamp.ts')).stamp,
  ),
  explain: listed(
    'Tell what a message means, with a bad and a good example.',
    async () => (await import('./explain.ts')).explain,
  ),
  schema: listed(
    'Print JSON Schemas of the YAML and JSON files, for editors and programs.',
    async () => (await import('./schema.ts')).schema,
  ),
};
