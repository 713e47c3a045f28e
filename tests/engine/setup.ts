import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

/** Whether the tests have the real Anki engine: `missing` (no Python) skips, `broken` fails them. */
export type EngineSetup =
  | { state: 'ready'; python: string }
  | { state: 'missing' | 'broken'; sentence: string };

declare module 'vitest' {
  export interface ProvidedContext {
    engine: EngineSetup;
  }
}

/** Vitest's global setup: finds or makes the Python that has the packages `anki` and `aqt`, before any test. */
export async function setup(project: Pick<TestProject, 'provide'>): Promise<void> {
  const engine = await prepareEngine();
  if (engine.state !== 'ready') {
    if (process.env.CI) throw new Error(engine.sentence);
    process.stderr.write(box(engine));
  }
  project.provide('engine', engine);
}

const run = promisify(execFile);
const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));
/** The files of Anki's reviewer, without the windows that it needs them for. */
const reviewer = fileURLToPath(new URL('reviewer-requirements.txt', import.meta.url));
const environments = fileURLToPath(
  new URL('../../node_modules/.cache/deckwright/anki-venv', import.meta.url),
);
/** What the pinned `anki` asks for. */
const oldest = 10;

async function prepareEngine(): Promise<EngineSetup> {
  const chosen = process.env.DECKWRIGHT_PYTHON;
  if (chosen) return (await lacksAnki(chosen)) ?? { state: 'ready', python: chosen };
  const found = await findPython();
  if (!found)
    return {
      state: 'missing',
      sentence: `Python 3.${oldest} or newer with venv and pip was not found. The tests with the real Anki engine need it: install it, or name one that has the package anki in DECKWRIGHT_PYTHON.`,
    };
  return environment(found.command, found.version);
}

/** A Python of the user's own choice must have the very versions that the requirements pin. */
async function lacksAnki(python: string): Promise<EngineSetup | undefined> {
  const texts = [requirements, reviewer].map((file) => readFile(file, 'utf8'));
  const wanted = (await Promise.all(texts)).map((text) => text.trim()).join('\n');
  const names = wanted.split(/\s+/u).map((line) => line.replace(/==.*/u, ''));
  const question =
    'import sys, importlib.metadata as m; print("\\n".join(n + "==" + m.version(n) for n in sys.argv[1:]))';
  const answer = await run(python, ['-c', question, ...names]).then(
    ({ stdout }) => stdout.trim().replaceAll('\r', ''),
    (error: Error) => error.message,
  );
  if (answer === wanted) return undefined;
  const sentence = `DECKWRIGHT_PYTHON names ${python}, which should have ${wanted.replaceAll('\n', ' and ')}, but says: ${answer}`;
  return { state: 'broken', sentence };
}

async function findPython(): Promise<{ command: string; version: string } | undefined> {
  const question = 'import sys, venv, ensurepip; print("%d.%d" % sys.version_info[:2])';
  for (const command of ['python3', 'python', 'python3.14', 'python3.13', 'python3.12']) {
    const answer = await run(command, ['-c', question]).catch(() => undefined);
    const version = answer?.stdout.trim() ?? '';
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major === 3 && minor >= oldest) return { command, version };
  }
  return undefined;
}

/**
 * A virtual environment named by what is in it, made beside its place and then renamed: runs at the
 * same time cannot disturb each other, and one that was broken off leaves nothing that looks whole.
 */
async function environment(command: string, version: string): Promise<EngineSetup> {
  const wanted = createHash('sha1')
    .update(await readFile(requirements))
    .update(await readFile(reviewer))
    .update(version);
  const name = wanted.digest('hex').slice(0, 12);
  const place = join(environments, name);
  const ready = { state: 'ready', python: pythonIn(place) } as const;
  if (existsSync(ready.python)) return ready;
  process.stderr.write('Installing the real Anki engine for the tests (once)...\n');
  const draft = `${place}.${process.pid}`;
  try {
    await mkdir(environments, { recursive: true });
    await run(command, ['-m', 'venv', '--clear', draft]);
    const install = ['-m', 'pip', 'install', '--quiet'];
    await run(pythonIn(draft), [...install, '-r', requirements]);
    await run(pythonIn(draft), [...install, '--no-deps', '-r', reviewer]);
    await rename(draft, place).catch((error: Error) => {
      // another run was faster
      if (!existsSync(ready.python)) throw error;
    });
    await tidy(name);
  } catch (error) {
    const sentence = `The real Anki engine could not be installed for the tests: ${String(error)}`;
    return { state: 'broken', sentence };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return ready;
}

function pythonIn(folder: string): string {
  return process.platform === 'win32'
    ? join(folder, 'Scripts', 'python.exe')
    : join(folder, 'bin', 'python');
}

/** Drops what other requirements, or runs that were broken off, left behind. */
async function tidy(name: string): Promise<void> {
  for (const other of await readdir(environments)) {
    if (other === name || isAlive(Number(other.split('.')[1]))) continue;
    await rm(join(environments, other), { recursive: true, force: true });
  }
}

function isAlive(process_: number): boolean {
  if (!Number.isInteger(process_)) return false;
  try {
    return process.kill(process_, 0);
  } catch {
    return false;
  }
}

function box(engine: Exclude<EngineSetup, { state: 'ready' }>): string {
  const consequence =
    engine.state === 'missing'
      ? 'THE TESTS WITH THE REAL ANKI ENGINE DO NOT RUN.'
      : 'THE TESTS WITH THE REAL ANKI ENGINE WILL FAIL.';
  const line = '!'.repeat(78);
  return `\n${line}\n!! ${consequence}\n!! ${engine.sentence.trim().replaceAll('\n', '\n!! ')}\n${line}\n\n`;
}
