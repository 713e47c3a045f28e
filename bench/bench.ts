import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { compile } from '../src/compile.ts';
import { singlePackage, writeApkg } from '../src/outputs/index.ts';
import { write } from '../src/write.ts';
import { generate } from './generate.ts';

// As the command line does.
setFlagsFromString('--heap-growing-percent=40');

/** Times each phase over generated decks; `npm run bench -- 1000 10000` says how many notes. */
const sizes = process.argv.slice(2).map(Number);
for (const size of sizes.length > 0 ? sizes : [1000, 10000]) await measure(size);

async function measure(size: number): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'deckwright-bench-'));
  try {
    generate(root, size);
    const marks: { phase: string; at: number }[] = [];
    const mark = (phase: string) => marks.push({ phase, at: performance.now() });
    const { collection } = await compile({ root, now: 1767225600, onPhase: mark });
    mark('write');
    const one = singlePackage(collection, 'bench');
    await write([
      {
        location: join(root, 'dist', 'bench.apkg'),
        content: await writeApkg(one.collection, { format: 'legacy' }),
      },
    ]);
    mark('end');
    tell(size, collection.cards.length, marks);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function tell(size: number, cards: number, marks: { phase: string; at: number }[]): void {
  const [first, last] = [marks[0]?.at ?? 0, marks.at(-1)?.at ?? 0];
  console.log(
    `\n${size} notes, ${cards} cards: ${Math.round((size / (last - first)) * 1000)} notes per second`,
  );
  for (const [index, { phase, at }] of marks.slice(0, -1).entries()) {
    const time = (marks[index + 1]?.at ?? at) - at;
    console.log(
      `  ${phase.padEnd(9)} ${time.toFixed(0).padStart(7)} ms ${((time / (last - first)) * 100).toFixed(0).padStart(4)} %`,
    );
  }
  console.log(`  peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}
