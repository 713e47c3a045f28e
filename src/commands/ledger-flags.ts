import type { CompileOptions } from '../compile.ts';
import { secondsNow } from './clock.ts';
import type { Flag, FlagValues, Surroundings } from './command.ts';
import { overridesOf } from './flags.ts';

/** Flags of the commands that bring the ledger up to date. */
export const ledgerFlags: Record<string, Flag> = {
  frozen: {
    type: 'boolean',
    description:
      'Fail if the ledger would change (the default where CI is set; --no-frozen allows it).',
  },
  refresh: { type: 'boolean', description: 'Update notes that only render otherwise than before.' },
  reshape: {
    type: 'string',
    value: 'KEY',
    description: 'Accept the changed shape of a note type.',
  },
};

/** What a command that brings the ledger up to date compiles with, as its flags say. */
export function releaseOptions(
  values: FlagValues,
  root: string,
  world: Surroundings,
): CompileOptions {
  return {
    root,
    overrides: overridesOf(values),
    now: secondsNow(world),
    refresh: values.refresh === true,
    ...(typeof values.reshape === 'string' && { reshape: values.reshape }),
  };
}
