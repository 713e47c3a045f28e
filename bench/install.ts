import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Environment } from './peers.ts';

/** Where a peer was installed, or why it was not. */
export type Installed = { folder: string } | { reason: string };

const run = promisify(execFile);

/** Installs what a peer needs into the cache, unless it is there already. */
export async function install(
  name: string,
  environment: Environment,
  cache: string,
  python: string | undefined,
): Promise<Installed> {
  const folder = join(cache, name);
  const stamp = join(folder, 'installed.json');
  const wanted = JSON.stringify(environment.packages);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { folder };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    if (environment.from === 'npm') await fromNpm(folder, environment.packages);
    else if (python === undefined) return { reason: 'no Python 3 was found' };
    else await fromPypi(folder, environment.packages, python);
  } catch (error) {
    return { reason: `does not install: ${lastSentence(String((error as Error).message))}` };
  }
  writeFileSync(stamp, wanted);
  return { folder };
}

async function fromNpm(folder: string, packages: Environment['packages']): Promise<void> {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
  const shell = process.platform === 'win32';
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', ...flags, ...wanted], { cwd: folder, shell });
}

async function fromPypi(
  folder: string,
  packages: Environment['packages'],
  python: string,
): Promise<void> {
  await run(python, ['-m', 'venv', folder]);
  const wanted = Object.entries(packages).map(([name, version]) => `${name}==${version}`);
  const flags = ['--quiet', '--disable-pip-version-check', '--no-input'];
  await run(programIn(folder, 'python'), ['-m', 'pip', 'install', ...flags, ...wanted]);
}

/** A program of a Python environment. */
export function programIn(folder: string, name: string): string {
  return process.platform === 'win32'
    ? join(folder, 'Scripts', `${name}.exe`)
    : join(folder, 'bin', name);
}

/** A Python 3 of the machine, and its version. */
export async function findPython(): Promise<{ command: string; version: string } | undefined> {
  for (const command of ['python3', 'python']) {
    const said = await run(command, ['--version']).catch(() => undefined);
    const version = /^Python (3\.\S+)/u.exec(said?.stdout ?? '')?.[1];
    if (version) return { command, version };
  }
  return undefined;
}

/** The error that a program ended with, else its last line: no folders or addresses of this machine, 120 characters. */
export function lastSentence(said: string): string {
  const lines = said.trim().split('\n');
  const error =
    lines.find((line) => /^npm error (?!code )/u.test(line)) ??
    lines.findLast((line) => /^(?:[\w.]*(?:Error|Exception)\b|ERROR)/u.test(line));
  return (error ?? lines.at(-1) ?? '')
    .trim()
    .replace(/https?:\/\/\S+/gu, '…')
    .replace(/(?:[A-Za-z]:)?[\\/](?:[^\s\\/'":]+[\\/])+/gu, '')
    .replaceAll('|', '/')
    .slice(0, 120);
}
