import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Event, Site } from './runner.ts';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** A repository on a machine of ours that stands for GitHub, with the compiler of this folder as `npx deckwright`. */
export interface Scratch extends Site {
  /** The compiled program. */
  program: string;
  /** The author's clone. */
  work: string;
  git: (...args: string[]) => string;
  deckwright: (...args: string[]) => string;
  put: (path: string, text: string) => void;
  commit: (message: string, ...more: string[]) => void;
  remove: () => void;
}

/** Compiles the program, and makes an empty repository with a clone. */
export function makeScratch(): Scratch {
  const base = mkdtempSync(join(tmpdir(), 'deckwright-workflows-'));
  const [programs, home, scratch, work, origin] = ['bin', 'home', 'site', 'work', 'origin.git'].map(
    (name) => join(base, name),
  ) as [string, string, string, string, string];
  for (const folder of [programs, home, scratch, work]) mkdirSync(folder);
  const program = compiled(join(base, 'program'));
  const put = (folder: string, name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  put(programs, 'npx', `#!/bin/sh\nshift\nexec node '${program}' "$@"\n`);
  put(programs, 'npm', '#!/bin/sh\nexit 0\n');
  put(programs, 'gh', `#!/bin/sh\nexec node '${join(import.meta.dirname, 'gh.mjs')}' "$@"\n`);
  for (const name of ['npx', 'npm', 'gh']) chmodSync(join(programs, name), 0o755);
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com'];
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', work, ...identity, ...args], { encoding: 'utf8', stdio: 'pipe' });
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', origin]);
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', origin);
  return {
    ...{ origin, programs, home, scratch, program, work, git },
    deckwright: (...args) =>
      execFileSync(process.execPath, [program, ...args], {
        cwd: work,
        encoding: 'utf8',
        stdio: 'pipe',
        // an author's machine, wherever this test runs
        env: { ...process.env, CI: undefined },
      }),
    put: (path, text) => put(work, path, text),
    commit: (message, ...more) => {
      git('add', '--all');
      git('commit', '--quiet', '--message', message, ...more);
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** The program as npm would install it. */
function compiled(folder: string): string {
  mkdirSync(folder);
  const compiler = createRequire(import.meta.url).resolve('typescript/package.json');
  execFileSync(
    process.execPath,
    [
      join(dirname(compiler), 'bin', 'tsc'),
      ...['-p', join(repository, 'tsconfig.build.json'), '--outDir', join(folder, 'dist', 'lib')],
    ],
    { stdio: 'pipe' },
  );
  cpSync(join(repository, 'package.json'), join(folder, 'package.json'));
  for (const name of ['templates', 'docs'])
    cpSync(join(repository, name), join(folder, name), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return join(folder, 'dist', 'lib', 'cli.js');
}

const common = { repository: 'someone/decks', token: 'a token', actor: 'someone' };

/** A push of a branch or a tag. */
export function push(ref: string, pages = false): Event {
  const name = ref.replace(/^refs\/(heads|tags)\//u, '');
  const event = { repository: { has_pages: pages } };
  return { ref, github: { ...common, ref, ref_name: name, event_name: 'push', event } };
}

/** A pull request from a branch of the same repository, or of a fork. */
export function pullRequest(number: number, from = common.repository): Event {
  const event = { pull_request: { number, head: { repo: { full_name: from } } } };
  const ref = `refs/pull/${number}/merge`;
  return { ref, github: { ...common, ref, ref_name: `${number}/merge`, event } };
}
