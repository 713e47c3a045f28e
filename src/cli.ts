#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { cacheFolder } from './cache/index.ts';
import { type Command, commands, repeatable, type Surroundings } from './commands/index.ts';
import { packageFolder } from './home.ts';
import { isSurroundingsError, surroundingsError } from './surroundings.ts';

// Newer versions of Node keep what they compiled of the program.
const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder: string) => unknown };
const keptIn = cacheFolder(process.env);
if (keptIn) enableCompileCache?.(join(keptIn, 'code'));

// A heap that may grow to four times what is alive, as is V8's habit, takes a quarter more memory, for no time saved.
setFlagsFromString('--heap-growing-percent=100');

// V8 of Node 20 makes functions fast so soon that a run ends before most of them pay for it.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=500000');

process.exitCode = await main(process.argv.slice(2), {
  folder: process.cwd(),
  env: process.env,
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  watched: process.stderr.isTTY === true,
  color: process.stderr.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
  clock: Date.now,
});

/** Runs a command line; gives 0, 1 (the decks have errors) or 2 (wrong use, or trouble with the surroundings). */
async function main(argv: string[], world: Surroundings): Promise<number> {
  try {
    return await dispatch(argv, world);
  } catch (error) {
    if (!isSurroundingsError(error)) {
      world.stderr(`${error instanceof Error ? error.stack : String(error)}\n\n`);
      world.stderr(
        'This is a mistake in Deckwright itself. Please report it with the lines above and, if you can, the deck.\n',
      );
      return 2;
    }
    world.stderr(`deckwright: ${error.message}\n`);
    return 2;
  }
}

async function dispatch([name, ...rest]: string[], world: Surroundings): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const command = name === 'help' && rest[0] !== undefined ? commands[rest[0]] : undefined;
    world.stdout(
      command ? helpOf(rest[0] ?? '', command.summary, await command.load()) : overview(),
    );
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    world.stdout(`${version()}\n`);
    return 0;
  }
  const listed = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!listed) {
    const { didYouMean } = await import('./messages/index.ts');
    const meant = didYouMean(name, Object.keys(commands));
    throw surroundingsError(
      `There is no command "${name}"${meant ? `; did you mean "${meant}"?` : '.'} See deckwright --help.`,
    );
  }
  return repeatable(name, rest, world, async (world) => {
    const command = await listed.load();
    const { values, positionals } = await parsed(name, command, rest);
    if (values.help !== true) return command.run(values, positionals, world);
    world.stdout(helpOf(name, listed.summary, command));
    return 0;
  });
}

async function parsed(name: string, { flags, operands }: Command, args: string[]) {
  const options = Object.fromEntries(
    Object.entries(flags).map(([flag, { type, short }]) => [
      flag,
      { type, ...(short && { short }) },
    ]),
  );
  try {
    return parseArgs({
      args,
      options,
      allowPositionals: operands !== undefined,
      allowNegative: true,
      strict: true,
    });
  } catch (error) {
    const said = (error as Error).message.split('. ')[0];
    const { didYouMean } = await import('./messages/index.ts');
    const wrong = /'--([\w-]+)/u.exec(said ?? '')?.[1];
    const meant =
      wrong && !Object.hasOwn(flags, wrong) ? didYouMean(wrong, Object.keys(flags)) : undefined;
    throw surroundingsError(
      `${said}${meant ? `; did you mean --${meant}?` : '.'} See deckwright ${name} --help.`,
      error,
    );
  }
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const rows = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`,
  );
  return `deckwright ${version()}: Markdown flashcards to Anki packages

Usage: deckwright COMMAND [FLAGS]

${rows.join('\n')}

deckwright COMMAND --help tells more, with examples.
Exit codes: 0 well, 1 the decks have errors, 2 wrong use or trouble with the surroundings.
`;
}

function helpOf(name: string, summary: string, { flags, operands, examples }: Command): string {
  const names = Object.entries(flags).map(([flag, { short, value }]) => {
    return `${short ? `-${short}, ` : '    '}--${flag}${value ? ` ${value}` : ''}`;
  });
  const width = Math.max(...names.map((text) => text.length));
  const rows = Object.values(flags).map(
    ({ description }, index) => `  ${names[index]?.padEnd(width)}  ${description}`,
  );
  const lines = examples.map(({ line, does }) => `  ${line}\n      ${does}`);
  return `${summary}

Usage: deckwright ${name} [FLAGS]${operands ? ` ${operands}` : ''}

${rows.join('\n')}

Examples:
${lines.join('\n')}
`;
}

function version(): string {
  const text = readFileSync(join(packageFolder(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
