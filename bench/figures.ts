import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  againContest,
  type Contender,
  type Contest,
  mediaContest,
  mixedContest,
} from './contests.ts';
import { generate } from './generate.ts';
import { install } from './install.ts';
import type { BenchOptions } from './options.ts';
import { environments, peers } from './peers.ts';
import { keptRuns, type Rounds, runInTurn } from './rounds.ts';
import { contestTable, fasterRows, grouped, hasFigures, markdownTable } from './table.ts';

/** Where decks, peers and runs are, and what measures. */
export interface Place {
  work: string;
  cache: string;
  python: string | undefined;
  /** What runs were made with. */
  plan: string;
}

/** Runs what is asked for; gives a piece of Markdown for each part. */
export async function measuredSections(options: BenchOptions, place: Place): Promise<string[]> {
  const contenders = await contendersOf(options, place);
  const rounds: Rounds = {
    ...{ runs: options.runs, limit: options.limit, python: place.python },
    kept: keptRuns(join(place.cache, 'runs.jsonl'), place.plan, options.resume),
    ...{ out: new Map(), tell: (line: string) => console.error(line) },
  };
  const sections: string[] = [];
  const faster = new Set<string>();
  for (const { title, begin } of contestsOf(options, contenders)) {
    const folder = join(place.work, String(sections.length));
    mkdirSync(folder);
    sections.push(`### ${title}\n\n${await told(begin(folder), rounds, faster)}`);
    rmSync(folder, { recursive: true, force: true });
  }
  if (faster.size > 0) sections.push(`### Why a peer is faster\n\n${reasons(faster)}`);
  if (options.parts.includes('phases'))
    sections.push(
      `### Where the time goes\n\nBy the clock of one process, without a cache.\n\n${phaseTable(options.sizes, place.work)}`,
    );
  return sections;
}

async function contendersOf(options: BenchOptions, place: Place): Promise<Contender[]> {
  const needed = options.parts.some((part) => part === 'compare' || part === 'media');
  const wanted = needed ? peers.filter(({ id }) => options.peers.includes(id)) : [];
  const contenders: Contender[] = [];
  for (const peer of wanted) {
    const before = contenders.find(({ environment }) => environment === peer.environment);
    const environment = environments[peer.environment] ?? { from: 'npm', packages: {} };
    const folder = join(place.cache, 'peers');
    if (!before) console.error(`${peer.environment}: is installed, unless it was`);
    const installed =
      before?.installed ?? (await install(peer.environment, environment, folder, place.python));
    contenders.push({ ...peer, installed });
  }
  return contenders;
}

interface Announced {
  title: string;
  begin: (folder: string) => Contest;
}

function contestsOf(options: BenchOptions, contenders: Contender[]): Announced[] {
  const wants = (part: BenchOptions['parts'][number]) => options.parts.includes(part);
  const size = (bytes: number) => (bytes < 1e6 ? `${bytes / 1e3} KB` : `${bytes / 1e6} MB`);
  return [
    ...(wants('compare') ? [...options.sizes].sort((a, b) => a - b) : []).map((notes) => ({
      title: `${grouped(notes)} notes`,
      begin: (folder: string) => mixedContest(folder, notes, contenders),
    })),
    ...(wants('media') ? options.media : []).map(({ count, bytes }) => ({
      title: `${grouped(count)} pictures of ${size(bytes)}`,
      begin: (folder: string) => mediaContest(folder, { count, bytes }, contenders),
    })),
    ...(wants('again') ? [10_000] : []).map((notes) => ({
      title: `Builds after the first: ${grouped(notes)} notes in 500 files`,
      begin: (folder: string) => againContest(folder, notes, 500),
    })),
  ];
}

/** A table, and who in it is faster; their ids go into `everFaster`. */
async function told(contest: Contest, rounds: Rounds, everFaster: Set<string>): Promise<string> {
  const measured = await runInTurn(contest, rounds);
  const table = contestTable(measured, contest, rounds.limit);
  const isPeer = ({ id }: { id: string }) => peers.some((peer) => peer.id === id);
  const [own, ...others] = measured;
  // Nobody is faster or slower than what has no figures.
  if (!others.some(isPeer) || !own || !hasFigures(own)) return table;
  const faster = fasterRows(measured);
  for (const { id } of faster) everFaster.add(id);
  if (faster.length === 0) return `${table}\n\nNone of them is faster than Deckwright here.`;
  const names = faster.map(({ name, shares }) => `${name} (${shares})`);
  return `${table}\n\nFaster than Deckwright: ${names.join('; ')}.`;
}

function reasons(faster: Set<string>): string {
  return peers
    .filter(({ id }) => faster.has(id))
    .map(({ name, leaves }) => `- **${name}**: ${leaves}.`)
    .join('\n');
}

interface Mark {
  phase: string;
  at: number;
}

/** The phases of one process, by its own clock. */
function phaseTable(sizes: number[], work: string): string {
  const script = fileURLToPath(new URL('phases.mjs', import.meta.url));
  const columns = [...sizes]
    .sort((a, b) => a - b)
    .map((size) => {
      const root = join(work, `phases-${size}`);
      generate(root, size);
      const said = execFileSync(process.execPath, [script, root], { encoding: 'utf8' });
      rmSync(root, { recursive: true, force: true });
      return { size, marks: JSON.parse(said) as Mark[] };
    });
  const names = columns[0]?.marks.slice(0, -1).map(({ phase }) => phase) ?? [];
  return markdownTable(
    ['Phase', ...columns.map(({ size }) => `${grouped(size)} notes`)],
    names.map((name, index) => [`\`${name}\``, ...columns.map(({ marks }) => share(marks, index))]),
  );
}

function share(marks: Mark[], index: number): string {
  const at = (place: number) => marks.at(place)?.at ?? 0;
  const [time, whole] = [at(index + 1) - at(index), at(-1) - at(0)];
  return `${grouped(Math.round(time))} ms, ${Math.round((time / whole) * 100)} %`;
}
