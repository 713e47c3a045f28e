import { build } from './build.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { diff } from './diff.ts';
import { stamp } from './stamp.ts';

export type { Command, Flag, FlagValues, Surroundings } from './command.ts';

/** Every command by its name. */
export const commands: Record<string, Command> = { build, check, diff, stamp };
