import { beforeAll, describe, expect, it } from 'vitest';
import { readPackage } from '../../src/inputs/apkg/index.ts';
import { isSurroundingsError } from '../../src/surroundings.ts';
import { mutated, type Parts } from './mutate.ts';
import { samples } from './packages.ts';

const SEEDS = Array.from({ length: 500 }, (_, index) => index + 1);

describe('a damaged package', () => {
  let packages: Parts[];
  beforeAll(async () => {
    packages = await samples();
  });

  // `scripts/fuzz-packages.ts` tries as many as one likes.
  it.each(SEEDS)(
    'is read or gives the known error (seed %i)',
    async (seed) => {
      const { bytes } = mutated(seed, packages);
      expect(await outcomeOf(bytes)).toMatch(/^(read|refused)$/);
    },
    5000,
  );
});

async function outcomeOf(bytes: Uint8Array): Promise<string> {
  try {
    const { media } = await readPackage(bytes);
    const sizes = media.map(({ content }) => ('bytes' in content ? content.bytes.length : -1));
    return media.every(({ size }, index) => size === sizes[index]) ? 'read' : 'another size';
  } catch (error) {
    return isSurroundingsError(error) ? 'refused' : String(error);
  }
}
