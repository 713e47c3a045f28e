import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiler } from './contests.ts';
import { measuredSections } from './figures.ts';
import { findPython } from './install.ts';
import { help, optionsOf } from './options.ts';
import { withFigures } from './page.ts';
import { machineTable, planOf } from './surroundings.ts';

const cache = fileURLToPath(new URL('../node_modules/.cache/deckwright-bench', import.meta.url));
const page = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));

process.exitCode = await main(process.argv.slice(2));

/** Measures what is asked for, prints the figures and writes them into the documentation. */
async function main(args: string[]): Promise<number> {
  const options = optionsOf(args);
  if (options === 'help') return say(help, 0);
  if ('wrong' in options) return say(options.wrong, 2);
  if (!existsSync(compiler)) return say('There is no dist/lib/cli.js. Run: npm run compile', 2);
  const work = mkdtempSync(join(tmpdir(), 'deckwright-bench-'));
  const drop = () => rmSync(work, { recursive: true, force: true });
  process.once('SIGINT', () => {
    drop();
    process.exit(130);
  });
  try {
    const python = await findPython();
    const place = { work, cache, python: python?.command, plan: planOf(options) };
    const sections = await measuredSections(options, place);
    const figures = [machineTable(options, python?.version), ...sections].join('\n\n');
    if (options.write) writeFileSync(page, withFigures(readFileSync(page, 'utf8'), figures));
    return say(`\n${figures}\n`, 0);
  } finally {
    drop();
  }
}

function say(text: string, code: number): number {
  console.log(text);
  return code;
}
