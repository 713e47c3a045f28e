import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a program is to be run for, and for how many seconds at most. */
export interface Task {
  command: string[];
  folder: string;
  env: Record<string, string>;
  /** Where it writes its packages. */
  out: string;
  limit: number;
}

/** What one run took: seconds and bytes. Processor time, memory and contents are known where Python measures. */
export interface Run {
  wall: number;
  cpu?: number;
  memory?: number;
  notes?: number;
  media?: number;
  /** It was ended, as it took too long. */
  over?: boolean;
  /** The last it said before it failed. */
  failed?: string;
}

interface Figures extends Run {
  code: number;
  said: string;
}

const script = fileURLToPath(new URL('measure.py', import.meta.url));

/** Runs a program and measures it; Python does so from outside, as only it sees what a child of its took. */
export async function measure(task: Task, python: string | undefined): Promise<Run> {
  if (python === undefined || process.platform === 'win32') return byTheClock(task);
  const { stdout, stderr } = await output(python, [script, JSON.stringify(task)]);
  if (stdout === '') throw new Error(`bench/measure.py: ${stderr}`);
  const { code, said, over, ...figures } = JSON.parse(stdout) as Figures;
  if (over === true) return { ...figures, over };
  return code === 0 ? figures : { ...figures, failed: said.trim() || `exit code ${code}` };
}

async function byTheClock(task: Task): Promise<Run> {
  const [program = '', ...rest] = task.command;
  const start = performance.now();
  const env = { ...process.env, ...task.env };
  const ended = await output(program, rest, {
    ...{ cwd: task.folder, env, timeout: task.limit * 1000 },
  });
  const wall = (performance.now() - start) / 1000;
  if (wall >= task.limit) return { wall, over: true };
  return ended.code === 0 ? { wall } : { wall, failed: ended.stderr || `exit code ${ended.code}` };
}

/** Never fails: what a program said, and how it ended. */
function output(
  program: string,
  rest: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; timeout?: number } = {},
): Promise<{ stdout: string; stderr: string; code: number | null }> {
  return new Promise((resolve) => {
    const child = spawn(program, rest, { ...options, stdio: 'pipe' });
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        said[stream] += text;
      });
    child.on('error', (error) => resolve({ ...said, stderr: error.message, code: null }));
    child.on('close', (code) => resolve({ ...said, code }));
  });
}
