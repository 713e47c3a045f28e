import { resolve } from 'node:path';
import { cacheKey, stateOfFile } from '../cache/index.ts';
import type { Options } from '../options.ts';
import { openDigests, type Package } from '../outputs/index.ts';
import type { Surroundings } from './command.ts';
import type { ManifestFile } from './manifest.ts';

/** Packages that lie in a folder just as they would be written again. */
export interface Reuse {
  /** The files of a package, if they are there and are made of the same. */
  find: (one: Package) => ManifestFile[] | undefined;
  /** Remembers what files were made of. */
  keep: (one: Package, files: ManifestFile[]) => void;
}

interface Kept {
  digest: string;
  files: (ManifestFile & { state: string })[];
}

/** Opens what is known of the packages in the folder `out`; nothing where nothing is kept. */
export function openReuse(
  out: string,
  format: Options['format'],
  { kept }: Surroundings,
): Reuse | undefined {
  // A folder of CrowdAnki's is many files, some of which may have to go.
  if (!kept || format === 'crowdanki') return undefined;
  const { cache, compiler } = kept;
  const digestOf = openDigests({ format, version: compiler });
  const digests = new Map<Package, string>();
  const keyOf = ({ name }: Package) => cacheKey(out, format, name);
  return {
    find(one) {
      const digest = digestOf(one);
      digests.set(one, digest);
      const known = cache.read('packages', keyOf(one)) as Kept | undefined;
      if (known?.digest !== digest) return undefined;
      const isThere = known.files.every(
        ({ path, state }) => stateOfFile(resolve(out, path)) === state,
      );
      return isThere
        ? known.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }))
        : undefined;
    },
    keep(one, files) {
      const rows = files.map((file) => ({ ...file, state: stateOfFile(resolve(out, file.path)) }));
      const digest = digests.get(one) ?? digestOf(one);
      cache.write('packages', keyOf(one), { digest, files: rows } satisfies Kept);
    },
  };
}
