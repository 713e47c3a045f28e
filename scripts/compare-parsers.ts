import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { loadForeigner } from '../src/parse/fast/satteri.ts';
import { createMarkdownParser } from '../src/parse/markdown.ts';
import { calmTexts, mixedTexts, wildTexts } from '../tests/parse/soup.ts';

/** Holds the two parsers against each other: `scripts/compare-parsers.ts 20000 7` says how many texts, from which seed. */
const [runs = 20000, seed = 1] = process.argv.slice(2, 4).map(Number);
const foreigner = await loadForeigner();
if (!foreigner) throw new Error('There is no binary of satteri here.');
let calls = 0;
let shown = 0, all = 0;
const record = createMarkdownParser();
const fast = createMarkdownParser(undefined, (text) => {
  calls += 1;
  const nodes = foreigner(text);
  for (const node of nodes) { all += 1; if (text.slice(node.position?.start.offset, node.position?.end.offset).trim() !== '#') shown += 1; }
  return nodes;
});
for (const [name, texts] of Object.entries({ calmTexts, mixedTexts, wildTexts })) {
  calls = shown = all = 0;
  const result = fc.check(
    fc.property(texts, (text) => JSON.stringify(record(text)) === JSON.stringify(fast(text))),
    { numRuns: runs, seed, endOnFailure: false },
  );
  console.log(name, result.failed ? `differ after ${result.numRuns}` : `${result.numRuns} agree`, `calls ${calls} blocks ${shown}/${all}`);
  if (result.counterexample) { const [t] = result.counterexample; console.log(JSON.stringify(t)); console.log(JSON.stringify(record(t)));console.log(JSON.stringify(fast(t))); }
}
void readFileSync;
