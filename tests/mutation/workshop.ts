import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mutation } from './mutate.ts';
import type { Answer } from './worker.ts';

/** A process that judges damaged projects, one after the other. */
export interface Workshop {
  /** How many sound projects there are. */
  seeds: number;
  judge: (mutation: Mutation) => Promise<Answer>;
  stop: () => void;
}

const program = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Opens the workshop. A project that takes longer than `deadline` milliseconds is a failure, and the process a new one. */
export async function openWorkshop(deadline: number): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), 'deckwright-mutation-'));
  const state = await started(folder);
  const { seeds } = state;
  return {
    seeds,
    async judge(mutation) {
      const answer = answerOf(state.child, deadline);
      state.child.send(mutation);
      const given = await answer;
      if (given) return given;
      state.child.kill('SIGKILL');
      Object.assign(state, await started(folder));
      return {
        kind: 'failure',
        what: `no end after ${deadline} ms`,
        seed: `${mutation.seed}`,
        milliseconds: deadline,
      };
    },
    stop() {
      state.child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function started(folder: string): Promise<{ child: ChildProcess; seeds: number }> {
  rmSync(folder, { recursive: true, force: true });
  const child = fork(program, [folder], { execArgv: ['--import', 'tsx/esm'] });
  const seeds = await new Promise<number>((resolve, reject) => {
    child.once('message', resolve as (message: unknown) => void);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The worker ended with ${code}`)));
  });
  child.removeAllListeners('exit');
  return { child, seeds };
}

/** The next answer; nothing if there is none in time. A worker that breaks down has failed, too. */
function answerOf(child: ChildProcess, deadline: number): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(undefined), deadline);
    const onMessage = (message: unknown) => done(message as Answer);
    const onExit = (code: number | null) =>
      done({ kind: 'failure', what: `the process ended with ${code}`, seed: '', milliseconds: 0 });
    child.on('message', onMessage).on('exit', onExit);
    function done(answer: Answer | undefined) {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit);
      resolve(answer);
    }
  });
}
