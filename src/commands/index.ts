import { build } from './build.ts';
import { check } from './check.ts';
import { collect } from './collect.ts';
import type { Command } from './command.ts';
import { decks } from './decks.ts';
import { diff } from './diff.ts';
import { explain } from './explain.ts';
import { importCommand } from './import.ts';
import { init } from './init.ts';
import { preview } from './preview.ts';
import { push } from './push.ts';
import { schema } from './schema.ts';
import { site } from './site.ts';
import { stamp } from './stamp.ts';

export type { Command, Flag, FlagValues, Surroundings } from './command.ts';

/** Every command by its name. */
export const commands: Record<string, Command> = {
  init,
  build,
  check,
  preview,
  diff,
  import: importCommand,
  decks,
  collect,
  site,
  push,
  stamp,
  explain,
  schema,
};
