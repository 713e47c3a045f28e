import type { Kept, Run } from '../cache/index.ts';

/** What a command may use of the world around. */
export interface Surroundings {
  /** Working folder. */
  folder: string;
  env: Record<string, string | undefined>;
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  /** Whether a person watches standard error. */
  watched: boolean;
  color: boolean;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Outcomes of earlier runs, and what tells this compiler from others; nothing where none are kept. */
  kept?: Kept;
  /** Says that the same would come of this run again, as long as nothing changes that it read or wrote. */
  remember?: (run: Run) => void;
}

/** A flag of the command line. */
export interface Flag {
  type: 'string' | 'boolean';
  /** One letter. */
  short?: string;
  /** What the value is, for the help: `FOLDER`. */
  value?: string;
  description: string;
}

export type FlagValues = Record<string, string | boolean | undefined>;

/** A command: one file in this folder, one line in its index. */
export interface Command {
  flags: Record<string, Flag>;
  /** What is given besides flags, for the help: `FILE…`. */
  operands?: string;
  examples: { line: string; does: string }[];
  /** Gives the exit code: 0, or 1 if the decks have errors. Trouble with the surroundings is thrown. */
  run: (values: FlagValues, operands: string[], world: Surroundings) => Promise<number>;
}

/** A command as the list of all has it: what it does, in one line, and how it is had. */
export interface ListedCommand {
  summary: string;
  /** Loads what only this command needs, so that none waits for what another one takes. */
  load: () => Promise<Command>;
  run: Command['run'];
}

/** A command that is loaded when it is wanted. */
export function listed(summary: string, load: ListedCommand['load']): ListedCommand {
  return {
    summary,
    load,
    run: async (values, operands, world) => (await load()).run(values, operands, world),
  };
}
