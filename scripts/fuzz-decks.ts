/**
 * Damages sound decks in many ways and builds them: each must be a build with the right number of notes and
 * cards, or messages with places. Prints every failure, what became of the rest, and what took longest.
 * Usage: node --import tsx/esm scripts/fuzz-decks.ts [how many] [seed]
 */
import fc from 'fast-check';
import { mutations } from '../tests/mutation/mutate.ts';
import { openWorkshop } from '../tests/mutation/workshop.ts';

const [count = 10_000, seed = 1] = process.argv.slice(2).map(Number);
const workshop = await openWorkshop(30_000);
const kinds = new Map<string, number>();
const slowest: { milliseconds: number; seed: string; mutation: string }[] = [];
let failures = 0;
let done = 0;

for (const mutation of fc.sample(mutations(workshop.seeds), { numRuns: count, seed })) {
  const answer = await workshop.judge(mutation);
  done += 1;
  if (done % 1000 === 0) console.log(`${done} done`);
  kinds.set(answer.kind, (kinds.get(answer.kind) ?? 0) + 1);
  slowest.push({ ...answer, mutation: JSON.stringify(mutation) });
  slowest.sort((a, b) => b.milliseconds - a.milliseconds).splice(5);
  if (answer.kind !== 'failure') continue;
  failures += 1;
  console.log(`${answer.seed}: ${answer.what}\n  ${JSON.stringify(mutation)}`);
}

workshop.stop();
for (const [kind, times] of kinds) console.log(`${String(times).padStart(6)}  ${kind}`);
for (const { milliseconds, seed: name, mutation } of slowest)
  console.log(`${Math.round(milliseconds)} ms of processor time: ${name} ${mutation}`);
process.exitCode = failures > 0 ? 1 : 0;
