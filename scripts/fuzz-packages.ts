/**
 * Damages packages in many ways and reads them: each is read or gives the known error. Prints what took
 * longest and how much memory it took. Usage: tsx scripts/fuzz-packages.ts [how many] [first seed]
 */
import { readPackage } from '../src/inputs/apkg/index.ts';
import { isSurroundingsError } from '../src/surroundings.ts';
import { mutated } from '../tests/inputs/mutate.ts';
import { samples } from '../tests/inputs/packages.ts';

const [count = 10_000, first = 1] = process.argv.slice(2).map(Number);
const packages = await samples();
const outcomes = new Map<string, number>();
const slowest = { seed: 0, how: '', milliseconds: 0 };
let failures = 0;

for (let seed = first; seed < first + count; seed += 1) {
  const { bytes, how } = mutated(seed, packages);
  const start = performance.now();
  const outcome = await outcomeOf(bytes);
  const milliseconds = Math.round(performance.now() - start);
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  if (milliseconds > slowest.milliseconds) Object.assign(slowest, { seed, how, milliseconds });
  if (!outcome.startsWith('FAILURE')) continue;
  failures += 1;
  console.log(`seed ${seed} (${how}): ${outcome}`);
}

for (const [outcome, times] of [...outcomes].sort((a, b) => b[1] - a[1])) {
  console.log(`${String(times).padStart(6)}  ${outcome}`);
}
console.log('slowest:', slowest);
console.log(`peak memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
process.exitCode = failures > 0 ? 1 : 0;

/** Reads the package and all its media. */
async function outcomeOf(bytes: Uint8Array): Promise<string> {
  try {
    const { media } = await readPackage(bytes);
    for (const { content } of media) if ('bytes' in content) void content.bytes.length;
    return 'read';
  } catch (error) {
    if (isSurroundingsError(error)) return error.message.replace(/\d+/g, 'N').slice(0, 110);
    return `FAILURE ${error instanceof Error ? error.stack : String(error)}`;
  }
}
