import { importedOf, type PackageLimits, readPackage } from '../inputs/index.ts';
import { type Adopted, type AdoptOptions, adopt } from './adopt.ts';

export interface ImportOptions extends AdoptOptions {
  /** What the whole is called; decides nothing but names that nobody gave. */
  name?: string;
  limits?: Partial<PackageLimits>;
}

/**
 * An Anki package, from a path or from bytes, as files of a project: plain data, nothing is written. Media is
 * read again whenever its content is asked for. Throws only the known error.
 */
export async function importPackage(
  source: string | Uint8Array,
  { name = 'Import', limits = {}, ...options }: ImportOptions,
): Promise<Adopted> {
  return adopt([importedOf(await readPackage(source, limits), name)], options);
}
