import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Collection } from '../collection.ts';
import { compile } from '../compile.ts';
import { readPackage } from '../inputs/index.ts';
import { messagesOf } from '../reporters/index.ts';
import { surroundingsError } from '../surroundings.ts';
import { secondsNow } from './clock.ts';
import type { FlagValues, Surroundings } from './command.ts';
import { keeping } from './shelf.ts';

const run = promisify(execFile);

/** A collection, whose media can be read until it is closed. */
export interface Side {
  collection: Collection;
  close: () => Promise<void>;
}

/** The collection that a package, a project's folder or a git revision of the project holds. */
export async function openSide(
  name: string,
  values: FlagValues,
  world: Surroundings,
): Promise<Side> {
  const location = resolve(world.folder, name);
  if (existsSync(location)) {
    const collection = statSync(location).isDirectory()
      ? await compiled(location, name, world)
      : await readPackage(location);
    return { collection, close: async () => {} };
  }
  if (/\.(apkg|colpkg)$/iu.test(name)) throw surroundingsError(`There is no file ${location}.`);
  return atRevision(name, resolve(world.folder, String(values.root ?? '.')), world);
}

async function compiled(root: string, name: string, world: Surroundings): Promise<Collection> {
  const { collection, files } = await compile({
    ...{ root, now: secondsNow(world), shelf: keeping(root, world).shelf },
  });
  const errors = messagesOf(files).filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first) {
    const place = first.line === undefined ? first.file : `${first.file}:${first.line}`;
    throw surroundingsError(
      `${name} has ${errors.length} error${errors.length > 1 ? 's' : ''}, the first at ${place}: ${first.reason}. See deckwright check.`,
    );
  }
  return collection;
}

/** Compiles the project as it was at a revision, in a temporary folder; the repository is not touched. */
async function atRevision(revision: string, root: string, world: Surroundings): Promise<Side> {
  const git = (args: string[], env: Record<string, string> = {}) =>
    run('git', ['-C', root, ...args], { env: { ...process.env, ...env }, maxBuffer: 1 << 26 }).then(
      ({ stdout }) => stdout.trim(),
    );
  const commit = await git([
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ]).catch(() => {
    throw surroundingsError(
      `"${revision}" is no package, no folder, and no revision of a git repository at ${root}.`,
    );
  });
  const folder = await mkdtemp(join(tmpdir(), 'deckwright-revision-'));
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    const top = await git(['rev-parse', '--show-toplevel']);
    const index = { GIT_INDEX_FILE: join(folder, 'index') };
    await git(['read-tree', commit], index);
    await run('git', ['-C', top, 'checkout-index', '--all', `--prefix=${join(folder, 'tree')}/`], {
      env: { ...process.env, ...index },
      maxBuffer: 1 << 26,
    });
    const project = join(folder, 'tree', relative(top, root));
    if (!existsSync(project)) throw surroundingsError(`The project was not there at ${revision}.`);
    return { collection: await compiled(project, revision, world), close };
  } catch (error) {
    await close();
    throw error;
  }
}
