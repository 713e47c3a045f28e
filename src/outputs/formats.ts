import type { Collection } from '../collection.ts';
import { openApkg } from './apkg/index.ts';
import { writeCrowdanki } from './crowdanki/index.ts';
import { writeJson } from './json/index.ts';
import type { Package } from './packages.ts';
import type { OutputPart } from './part.ts';
import { writeText } from './text/index.ts';

/**
 * What can be written, by the name of the option `format`: each opens a writer of packages, one after another.
 * The first file of a package is the one to be named.
 */
export const formats = {
  legacy: () => apkg(openApkg('legacy')),
  latest: () => apkg(openApkg('latest')),
  text:
    () =>
    ({ name, collection }) => [{ path: `${name}.txt`, content: writeText(collection) }],
  crowdanki:
    () =>
    ({ name, collection }) =>
      writeCrowdanki(collection).map(({ path, content }) => ({ path: `${name}/${path}`, content })),
  json:
    () =>
    ({ name, collection }) => [{ path: `${name}.json`, content: writeJson(collection) }],
} satisfies Record<string, () => (part: Package) => OutputPart[]>;

function apkg(write: (collection: Collection) => OutputPart['content']) {
  return ({ name, collection }: Package): OutputPart[] => [
    { path: `${name}.apkg`, content: write(collection) },
  ];
}
