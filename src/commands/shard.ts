import type { Package } from '../outputs/index.ts';
import { surroundingsError } from '../surroundings.ts';
import type { Flag } from './command.ts';

export const shardFlag: Record<string, Flag> = {
  shard: {
    type: 'string',
    value: 'N/OF',
    description: 'Write only this share of the packages, for `collect`; implies --frozen.',
  },
};

/** One share of a build that several machines make. */
export interface Shard {
  /** From 1. */
  number: number;
  of: number;
}

const most = 1000;

/** Reads `2/8`; throws the known error for anything else. */
export function shardOf(text: string): Shard {
  const [, number = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/u.exec(text) ?? []).map(Number);
  if (number < 1 || of > most || number > of)
    throw surroundingsError(
      `--shard ${text}: expected which one of how many (at most ${most}), such as 2/8.`,
    );
  return { number, of };
}

/** The packages of a share: dealt out like playing cards, so that every package is in exactly one. */
export function dealt(packages: Package[], { number, of }: Shard): Package[] {
  return packages.filter((_, index) => index % of === number - 1);
}
