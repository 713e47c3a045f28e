import { writeApkg } from './apkg/index.ts';
import { writeCrowdanki } from './crowdanki/index.ts';
import { writeJson } from './json/index.ts';
import type { Package } from './packages.ts';
import type { OutputPart } from './part.ts';
import { writeText } from './text/index.ts';

/** What can be written, by the name of the option `format`. The first file of each is the one to be named. */
export const formats = {
  legacy: async ({ name, collection }) => [
    { path: `${name}.apkg`, content: await writeApkg(collection, { format: 'legacy' }) },
  ],
  latest: async ({ name, collection }) => [
    { path: `${name}.apkg`, content: await writeApkg(collection, { format: 'latest' }) },
  ],
  text: async ({ name, collection }) => [{ path: `${name}.txt`, content: writeText(collection) }],
  crowdanki: async ({ name, collection }) =>
    writeCrowdanki(collection).map(({ path, content }) => ({ path: `${name}/${path}`, content })),
  json: async ({ name, collection }) => [{ path: `${name}.json`, content: writeJson(collection) }],
} satisfies Record<string, (part: Package) => Promise<OutputPart[]>>;
