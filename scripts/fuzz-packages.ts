/**
 * Damages packages in many ways and imports them: each is imported, with all files within the folder, or gives
 * the known error. Prints what took longest and how much memory it took. Usage: tsx scripts/fuzz-packages.ts
 * [how many] [first seed]
 */
import { adopt } from '../src/adopt/index.ts';
import { importedOf, readPackage } from '../src/inputs/index.ts';
import { isSurroundingsError } from '../src/surroundings.ts';
import { mutated } from '../tests/inputs/mutate.ts';
import { samples } from '../tests/inputs/packages.ts';

const [count = 10_000, first = 1] = process.argv.slice(2).map(Number);
const packages = await samples();
const outcomes = new Map<string, number>();
const slowest = { seed: 0, how: '', milliseconds: 0 };
let failures = 0;
const within = /^(?:decks|templates)(?:\/(?!\.{0,2}(?:\/|$))[^/\\\0]+)+$/u;

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

/** Reads the package and all its media, and makes a project of it. */
async function outcomeOf(bytes: Uint8Array): Promise<string> {
  try {
    const read = await readPackage(bytes);
    for (const { content } of read.media) if ('bytes' in content) void content.bytes.length;
    const { files, media } = await adopt([importedOf(read, 'fuzz')], { now: 1_790_000_000 });
    const strange = [...files, ...media].find(({ path }) => !within.test(path));
    return strange ? `FAILURE outside: ${strange.path}` : 'imported';
  } catch (error) {
    if (isSurroundingsError(error)) return error.message.replace(/\d+/g, 'N').slice(0, 110);
    return `FAILURE ${error instanceof Error ? error.stack : String(error)}`;
  }
}
