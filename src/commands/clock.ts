import { surroundingsError } from '../surroundings.ts';
import type { Surroundings } from './command.ts';

/** Seconds since 1970: `SOURCE_DATE_EPOCH` if it is set (reproducible-builds.org), else now. */
export function secondsNow({ env, clock }: Surroundings): number {
  const fixed = env.SOURCE_DATE_EPOCH;
  if (fixed === undefined || fixed === '') return Math.floor(clock() / 1000);
  if (!/^\d{1,11}$/u.test(fixed))
    throw surroundingsError(`SOURCE_DATE_EPOCH is "${fixed}", expected seconds since 1970.`);
  return Number(fixed);
}
