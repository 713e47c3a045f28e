/** Judges damaged projects in a process of its own, which may be ended when one never comes to an end. */
import { createJudge } from './judge.ts';
import type { Mutation } from './mutate.ts';
import { layOutSeeds } from './seeds.ts';

/** What the process answers: `what` is the failure, or what the text says to its author. */
export interface Answer {
  kind: 'built' | 'messages' | 'failure';
  what: string;
  seed: string;
  /** Processor time. */
  milliseconds: number;
}

const seeds = layOutSeeds(process.argv[2] ?? '');
const judge = createJudge(seeds);

process.on('message', async (mutation: Mutation) => {
  const begin = process.cpuUsage();
  const outcome = await judge(mutation);
  const { user, system } = process.cpuUsage(begin);
  const answer: Answer = {
    kind: outcome.kind,
    what: outcome.kind === 'failure' ? outcome.what : '',
    seed: seeds[mutation.seed % seeds.length]?.name ?? '',
    milliseconds: (user + system) / 1000,
  };
  process.send?.(answer);
});
process.on('disconnect', () => process.exit());
process.send?.(seeds.length);
