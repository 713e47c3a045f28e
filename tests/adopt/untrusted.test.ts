import { beforeAll, describe, expect, it } from 'vitest';
import { importPackage } from '../../src/adopt/index.ts';
import { isSurroundingsError } from '../../src/surroundings.ts';
import { mutated, type Parts } from '../inputs/mutate.ts';
import { samples } from '../inputs/packages.ts';

const SEEDS = Array.from({ length: 500 }, (_, index) => index + 1);

describe('a damaged package', () => {
  let packages: Parts[];
  beforeAll(async () => {
    packages = await samples();
  });

  // `scripts/fuzz-packages.ts` tries as many as one likes.
  it.each(SEEDS)(
    'is imported within the folder, or gives the known error (seed %i)',
    async (seed) => {
      expect(await outcomeOf(mutated(seed, packages).bytes)).toMatch(/^(imported|refused)$/);
    },
    20_000,
  );
});

async function outcomeOf(bytes: Uint8Array): Promise<string> {
  try {
    const { files, media } = await importPackage(bytes, { now: 1_790_000_000 });
    const paths = [...files, ...media].map(({ path }) => path);
    const strange = paths.filter(
      (path) => !/^(?:decks|templates)(?:\/(?!\.{0,2}(?:\/|$))[^/\\\0]+)+$/u.test(path),
    );
    return strange.length === 0 ? 'imported' : `outside: ${strange.join(', ')}`;
  } catch (error) {
    return isSurroundingsError(error) ? 'refused' : String(error);
  }
}
