import { parseArgs } from 'node:util';
import { peers } from './peers.ts';

/** What the benchmark is asked to do. */
export interface BenchOptions {
  /** Numbers of notes to compare at. */
  sizes: number[];
  peers: string[];
  parts: Part[];
  /** Pictures of the media decks: how many, and of how many bytes. */
  media: { count: number; bytes: number }[];
  runs: number;
  /** Seconds that a process may take. */
  limit: number;
  write: boolean;
  resume: boolean;
}

/** What can be measured by itself. */
export type Part = (typeof parts)[number];

const parts = ['compare', 'again', 'media', 'phases'] as const;
const small = { count: 500, bytes: 20_000 };
const large = { count: 2000, bytes: 1_000_000 };

/** The text of `--help`. */
export const help = `Measures Deckwright and other makers of Anki packages, whole processes in turn.

Usage: npm run bench -- [SIZE...] [FLAGS]

  SIZE            Numbers of notes (30 1000 10000).
  --all           Also 100,000 notes, and 2,000 pictures of 1 MB: needs 8 GB of disk, and an hour.
  --peers A,B     Only these, or "none": ${peers.map(({ id }) => id).join(', ')}.
  --parts A,B     Only these: compare (with the peers), again (builds after the first), media, phases.
  --runs N        Take the middle one of N runs (3). What takes over 30 seconds runs once.
  --limit N       End a process after N seconds (300).
  --resume        Keep the runs that the last benchmark made with the same compiler, and go on.
  --write         Write docs/benchmarks.md. Done anyway where neither sizes, peers nor parts are chosen;
                  --no-write leaves it as it is.

Peers are installed from npm and PyPI into node_modules/.cache. TMPDIR says where the decks are written.
Python 3 measures processor time and memory; without it, and on Windows, there is only the clock.
`;

/** Reads the command line, or says what is wrong with it. */
export function optionsOf(args: string[]): BenchOptions | 'help' | { wrong: string } {
  const parsed = parsedArgs(args);
  if ('wrong' in parsed) return parsed;
  const { values, positionals } = parsed;
  if (values.help === true) return 'help';
  const sizes = positionals.map((text) => Number(text.replaceAll(/[,_]/gu, '')));
  const chosen = { peers: listOf(values.peers), parts: listOf(values.parts) };
  const known = peers.map(({ id }) => id);
  const numbers = [...sizes, Number(values.runs), Number(values.limit)];
  if (numbers.some((number) => !Number.isInteger(number) || number < 1))
    return { wrong: 'Sizes, --runs and --limit are whole numbers above zero.' };
  const strange = [
    ...(chosen.peers ?? []).filter((id) => !known.includes(id)),
    ...(chosen.parts ?? []).filter((part) => !parts.includes(part as Part)),
  ];
  if (strange.length > 0) return { wrong: `Unknown: ${strange.join(', ')}. See --help.` };
  const usual = sizes.length === 0 && !chosen.peers && !chosen.parts;
  return {
    sizes: sizes.length > 0 ? sizes : [30, 1000, 10_000, ...(values.all ? [100_000] : [])],
    peers: chosen.peers ?? known,
    parts: parts.filter((part) => chosen.parts?.includes(part) ?? isUsual(part, sizes)),
    media: values.all ? [small, large] : [small],
    ...{ runs: Number(values.runs), limit: Number(values.limit) },
    ...{ write: values.write ?? usual, resume: values.resume === true },
  };
}

function parsedArgs(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      allowNegative: true,
      options: {
        all: { type: 'boolean' },
        write: { type: 'boolean' },
        resume: { type: 'boolean' },
        peers: { type: 'string' },
        parts: { type: 'string' },
        runs: { type: 'string', default: '3' },
        limit: { type: 'string', default: '300' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    return { wrong: `${(error as Error).message.split('. ')[0]}. See --help.` };
  }
}

/** Who asks for a size wants to see that size. */
function isUsual(part: Part, sizes: number[]): boolean {
  return sizes.length === 0 || part === 'compare' || part === 'phases';
}

function listOf(text: string | undefined): string[] | undefined {
  if (text === 'none') return [];
  return text?.split(',').map((name) => name.trim());
}
