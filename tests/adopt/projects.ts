import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { testWorld } from '../commands/world.ts';
import type { Engine } from '../engine/engine.ts';

/** Runs a command that has to succeed; gives what it prints. */
export async function run(name: string, operands: string[], values: Record<string, string>) {
  const world = testWorld(tmpdir());
  const code = await commands[name]?.run(values, operands, world);
  expect({ code, err: world.err() }).toMatchObject({ code: 0 });
  return { out: world.out() };
}

/** What a new learner has of a package. */
export async function stateOf(engine: Engine, path: string) {
  const profile = await engine.open();
  await profile.import(path);
  const { notes, notetypes, decks } = await profile.dump();
  await profile.close();
  return {
    notes: notes.map(({ guid, fields, tags, mod, cards }) => ({
      ...{ guid, fields, tags, mod },
      cards: cards.map(({ ord, deck }) => ({ ord, deck })),
    })),
    notetypes: notetypes.map(({ mod: _, ...rest }) => rest),
    decks: decks.map(({ name, description }) => ({ name, description })),
  };
}

/** All files of a project but packages, by path. */
export function treeOf(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    paths
      .filter((path) => !path.startsWith('dist') && statSync(join(root, path)).isFile())
      .map((path) => [path, readFileSync(join(root, path)).toString('latin1')]),
  );
}
