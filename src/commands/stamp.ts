import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { VFile } from 'vfile';
import { messages, report } from '../messages/index.ts';
import { parse } from '../parse/index.ts';
import { stampCell, stampLine } from '../print/index.ts';
import { read } from '../read/index.ts';
import { hasErrors, messagesOf, reportToTerminal } from '../reporters/index.ts';
import type { Deck, Note } from '../tree.ts';
import { write } from '../write.ts';
import { secondsNow } from './clock.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { commonFlags, projectFlags } from './flags.ts';

export const stamp: Command = {
  flags: {
    ...projectFlags,
    check: { type: 'boolean', description: 'Write nothing; fail if a note has no id.' },
    ...commonFlags,
  },
  examples: [
    {
      line: 'deckwright stamp',
      does: '## What is a gradient? becomes ## What is a gradient? {#what-is-a-gradient}',
    },
    { line: 'deckwright stamp --check', does: 'fail where an id is missing' },
  ],
  run,
};

async function run(values: FlagValues, _operands: string[], world: Surroundings): Promise<number> {
  const root = resolve(world.folder, String(values.root ?? '.'));
  const project = await read({ root, now: secondsNow(world) });
  const decks = parse(project);
  const files = new Map(project.sources.map(({ path, file }) => [path, file]));
  const missing = decks.flatMap((deck) =>
    deck.children.filter(({ id }) => id === undefined).map((note) => ({ deck, note })),
  );
  if (values.check === true) {
    for (const { deck, note } of missing) {
      const file = files.get(deck.path);
      if (file) report(file, note.head, messages.noteWithoutId());
    }
  }
  const all = [...files.values(), ...project.files];
  const failed = hasErrors(all);
  const isDone = failed || values.check === true;
  const stamped = isDone ? [] : await stampDecks(decks, root);
  const left = isDone ? [] : decks.flatMap(leftIn);
  tell({ ok: !failed, stamped, left }, values, world, all);
  return failed ? 1 : 0;
}

interface Stamped {
  file: string;
  notes: number;
}

/** Rows of a table without a column `id`, in which there is no place for one. */
function leftIn(deck: Deck): Stamped[] {
  const notes = deck.children.filter((note) => note.id === undefined && !hasPlace(note, deck));
  return notes.length > 0 ? [{ file: deck.path, notes: notes.length }] : [];
}

function hasPlace({ idPlace }: Note, { form }: Deck): boolean {
  return form !== 'table' || idPlace !== undefined;
}

async function stampDecks(decks: Deck[], root: string): Promise<Stamped[]> {
  const taken = new Set(decks.flatMap(({ children }) => children.flatMap(({ id }) => id ?? [])));
  const stamped: (Stamped & { location: string; content: Uint8Array[] })[] = [];
  for (const deck of decks) {
    const notes = deck.children.filter((note) => note.id === undefined && hasPlace(note, deck));
    if (notes.length === 0) continue;
    const location = resolve(root, deck.path);
    // Line endings and a byte order mark stay as they are: every other byte is the author's.
    const lines = (await readFile(location, 'utf8')).split(/(?<=\n|\r(?!\n))/u);
    for (const { head, front, idPlace } of notes) {
      const index = (idPlace ?? head.start).line - 1;
      const line = lines[index] ?? '';
      lines[index] = idPlace
        ? stampCell(line, idPlace.column, front, taken)
        : stampLine(line, front, taken);
    }
    stamped.push({
      file: deck.path,
      notes: notes.length,
      location,
      content: [Buffer.from(lines.join(''))],
    });
  }
  await write(stamped);
  return stamped.map(({ file, notes }) => ({ file, notes }));
}

function tell(
  result: { ok: boolean; stamped: Stamped[]; left: Stamped[] },
  values: FlagValues,
  world: Surroundings,
  files: VFile[],
): void {
  if (values.json === true) {
    world.stdout(`${JSON.stringify({ ...result, messages: messagesOf(files) }, null, 2)}\n`);
    return;
  }
  if (!result.ok) world.stderr(reportToTerminal(files, { color: world.color }));
  if (values.quiet === true) return;
  for (const { file, notes } of result.stamped)
    world.stdout(`${file}  ${notes} id${notes === 1 ? '' : 's'} written\n`);
  for (const { file, notes } of result.left)
    world.stdout(`${file}  ${notes} row${notes === 1 ? '' : 's'} left as is: no column \`id\`\n`);
  if (result.ok && result.stamped.length + result.left.length === 0)
    world.stdout('Every note has an id.\n');
}
