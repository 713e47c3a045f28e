import type { Surroundings } from '../../src/commands/index.ts';

/** Surroundings of a command that keep what it prints. */
export function testWorld(
  folder: string,
  env: Surroundings['env'] = {},
): Surroundings & { out: () => string; err: () => string } {
  const printed = { out: '', err: '' };
  return {
    folder,
    env,
    stdout: (text) => {
      printed.out += text;
    },
    stderr: (text) => {
      printed.err += text;
    },
    watched: false,
    color: false,
    clock: () => 1767225600000,
    out: () => printed.out,
    err: () => printed.err,
  };
}
