import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Contest, Row } from './contests.ts';
import { lastSentence } from './install.ts';
import { measure, type Run } from './measure.ts';

/** How contests are run, and where their runs are kept. */
export interface Rounds {
  runs: number;
  /** Seconds. */
  limit: number;
  python: string | undefined;
  kept: Kept;
  /** Rows, by their ids, that failed or took too long in a contest of so many notes. */
  out: Map<string, { notes: number; why: string }>;
  tell: (line: string) => void;
}

/** Runs by contest, row and round. */
export interface Kept {
  find: (key: string) => Run | undefined;
  add: (key: string, run: Run) => void;
}

/** What the runs of a row gave. */
export interface Measured {
  id: string;
  name: string;
  runs: Run[];
  /** Why there are none. */
  reason?: string;
}

/** A row that takes longer is run once. */
const patience = 30;

/** Runs the rows of a contest in turn, A B A B, so that a slow moment of the machine meets all of them. */
export async function runInTurn(contest: Contest, rounds: Rounds): Promise<Measured[]> {
  const measured = contest.rows.map(({ id, name, reason }): Measured => {
    const out = rounds.out.get(id);
    const why = reason ?? (out && out.notes < contest.notes ? out.why : undefined);
    return { id, name, runs: [], ...(why !== undefined && { reason: why }) };
  });
  for (let round = 1; round <= rounds.runs; round += 1)
    for (const [index, row] of contest.rows.entries()) {
      const one = measured[index];
      if (one && isDue(one)) one.runs.push(await turn(contest, row, round, rounds));
    }
  for (const { id, runs } of measured) {
    const why = runs.some(({ over }) => over) ? `took over ${rounds.limit} s` : 'failed';
    if (runs.some(endedBadly))
      rounds.out.set(id, { notes: contest.notes, why: `${why} with fewer notes` });
  }
  return measured;
}

function isDue({ reason, runs }: Measured): boolean {
  if (reason !== undefined || runs.some(endedBadly)) return false;
  return (runs[0]?.wall ?? 0) <= patience;
}

function endedBadly({ over, failed }: Run): boolean {
  return over === true || failed !== undefined;
}

async function turn(contest: Contest, row: Row, round: number, rounds: Rounds): Promise<Run> {
  const key = `${contest.id} ${row.id} ${round}`;
  const known = rounds.kept.find(key);
  if (known) return known;
  const run = (task: Row['task']) => measure({ ...task, limit: rounds.limit }, rounds.python);
  await row.prepare(round, async (task) => {
    await run(task);
  });
  const { failed, ...figures } = await run(row.task);
  const result = { ...figures, ...(failed !== undefined && { failed: lastSentence(failed) }) };
  row.clean();
  rounds.kept.add(key, result);
  rounds.tell(`${key}: ${result.failed ?? `${result.wall.toFixed(2)} s`}`);
  return result;
}

/** Runs in a file of which each line is one; `plan` says what they were made with, and others are dropped. */
export function keptRuns(path: string, plan: string, resume: boolean): Kept {
  const lines = resume && existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
  const runs = new Map(
    lines.flatMap((line): [string, Run][] => {
      const { key, of, run } = JSON.parse(line) as { key: string; of: string; run: Run };
      return of === plan ? [[key, run]] : [];
    }),
  );
  if (runs.size === 0) rmSync(path, { force: true });
  mkdirSync(dirname(path), { recursive: true });
  return {
    find: (key) => runs.get(key),
    add(key, run) {
      appendFileSync(path, `${JSON.stringify({ key, of: plan, run })}\n`);
    },
  };
}
