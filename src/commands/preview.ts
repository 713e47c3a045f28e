import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { servePreview } from '../preview/index.ts';
import { surroundingsError } from '../surroundings.ts';
import { secondsNow } from './clock.ts';
import type { Command, FlagValues, Surroundings } from './command.ts';
import { commonFlags, optionFlags, overridesOf, projectFlags } from './flags.ts';

export const preview: Command = {
  flags: {
    ...projectFlags,
    port: { type: 'string', value: 'NUMBER', description: 'Port to listen on (a free one).' },
    open: { type: 'boolean', description: 'Open the page in the browser.' },
    ...optionFlags('editor'),
    ...commonFlags,
  },
  examples: [
    { line: 'deckwright preview --open', does: 'opens the page; Ctrl-C ends it' },
    { line: 'deckwright preview --port 4000', does: 'always at http://127.0.0.1:4000/' },
    {
      line: "deckwright preview --editor 'idea://open?file={path}&line={line}'",
      does: 'messages open files in another editor',
    },
  ],
  run,
};

async function run(values: FlagValues, _operands: string[], world: Surroundings): Promise<number> {
  const { editor } = overridesOf(values);
  const served = await servePreview({
    root: resolve(world.folder, String(values.root ?? '.')),
    now: secondsNow(world),
    port: portOf(values.port),
    ...(editor !== undefined && { editor }),
    ...(world.kept && {
      kept: { folder: world.kept.folder, compiler: world.kept.compiler },
    }),
  });
  if (values.json === true) world.stdout(`${JSON.stringify({ url: served.url })}\n`);
  else if (values.quiet !== true) world.stdout(`${served.url}  Ctrl-C ends it.\n`);
  if (values.open === true) openBrowser(served.url, world);
  await interrupted();
  await served.close();
  return 0;
}

function portOf(value: FlagValues[string]): number {
  if (value === undefined) return 0;
  const port = Number(value);
  if (/^\d{1,5}$/u.test(String(value)) && port < 65_536) return port;
  throw surroundingsError(`--port ${value}: expected a number from 0 to 65535.`);
}

/** Which program opens an address is the system's business; without one, the address was printed. */
function openBrowser(url: string, world: Surroundings): void {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '""', url]
        : ['xdg-open', url];
  const child = spawn(program ?? '', args, { stdio: 'ignore', detached: true });
  child.on('error', () => world.stderr(`No browser could be started. Open ${url} yourself.\n`));
  child.unref();
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
