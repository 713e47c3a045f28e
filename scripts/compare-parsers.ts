import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Foreigner, loadSatteri } from '../src/parse/fast/index.ts';
import { createMarkdownParser } from '../src/parse/markdown.ts';
import { soups } from '../tests/parse/soup.ts';

/**
 * Holds the faster parser against the parser of record: so many made-up texts of each kind, from which seed
 * (`node --import tsx/esm scripts/compare-parsers.ts 20000 7`), and all Markdown below the folders that follow.
 */
const [runs = '20000', seed = '1', ...folders] = process.argv.slice(2);
const satteri = await loadSatteri();
if (!satteri) throw new Error('There is no binary of satteri for this machine.');
const read = { here: 0, all: 0 };
const counting: Foreigner = (text) => {
  // What is left to the parser of record are empty headings.
  const left = text.matchAll(/(?<=^|\n)#[ \n]*(?=\n|$)/gu);
  read.here += text.length - [...left].reduce((sum, [empty]) => sum + empty.length, 0);
  return satteri(text);
};
const record = createMarkdownParser();
const faster = createMarkdownParser({ foreigner: counting });

for (const [name, texts] of Object.entries(soups)) {
  const result = fc.check(fc.property(texts, isSame), {
    numRuns: Number(runs),
    seed: Number(seed),
  });
  tell(name, `${result.numRuns} texts`, result.counterexample ?? []);
}
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:md|markdown)$/iu.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8').replaceAll(/\r\n?/gu, '\n')),
);
if (files.length > 0)
  tell('files', `${files.length} files`, files.filter((text) => !isSame(text)).slice(0, 1));

/** Down to the order of keys. */
function isSame(text: string): boolean {
  read.all += text.length;
  return JSON.stringify(record(text)) === JSON.stringify(faster(text));
}

function tell(name: string, count: string, differ: string[]): void {
  const share = Math.round((100 * read.here) / read.all);
  console.log(`${name}: ${count}, ${share} % read by the faster parser`);
  for (const text of differ) console.log(`  differs: ${JSON.stringify(text)}`);
  if (differ.length > 0) process.exitCode = 1;
  Object.assign(read, { here: 0, all: 0 });
}
