import * as z from 'zod';
import type { OutputFile } from '../write.ts';
import type { Flag } from './command.ts';

export const manifestFlag: Record<string, Flag> = {
  manifest: {
    type: 'string',
    value: 'FILE',
    description: 'Also write what was built, as JSON: packages, their files, sizes and hashes.',
  },
};

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[\da-f]{64}$/u);

const manifestPackage = z.strictObject({
  name: z.string().min(1),
  /** `path` is from the folder of the output, with `/`. */
  files: z.array(z.strictObject({ path: z.string().min(1), bytes: count, sha256 })),
  notes: count,
  cards: count,
  decks: count,
  media: count,
});

/** What `build --manifest` says, and what `collect` puts together. */
export const manifestSchema = z.strictObject({
  deckwright: z.literal(1),
  /** SHA-256 of the ledger that all was built with. */
  ledger: sha256,
  shard: z.strictObject({ number: z.int().positive(), of: z.int().positive() }),
  /** Where the files are, from the working folder, with `/`. */
  folder: z.string().min(1),
  /** Names of all packages of the project. */
  all: z.array(z.string().min(1)),
  packages: z.array(manifestPackage),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestPackage = Manifest['packages'][number];
export type ManifestFile = ManifestPackage['files'][number];

/** The name of a share's manifest in the folder of its packages. */
export function shardManifestName({ number, of }: Manifest['shard']): string {
  return `shard-${number}-of-${of}.json`;
}

/** A manifest as a file to be written last: what it tells is known when the files before it are. */
export function manifestFile(location: string, manifest: () => Manifest): OutputFile {
  return { location, content: written(manifest) };
}

async function* written(manifest: () => Manifest): AsyncIterable<Uint8Array> {
  yield Buffer.from(`${JSON.stringify(manifest(), null, 2)}\n`);
}
